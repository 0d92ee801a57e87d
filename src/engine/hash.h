/*
 * What Lua's strings are found by: a hash of their bytes and a secret seed.
 *
 * Sixteen bytes at a time are folded by a long multiplication, in the manner of
 * Wang Yi's wyhash (https://github.com/wangyi-fudan/wyhash).  Both factors
 * depend on the seed, so that nobody can make one of them zero, or make many
 * strings with one hash, without knowing it.
 */
#ifndef MOON_ENGINE_HASH_H
#define MOON_ENGINE_HASH_H

#include <stddef.h>

#include "base/word.h"

__extension__ typedef unsigned __int128 hash_wide;

static inline uint64_t hash_fold(uint64_t a, uint64_t b)
{
    hash_wide product = (hash_wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Up to seven bytes as one word: each of them, some perhaps twice. */
static inline uint64_t hash_load_few(const char *bytes, size_t len)
{
    if (len == 0)
        return 0;
    if (len < 4)
        return (uint64_t)(unsigned char)bytes[0] << 16 |
               (uint64_t)(unsigned char)bytes[len / 2] << 8 |
               (unsigned char)bytes[len - 1];
    return (uint64_t)word_read32(bytes) << 32 | word_read32(bytes + len - 4);
}

static inline unsigned hash_bytes(const char *bytes, size_t len, unsigned seed)
{
    uint64_t secret = ((uint64_t)seed + 1) * UINT64_C(0x9e3779b97f4a7c15);
    uint64_t sum = (secret << 32 | secret >> 32) + len;

    for (; len > 16; bytes += 16, len -= 16)
        sum = hash_fold(word_read64(bytes) ^ secret,
                        word_read64(bytes + 8) ^ sum);
    if (len < 8)
        sum = hash_fold(hash_load_few(bytes, len) ^ secret, sum);
    else
        sum = hash_fold(word_read64(bytes) ^ secret,
                        word_read64(bytes + len - 8) ^ sum);
    return (unsigned)(sum ^ sum >> 32);
}

#endif
