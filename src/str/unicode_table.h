/*
 * What is known of each character, in two stages: a block of characters has an
 * index, and in the block a character that of its record.
 */
#ifndef MOON_STR_UNICODE_TABLE_H
#define MOON_STR_UNICODE_TABLE_H

#include <stdint.h>

enum {
    UNICODE_BLOCK = 128,
    UNICODE_BLOCKS = 0x110000 / UNICODE_BLOCK,
    UNICODE_EXPANSION = 3
};

enum { UNICODE_CASED = 1, UNICODE_IGNORABLE = 2, UNICODE_WIDE = 4 };

/* In the order of enum unicode_case. */
struct unicode_record {
    int32_t delta[4];  /* to the one character that it becomes */
    uint8_t expand[4]; /* the longer text that it becomes, or 0 */
    uint8_t flags;
};

extern const uint8_t unicode_index[UNICODE_BLOCKS];
extern const uint16_t unicode_blocks[][UNICODE_BLOCK];
extern const struct unicode_record unicode_records[];
extern const uint32_t unicode_expansions[][UNICODE_EXPANSION]; /* 0: no more */

#endif
