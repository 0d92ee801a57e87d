#include "str/digest.h"

/* clang-format off */
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee,
    0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be,
    0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa,
    0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
    0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
    0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05,
    0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039,
    0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
    0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static const unsigned char turns[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21},
};
/* clang-format on */

static inline uint32_t turn(uint32_t x, unsigned by)
{
    return x << by | x >> (32 - by);
}

static inline uint32_t mix(unsigned round, uint32_t b, uint32_t c, uint32_t d)
{
    switch (round) {
    case 0: return d ^ (b & (c ^ d));
    case 1: return c ^ (d & (b ^ c));
    case 2: return b ^ c ^ d;
    default: return c ^ (b | ~d);
    }
}

static inline unsigned word_of(unsigned round, unsigned i)
{
    static const unsigned char factor[4] = {1, 5, 3, 7};
    static const unsigned char offset[4] = {0, 1, 5, 0};

    return (factor[round] * i + offset[round]) & 15;
}

/* The loops have constant bounds, and are unrolled for the sake of speed. */
static void run_block(uint32_t *state, const uint32_t *words)
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];

#pragma GCC unroll 64
    for (unsigned i = 0; i < 64; i++) {
        unsigned round = i / 16;
        uint32_t sum =
            a + mix(round, b, c, d) + words[word_of(round, i)] + sines[i];

        a = d;
        d = c;
        c = b;
        b += turn(sum, turns[round][i & 3]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static void run(union digest_state *state, const unsigned char *block,
                size_t count)
{
    uint32_t words[16];

    for (; count > 0; count--, block += 64) {
        for (size_t i = 0; i < 16; i++) {
            const unsigned char *p = block + 4 * i;

            words[i] = (uint32_t)p[0] | (uint32_t)p[1] << 8 |
                       (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
        }
        run_block(state->words32, words);
    }
}

const struct digest_family digest_md5 = {
    .block = 64,
    .word = 4,
    .big_endian = false,
    .mark = 0x80,
    .tail = 8,
    .run = run,
};
