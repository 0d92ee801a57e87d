/*
 * What a byte does to a cyclic redundancy check, after which up to 7 bytes
 * follow (M. E. Kounavis and F. L. Berry, "Novel table lookup-based
 * algorithms", 2008).
 */
#ifndef MOON_STR_CRC_TABLE_H
#define MOON_STR_CRC_TABLE_H

#include <stdint.h>

/* The polynomials of IEEE 802.3 and of G. Castagnoli, 1993. */
enum { CRC_IEEE, CRC_CASTAGNOLI, CRC_KINDS, CRC_SLICES = 8 };

extern const uint32_t crc_table[CRC_KINDS][CRC_SLICES][256];

#endif
