/*
 * Numbers that tell nothing: what is shown in place of addresses, and seeds.
 *
 * A secret is 128 bits that the system drew, or fixed ones where every process
 * is to do the same.  opaque_mix() is SipHash-2-4 of one word (Aumasson and
 * Bernstein, "SipHash: a fast short-input PRF", 2012): whoever sees its results
 * learns neither the words nor the secret.
 */
#ifndef MOON_ENGINE_OPAQUE_H
#define MOON_ENGINE_OPAQUE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

struct opaque_secret {
    uint64_t key[2];
};

/* A system that has nothing random to give gets what differs between runs. */
static inline struct opaque_secret opaque_new(bool is_fixed)
{
    struct opaque_secret secret = {
        {UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707344)}};

    if (!is_fixed && getentropy(&secret, sizeof secret) != 0) {
        secret.key[0] ^= (uint64_t)time(NULL);
        secret.key[1] ^= (uint64_t)(uintptr_t)&secret;
    }
    return secret;
}

static inline uint64_t opaque_turn(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static inline void opaque_rounds(uint64_t v[4], int count)
{
    while (count-- > 0) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = opaque_turn(v[1], 13) ^ v[0];
        v[3] = opaque_turn(v[3], 16) ^ v[2];
        v[0] = opaque_turn(v[0], 32);
        v[2] += v[1];
        v[0] += v[3];
        v[1] = opaque_turn(v[1], 17) ^ v[2];
        v[3] = opaque_turn(v[3], 21) ^ v[0];
        v[2] = opaque_turn(v[2], 32);
    }
}

static inline uint64_t opaque_mix(const struct opaque_secret *secret,
                                  uint64_t word)
{
    const uint64_t length = UINT64_C(8) << 56;
    uint64_t v[4] = {
        secret->key[0] ^ UINT64_C(0x736f6d6570736575),
        secret->key[1] ^ UINT64_C(0x646f72616e646f6d),
        secret->key[0] ^ UINT64_C(0x6c7967656e657261),
        secret->key[1] ^ UINT64_C(0x7465646279746573),
    };

    v[3] ^= word;
    opaque_rounds(v, 2);
    v[0] ^= word;
    v[3] ^= length;
    opaque_rounds(v, 2);
    v[0] ^= length;
    v[2] ^= 0xff;
    opaque_rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

#endif
