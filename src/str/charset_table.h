/*
 * The upper halves of encodings that have one byte for a character; 0 where
 * there is none.
 */
#ifndef MOON_STR_CHARSET_TABLE_H
#define MOON_STR_CHARSET_TABLE_H

#include <stdint.h>

enum { TABLE_1251, TABLE_1252, TABLE_KOI8_R, TABLE_866, CHARSET_TABLES };

extern const uint16_t charset_table[CHARSET_TABLES][128];

#endif
