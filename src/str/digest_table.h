/*
 * The larger tables of digests, made by tools/digest-table.lua, which tells
 * how.
 */
#ifndef MOON_STR_DIGEST_TABLE_H
#define MOON_STR_DIGEST_TABLE_H

#include <stdint.h>

enum { HAVAL_START = 8, HAVAL_ADDED = 128 };

/* A permutation of the bytes by the digits of pi. */
extern const unsigned char digest_table_md2[256];

/* The fraction of pi: 8 words to start with, then those that are added. */
extern const uint32_t digest_table_haval[HAVAL_START + HAVAL_ADDED];

/* What a byte of the first column adds to a row of the state. */
extern const uint64_t digest_table_whirlpool[256];

/* Four tables of 256. */
extern const uint64_t digest_table_tiger[4][256];

#endif
