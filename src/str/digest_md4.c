#include "base/word.h"
#include "str/digest.h"

/* Three rounds of 16 steps: what is added, and which words are taken when. */
static const uint32_t added[3] = {0, 0x5a827999, 0x6ed9eba1};
static const unsigned char order[3][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15},
    {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15},
};
static const unsigned char turns[3][4] = {
    {3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};

static inline uint32_t mix(unsigned round, uint32_t b, uint32_t c, uint32_t d)
{
    switch (round) {
    case 0: return d ^ (b & (c ^ d));
    case 1: return (b & c) | (d & (b | c));
    default: return b ^ c ^ d;
    }
}

static void run_block(uint32_t *state, const char *block)
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];

#pragma GCC unroll 48
    for (unsigned i = 0; i < 48; i++) {
        unsigned round = i / 16;
        uint32_t word = word_read32(block + (size_t)4 * order[round][i % 16]);
        uint32_t sum = a + mix(round, b, c, d) + word + added[round];

        a = d;
        d = c;
        c = b;
        b = word_rotate32(sum, turns[round][i % 4]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
}

static void run(union digest_state *state, const unsigned char *block,
                size_t count)
{
    for (; count > 0; count--, block += 64)
        run_block(state->words32, (const char *)block);
}

const struct digest_family digest_md4 = {
    .block = 64,
    .word = 4,
    .mark = 0x80,
    .tail = 8,
    .run = run,
};
