/*
 * The primes of xxHash, and how its 64 bits are mixed in the end.
 */
#ifndef MOON_STR_XXHASH_H
#define MOON_STR_XXHASH_H

#include <stdint.h>

#define XXHASH_32_1 UINT32_C(0x9e3779b1)
#define XXHASH_32_2 UINT32_C(0x85ebca77)
#define XXHASH_32_3 UINT32_C(0xc2b2ae3d)
#define XXHASH_32_4 UINT32_C(0x27d4eb2f)
#define XXHASH_32_5 UINT32_C(0x165667b1)

#define XXHASH_64_1 UINT64_C(0x9e3779b185ebca87)
#define XXHASH_64_2 UINT64_C(0xc2b2ae3d27d4eb4f)
#define XXHASH_64_3 UINT64_C(0x165667b19e3779f9)
#define XXHASH_64_4 UINT64_C(0x85ebca77c2b2ae63)
#define XXHASH_64_5 UINT64_C(0x27d4eb2f165667c5)

static inline uint64_t xxhash_finish(uint64_t h)
{
    h = (h ^ h >> 33) * XXHASH_64_2;
    h = (h ^ h >> 29) * XXHASH_64_3;
    return h ^ h >> 32;
}

#endif
