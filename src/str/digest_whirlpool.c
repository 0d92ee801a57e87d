#include "base/word.h"
#include "str/digest.h"
#include "str/digest_table.h"

enum { ROUNDS = 10, ROWS = 8 };

/* Each byte goes through the table, moves down a column, and spreads. */
static void mix(uint64_t *rows)
{
    uint64_t mixed[ROWS] = {0};

    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < 8; j++) {
            uint64_t byte = rows[(i - j) % ROWS] >> (56 - 8 * j) & 255;
            uint64_t row = digest_table_whirlpool[byte];

            mixed[i] ^= j ? word_rotate64(row, (int)(64 - 8 * j)) : row;
        }
    }
    memcpy(rows, mixed, sizeof mixed);
}

/* The key of a round is mixed with bytes of the table as such. */
static uint64_t constant_of(size_t round)
{
    uint64_t constant = 0;

    for (size_t i = 0; i < 8; i++)
        constant = constant << 8 | digest_table_whirlpool[8 * round + i] >> 56;
    return constant;
}

static void run_block(uint64_t *state, const unsigned char *block)
{
    uint64_t key[ROWS], rows[ROWS], words[ROWS];

    memcpy(key, state, sizeof key);
    for (size_t i = 0; i < ROWS; i++) {
        words[i] = __builtin_bswap64(word_read64((const char *)block + 8 * i));
        rows[i] = words[i] ^ key[i];
    }
    for (size_t round = 0; round < ROUNDS; round++) {
        mix(key);
        key[0] ^= constant_of(round);
        mix(rows);
        for (size_t i = 0; i < ROWS; i++)
            rows[i] ^= key[i];
    }
    for (size_t i = 0; i < ROWS; i++)
        state[i] ^= rows[i] ^ words[i];
}

static void run(union digest_state *state, const unsigned char *block,
                size_t count)
{
    for (; count > 0; count--, block += 64)
        run_block(state->words64, block);
}

const struct digest_family digest_whirlpool = {
    .block = 64,
    .word = 8,
    .big_endian = true,
    .mark = 0x80,
    .tail = 32,
    .run = run,
};
