/*
 * Powers of ten, for number_read.c and number_write.c.
 *
 * 10^n is t * 2^(number_log2_pow10(n) - 127), where t has 128 bits of which
 * the highest is set.  The table has t rounded down.  No low word is all ones,
 * so that one more always fits.
 */
#ifndef MOON_BASE_NUMBER_TABLE_H
#define MOON_BASE_NUMBER_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { NUMBER_TABLE_FIRST = -342, NUMBER_TABLE_LAST = 324 };

/* For each n the high word, then the low word. */
extern const uint64_t number_table[];

/* The product of two words; -Wpedantic has to be told that we know. */
__extension__ typedef unsigned __int128 number_wide;

static inline const uint64_t *number_pow10(int n)
{
    return &number_table[2 * (ptrdiff_t)(n - NUMBER_TABLE_FIRST)];
}

/* The logarithm of 10^n to base 2, rounded down. */
static inline int number_log2_pow10(int n)
{
    return (n * 217706) >> 16;
}

#endif
