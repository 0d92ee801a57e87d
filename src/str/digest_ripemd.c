#include "base/word.h"
#include "str/digest.h"

/* Two lines, left and right, go over the block, and are joined in the end. */
enum { ROUNDS = 5, LINE_MAX = 5 };

static const uint32_t added[2][ROUNDS] = {
    {0, 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xa953fd4e},
    {0x50a28be6, 0x5c4dd124, 0x6d703ef3, 0x7a6d76e9, 0},
};

/* By how much a step turns, for each word of the block. */
static const unsigned char turns[ROUNDS][16] = {
    {11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8},
    {12, 13, 11, 15, 6, 9, 9, 7, 12, 15, 11, 13, 7, 8, 7, 7},
    {13, 15, 14, 11, 7, 7, 6, 8, 13, 14, 13, 12, 5, 5, 6, 9},
    {14, 11, 12, 14, 8, 6, 5, 5, 15, 12, 15, 14, 9, 9, 8, 6},
    {15, 12, 13, 13, 9, 5, 8, 6, 14, 11, 12, 11, 8, 6, 5, 5},
};

/* The order of the words in a round, from that in the round before. */
static const unsigned char next[16] = {7,  4, 13, 1, 10, 6,  15, 3,
                                       12, 0, 9,  5, 2,  14, 11, 8};

static uint32_t mix(unsigned kind, uint32_t x, uint32_t y, uint32_t z)
{
    switch (kind) {
    case 0: return x ^ y ^ z;
    case 1: return (x & y) | (~x & z);
    case 2: return (x | ~y) ^ z;
    case 3: return (x & z) | (y & ~z);
    default: return x ^ (y | ~z);
    }
}

/* Lines of five words mix more than those of four. */
static void step(uint32_t *line, size_t width, uint32_t sum, int turn)
{
    uint32_t second = line[1];

    sum = word_rotate32(sum, turn);
    if (width == 5) {
        sum += line[4];
        line[0] = line[4];
        line[4] = line[3];
        line[3] = word_rotate32(line[2], 10);
    } else {
        line[0] = line[3];
        line[3] = line[2];
    }
    line[2] = second;
    line[1] = sum;
}

static void run_round(uint32_t *line, size_t width, int side, unsigned round,
                      const char *block)
{
    unsigned rounds = (unsigned)width; /* there are as many */
    unsigned kind = side ? rounds - 1 - round : round;
    bool is_last = side && round == rounds - 1;

    for (unsigned i = 0; i < 16; i++) {
        unsigned word = side ? (9 * i + 5) % 16 : i;
        uint32_t sum;

        for (unsigned j = 0; j < round; j++)
            word = next[word];
        sum = line[0] + mix(kind, line[1], line[2], line[3]) +
              word_read32(block + (size_t)4 * word) +
              (is_last ? 0 : added[side][round]);
        step(line, width, sum, turns[round][word]);
    }
}

static void run_short(uint32_t *state, size_t width, const char *block)
{
    uint32_t lines[2][LINE_MAX], sums[LINE_MAX];

    for (int side = 0; side < 2; side++) {
        memcpy(lines[side], state, width * sizeof *state);
        for (unsigned round = 0; round < width; round++)
            run_round(lines[side], width, side, round, block);
    }
    for (size_t i = 0; i < width; i++)
        sums[i] = state[(i + 1) % width] + lines[0][(i + 2) % width] +
                  lines[1][(i + 3) % width];
    memcpy(state, sums, width * sizeof *state);
}

/* The lines are not joined, but swap one word after each round. */
static void run_long(uint32_t *state, size_t width, const char *block)
{
    static const unsigned char swapped[2][ROUNDS] = {{0, 1, 2, 3},
                                                     {1, 3, 0, 2, 4}};
    uint32_t lines[2][LINE_MAX];

    memcpy(lines[0], state, width * sizeof *state);
    memcpy(lines[1], state + width, width * sizeof *state);
    for (unsigned round = 0; round < width; round++) {
        size_t i = swapped[width - 4][round];
        uint32_t word;

        run_round(lines[0], width, 0, round, block);
        run_round(lines[1], width, 1, round, block);
        word = lines[0][i];
        lines[0][i] = lines[1][i];
        lines[1][i] = word;
    }
    for (size_t i = 0; i < width; i++) {
        state[i] += lines[0][i];
        state[width + i] += lines[1][i];
    }
}

static void run_128(union digest_state *state, const unsigned char *block,
                    size_t count)
{
    for (; count > 0; count--, block += 64)
        run_short(state->words32, 4, (const char *)block);
}

static void run_160(union digest_state *state, const unsigned char *block,
                    size_t count)
{
    for (; count > 0; count--, block += 64)
        run_short(state->words32, 5, (const char *)block);
}

static void run_256(union digest_state *state, const unsigned char *block,
                    size_t count)
{
    for (; count > 0; count--, block += 64)
        run_long(state->words32, 4, (const char *)block);
}

static void run_320(union digest_state *state, const unsigned char *block,
                    size_t count)
{
    for (; count > 0; count--, block += 64)
        run_long(state->words32, 5, (const char *)block);
}

#define FAMILY(function)                                              \
 {                                                                    \
  .block = 64, .word = 4, .mark = 0x80, .tail = 8, .run = (function), \
 }

const struct digest_family digest_ripemd128 = FAMILY(run_128);
const struct digest_family digest_ripemd160 = FAMILY(run_160);
const struct digest_family digest_ripemd256 = FAMILY(run_256);
const struct digest_family digest_ripemd320 = FAMILY(run_320);
