#include "str/digest.h"
#include "str/digest_sha1_wide.h"

enum { ROUNDS = 80 };

static inline uint32_t turn(uint32_t x, unsigned by)
{
    return x << by | x >> (32 - by);
}

static inline uint32_t mix(unsigned round, uint32_t b, uint32_t c, uint32_t d)
{
    switch (round) {
    case 0: return (d ^ (b & (c ^ d))) + 0x5a827999;
    case 1: return (b ^ c ^ d) + 0x6ed9eba1;
    case 2: return ((b & c) | (d & (b | c))) + 0x8f1bbcdc;
    default: return (b ^ c ^ d) + 0xca62c1d6;
    }
}

static void run_block(uint32_t *state, const uint32_t *words)
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4];

#pragma GCC unroll 80
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint32_t sum = turn(a, 5) + mix(i / 20, b, c, d) + e + words[i];

        e = d;
        d = c;
        c = turn(b, 30);
        b = a;
        a = sum;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

static void run(union digest_state *state, const unsigned char *block,
                size_t count)
{
    uint32_t words[ROUNDS];

    if (digest_sha1_wide(state, block, count))
        return;
    for (; count > 0; count--, block += 64) {
        for (size_t i = 0; i < 16; i++) {
            const unsigned char *p = block + 4 * i;

            words[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
                       (uint32_t)p[2] << 8 | p[3];
        }
        for (size_t i = 16; i < ROUNDS; i++)
            words[i] = turn(
                words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
        run_block(state->words32, words);
    }
}

const struct digest_family digest_sha1 = {
    .block = 64,
    .word = 4,
    .big_endian = true,
    .mark = 0x80,
    .tail = 8,
    .run = run,
};
