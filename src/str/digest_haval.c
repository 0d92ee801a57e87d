#include "base/word.h"
#include "str/digest.h"
#include "str/digest_table.h"

enum { BLOCK = 128, STEPS = 32, PASSES_MAX = 5, VERSION = 1 };

/* In which order the words of the block are taken in each pass. */
static const unsigned char orders[PASSES_MAX][STEPS] = {
    {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
     16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31},
    {5,  14, 26, 18, 11, 28, 7,  16, 0,  23, 20, 22, 1, 10, 4,  8,
     30, 3,  21, 9,  17, 24, 29, 6,  19, 12, 15, 13, 2, 25, 31, 27},
    {19, 9,  4, 20, 28, 17, 8,  22, 29, 14, 25, 12, 24, 30, 16, 26,
     31, 15, 7, 3,  1,  0,  18, 27, 13, 6,  21, 10, 23, 11, 5,  2},
    {24, 4,  0,  14, 2, 7,  28, 23, 26, 6,  30, 20, 18, 25, 19, 3,
     22, 11, 31, 21, 8, 27, 12, 9,  1,  29, 5,  15, 17, 10, 16, 13},
    {27, 3, 21, 26, 17, 11, 20, 29, 19, 0,  12, 7,  13, 8, 31, 10,
     5,  9, 14, 30, 18, 6,  28, 24, 2,  23, 16, 22, 4,  1, 25, 15},
};

/* Which words of the state are x6 to x0 of a pass, for 3, 4 and 5 passes. */
static const unsigned char places[3][PASSES_MAX][7] = {
    {{1, 0, 3, 5, 6, 2, 4}, {4, 2, 1, 0, 5, 3, 6}, {6, 1, 2, 3, 4, 5, 0}},
    {{2, 6, 1, 4, 5, 3, 0},
     {3, 5, 2, 0, 1, 6, 4},
     {1, 4, 3, 6, 0, 2, 5},
     {6, 4, 0, 5, 2, 1, 3}},
    {{3, 4, 1, 0, 5, 2, 6},
     {6, 2, 1, 0, 3, 4, 5},
     {2, 6, 0, 4, 3, 1, 5},
     {1, 5, 3, 2, 0, 4, 6},
     {2, 5, 0, 6, 4, 3, 1}},
};

static uint32_t mix(size_t pass, const uint32_t *x)
{
    switch (pass) {
    case 0:
        return (x[1] & x[4]) ^ (x[2] & x[5]) ^ (x[3] & x[6]) ^ (x[0] & x[1]) ^
               x[0];
    case 1:
        return (x[1] & x[2] & x[3]) ^ (x[2] & x[4] & x[5]) ^ (x[1] & x[2]) ^
               (x[1] & x[4]) ^ (x[2] & x[6]) ^ (x[3] & x[5]) ^ (x[4] & x[5]) ^
               (x[0] & x[2]) ^ x[0];
    case 2:
        return (x[1] & x[2] & x[3]) ^ (x[1] & x[4]) ^ (x[2] & x[5]) ^
               (x[3] & x[6]) ^ (x[0] & x[3]) ^ x[0];
    case 3:
        return (x[1] & x[2] & x[3]) ^ (x[2] & x[4] & x[5]) ^
               (x[3] & x[4] & x[6]) ^ (x[1] & x[4]) ^ (x[2] & x[6]) ^
               (x[3] & x[4]) ^ (x[3] & x[5]) ^ (x[3] & x[6]) ^ (x[4] & x[5]) ^
               (x[4] & x[6]) ^ (x[0] & x[4]) ^ x[0];
    default:
        return (x[1] & x[4]) ^ (x[2] & x[5]) ^ (x[3] & x[6]) ^
               (x[0] & x[1] & x[2] & x[3]) ^ (x[0] & x[5]) ^ x[0];
    }
}

/* Step `i` changes the last word of the state, which is then the first. */
static void step(uint32_t *state, size_t passes, size_t pass, uint32_t added)
{
    const unsigned char *place = places[passes - 3][pass];
    uint32_t x[7], last;

    for (size_t i = 0; i < 7; i++)
        x[6 - i] = state[place[i]];
    last =
        word_rotate32(mix(pass, x), 25) + word_rotate32(state[7], 21) + added;
    memmove(state + 1, state, 7 * sizeof *state);
    state[0] = last;
}

static void run_block(uint32_t *state, size_t passes, const char *block)
{
    const uint32_t *constant = digest_table_haval + HAVAL_START;
    uint32_t s[8];

    memcpy(s, state, sizeof s);
    for (size_t pass = 0; pass < passes; pass++) {
        for (size_t i = 0; i < STEPS; i++) {
            uint32_t added = word_read32(block + (size_t)4 * orders[pass][i]);

            if (pass > 0)
                added += *constant++;
            step(s, passes, pass, added);
        }
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += s[i];
}

/* Where a word is cut into fields, for results of 4 to 7 words. */
static const unsigned char cuts[4][8] = {
    {0, 8, 16, 24, 32},
    {0, 6, 12, 19, 25, 32},
    {0, 5, 10, 16, 21, 26, 32},
    {0, 4, 9, 13, 18, 22, 27, 32},
};

/* Each word gets a field of each of those that are left over. */
static void fold(uint32_t *state, size_t count)
{
    const unsigned char *cut = cuts[count - 4];

    for (size_t i = 0; i < count; i++) {
        uint32_t sum = 0;

        for (size_t word = 7; word >= count; word--) {
            size_t field = (i + count - (7 - word)) % count;
            unsigned width = cut[field + 1] - cut[field];

            sum = sum << width |
                  (state[word] >> cut[field] & ((UINT32_C(1) << width) - 1));
        }
        state[count == 7 ? 6 - i : i] += sum;
    }
}

static void finish(struct digest_work *work, unsigned passes)
{
    size_t count = digest_pad(work), len = work->digest->len;
    unsigned char *end = work->rest + count * BLOCK;

    digest_write(end - 10, VERSION | passes << 3 | 8 * len << 6, 2, false);
    digest_write(end - 8, work->len * 8, 8, false);
    work->digest->family->run(&work->state, work->rest, count);
    if (len < 32)
        fold(work->state.words32, len / 4);
}

#define FAMILY(passes)                                                   \
 static void run_##passes(union digest_state *state,                     \
                          const unsigned char *block, size_t count)      \
 {                                                                       \
  for (; count > 0; count--, block += BLOCK)                             \
   run_block(state->words32, passes, (const char *)block);               \
 }                                                                       \
 static void finish_##passes(struct digest_work *work)                   \
 {                                                                       \
  finish(work, passes);                                                  \
 }                                                                       \
 const struct digest_family digest_haval##passes = {.block = BLOCK,      \
                                                    .word = 4,           \
                                                    .mark = 1,           \
                                                    .tail = 10,          \
                                                    .run = run_##passes, \
                                                    .finish = finish_##passes}

FAMILY(3);
FAMILY(4);
FAMILY(5);
