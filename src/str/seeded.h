/*
 * Fast hashes that keep no secret and may be given a seed: Y. Collet's xxHash,
 * by its specification of 2023, and A. Appleby's MurmurHash3.
 */
#ifndef MOON_STR_SEEDED_H
#define MOON_STR_SEEDED_H

#include "str/view.h"

enum { SEEDED_MAX = 16, SEEDED_SECRET_MIN = 136 };

struct seed {
    uint64_t number;
    struct view secret; /* of SEEDED_SECRET_MIN bytes or more, or empty */
};

/* Writes the result, the highest byte first. */
typedef void seeded_function(struct view v, const struct seed *seed,
                             unsigned char *to);

struct seeded {
    const char *name;
    size_t len;
    bool has_secret; /* it takes one, instead of a number */
    seeded_function *make;
};

/* NULL when there is none of the name, whose case does not matter. */
const struct seeded *seeded_find(struct view name);

/* They are in files of their own. */
seeded_function murmur_a, murmur_c, murmur_f;
seeded_function xxhash_32, xxhash_64;
seeded_function xxh3_64, xxh3_128;

#endif
