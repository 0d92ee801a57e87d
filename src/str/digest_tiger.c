#include "base/word.h"
#include "str/digest.h"
#include "str/digest_table.h"

#define T digest_table_tiger

/* Then the three move on by one place, which also turns them after a pass. */
static void step(uint64_t *s, uint64_t word, uint64_t factor)
{
    uint64_t c = s[2] ^ word, even, odd;

    even = T[0][c & 255] ^ T[1][c >> 16 & 255] ^ T[2][c >> 32 & 255] ^
           T[3][c >> 48 & 255];
    odd = T[3][c >> 8 & 255] ^ T[2][c >> 24 & 255] ^ T[1][c >> 40 & 255] ^
          T[0][c >> 56];
    s[2] = s[0] - even;
    s[0] = (s[1] + odd) * factor;
    s[1] = c;
}

static void schedule(uint64_t *x)
{
    x[0] -= x[7] ^ UINT64_C(0xa5a5a5a5a5a5a5a5);
    x[1] ^= x[0];
    x[2] += x[1];
    x[3] -= x[2] ^ ~x[1] << 19;
    x[4] ^= x[3];
    x[5] += x[4];
    x[6] -= x[5] ^ ~x[4] >> 23;
    x[7] ^= x[6];
    x[0] += x[7];
    x[1] -= x[0] ^ ~x[7] << 19;
    x[2] ^= x[1];
    x[3] += x[2];
    x[4] -= x[3] ^ ~x[2] >> 23;
    x[5] ^= x[4];
    x[6] += x[5];
    x[7] -= x[6] ^ UINT64_C(0x0123456789abcdef);
}

static void run_block(uint64_t *state, const char *block, int passes)
{
    uint64_t s[3], words[8];

    memcpy(s, state, sizeof s);
    for (size_t i = 0; i < 8; i++)
        words[i] = word_read64(block + 8 * i);
    for (int pass = 0; pass < passes; pass++) {
        if (pass > 0)
            schedule(words);
        for (size_t i = 0; i < 8; i++)
            step(s, words[i], pass == 0 ? 5 : pass == 1 ? 7 : 9);
    }
    state[0] ^= s[0];
    state[1] = s[1] - state[1];
    state[2] += s[2];
}

static void run_3(union digest_state *state, const unsigned char *block,
                  size_t count)
{
    for (; count > 0; count--, block += 64)
        run_block(state->words64, (const char *)block, 3);
}

static void run_4(union digest_state *state, const unsigned char *block,
                  size_t count)
{
    for (; count > 0; count--, block += 64)
        run_block(state->words64, (const char *)block, 4);
}

#define FAMILY(function)                                              \
 {                                                                    \
  .block = 64, .word = 8, .mark = 0x01, .tail = 8, .run = (function), \
 }

const struct digest_family digest_tiger3 = FAMILY(run_3);
const struct digest_family digest_tiger4 = FAMILY(run_4);
