#include "str/digest.h"
#include "str/digest_table.h"

enum { BLOCK = 16, ROUNDS = 18 };

/* The state: the digest, room for a block and both mixed, a checksum. */
enum { MIXED = BLOCK, CHECKSUM = 3 * BLOCK };

static void add_checksum(unsigned char *checksum, const unsigned char *block)
{
    unsigned char last = checksum[BLOCK - 1];

    for (size_t i = 0; i < BLOCK; i++)
        last = checksum[i] ^= digest_table_md2[block[i] ^ last];
}

static void run_block(unsigned char *state, const unsigned char *block)
{
    unsigned t = 0;

    for (size_t i = 0; i < BLOCK; i++) {
        state[MIXED + i] = block[i];
        state[MIXED + BLOCK + i] = block[i] ^ state[i];
    }
    for (unsigned round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < CHECKSUM; i++)
            t = state[i] ^= digest_table_md2[t];
        t = (t + round) & 255;
    }
}

static void run(union digest_state *state, const unsigned char *block,
                size_t count)
{
    for (; count > 0; count--, block += BLOCK) {
        run_block(state->bytes, block);
        add_checksum(state->bytes + CHECKSUM, block);
    }
}

/* As many bytes as are missing, each this number; and then the checksum. */
static void finish(struct digest_work *work)
{
    size_t missing = BLOCK - work->rest_len;

    memset(work->rest + work->rest_len, (int)missing, missing);
    run(&work->state, work->rest, 1);
    memcpy(work->rest, work->state.bytes + CHECKSUM, BLOCK);
    run_block(work->state.bytes, work->rest);
}

const struct digest_family digest_md2 = {
    .block = BLOCK,
    .word = 1,
    .run = run,
    .finish = finish,
};
