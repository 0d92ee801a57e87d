#include "str/digest.h"

enum { ROUNDS = 64 };

/* clang-format off */
static const uint32_t roots[ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
    0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
    0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};
/* clang-format on */

static inline uint32_t turn(uint32_t x, unsigned by)
{
    return x >> by | x << (32 - by);
}

static void spread(uint32_t *words)
{
    for (size_t i = 16; i < ROUNDS; i++) {
        uint32_t a = words[i - 15], b = words[i - 2];
        uint32_t x = turn(a, 7) ^ turn(a, 18) ^ a >> 3;
        uint32_t y = turn(b, 17) ^ turn(b, 19) ^ b >> 10;

        words[i] = words[i - 16] + x + words[i - 7] + y;
    }
}

static void run_block(uint32_t *state, const uint32_t *words)
{
    uint32_t s[8];

    memcpy(s, state, sizeof s);
#pragma GCC unroll 8
    for (size_t i = 0; i < ROUNDS; i++) {
        uint32_t x = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) +
                     (s[6] ^ (s[4] & (s[5] ^ s[6]))) + roots[i] + words[i];
        uint32_t y = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) +
                     ((s[0] & s[1]) | (s[2] & (s[0] | s[1])));

        s[7] = s[6];
        s[6] = s[5];
        s[5] = s[4];
        s[4] = s[3] + x;
        s[3] = s[2];
        s[2] = s[1];
        s[1] = s[0];
        s[0] = x + y;
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += s[i];
}

static void run(union digest_state *state, const unsigned char *block,
                size_t count)
{
    uint32_t words[ROUNDS];

    for (; count > 0; count--, block += 16 * sizeof words[0]) {
        for (size_t i = 0; i < 16; i++) {
            const unsigned char *p = block + sizeof words[0] * i;

            words[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
                       (uint32_t)p[2] << 8 | (uint32_t)p[3];
        }
        spread(words);
        run_block(state->words32, words);
    }
}

const struct digest_family digest_sha256 = {
    .block = 64,
    .word = 4,
    .big_endian = true,
    .mark = 0x80,
    .tail = 8,
    .run = run,
};
