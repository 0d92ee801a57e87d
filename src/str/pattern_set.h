/*
 * Sets of bytes, and the classes of Lua's patterns (%a, %d, ...) as such sets.
 * The classes are those of ASCII, in whatever locale the host has chosen.
 */
#ifndef MOON_STR_PATTERN_SET_H
#define MOON_STR_PATTERN_SET_H

#include <stdbool.h>
#include <stdint.h>

enum { PATTERN_SET_WORDS = 4 };

struct pattern_set {
    uint64_t words[PATTERN_SET_WORDS];
};

static inline bool pattern_set_has(const struct pattern_set *set, char c)
{
    unsigned char byte = (unsigned char)c;

    return set->words[byte >> 6] >> (byte & 63) & 1;
}

void pattern_set_put(struct pattern_set *set, unsigned char byte);

/* Puts in the bytes `first` to `last`; none when they stand the other way. */
void pattern_set_put_range(struct pattern_set *set, unsigned char first,
                           unsigned char last);

/*
 * Puts in what stands behind a '%': the bytes of a class, those not of it when
 * the letter is a capital, and else the very byte.
 */
void pattern_set_put_class(struct pattern_set *set, unsigned char letter);

void pattern_set_unite(struct pattern_set *set,
                       const struct pattern_set *other);
void pattern_set_invert(struct pattern_set *set);

bool pattern_set_is_equal(const struct pattern_set *a,
                          const struct pattern_set *b);
bool pattern_set_is_disjoint(const struct pattern_set *a,
                             const struct pattern_set *b);

/* The only byte of the set, or -1. */
int pattern_set_single(const struct pattern_set *set);

#endif
