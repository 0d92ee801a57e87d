/*
 * The CRC of IEEE 802.3, 64 bytes at a time by carry-less multiplication (V.
 * Gopal and others, "Fast CRC computation for generic polynomials using
 * PCLMULQDQ", 2009).
 */
#ifndef MOON_STR_CRC_WIDE_H
#define MOON_STR_CRC_WIDE_H

#include "str/view.h"

/* Takes what it can off the front into *crc; returns how much that was. */
size_t crc_wide(uint32_t *crc, struct view v);

#endif
