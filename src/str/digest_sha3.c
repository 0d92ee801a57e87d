#include "base/word.h"
#include "str/digest.h"

enum { ROUNDS = 24, SIDE = 5, LANES = SIDE * SIDE };

/* Keccak's steps, as FIPS 202 names them, on lanes[x + 5 * y]. */
static void theta(uint64_t *lanes)
{
    uint64_t columns[SIDE];

#pragma GCC unroll 5
    for (size_t x = 0; x < SIDE; x++)
        columns[x] = lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^
                     lanes[x + 20];
    for (size_t i = 0; i < LANES; i++)
        lanes[i] ^=
            columns[(i + 4) % SIDE] ^ word_rotate64(columns[(i + 1) % SIDE], 1);
}

/* From lane to lane on the way that pi goes, each turned as rho says. */
static void rho_and_pi(uint64_t *lanes)
{
    uint64_t lane = lanes[1];
    size_t x = 1, y = 0;

#pragma GCC unroll 24
    for (int t = 1; t < LANES; t++) {
        size_t next = (2 * x + 3 * y) % SIDE;
        uint64_t kept;

        x = y;
        y = next;
        kept = lanes[x + SIDE * y];
        lanes[x + SIDE * y] = word_rotate64(lane, t * (t + 1) / 2 % 64);
        lane = kept;
    }
}

static void chi(uint64_t *lanes)
{
#pragma GCC unroll 5
    for (size_t y = 0; y < LANES; y += SIDE) {
        uint64_t row[SIDE];

        memcpy(row, lanes + y, sizeof row);
#pragma GCC unroll 5
        for (size_t x = 0; x < SIDE; x++)
            lanes[x + y] ^= ~row[(x + 1) % SIDE] & row[(x + 2) % SIDE];
    }
}

/* Bits 0, 1, 3, 7, 15, 31 and 63 of a round, from a shift register. */
static uint64_t iota(unsigned *shift)
{
    uint64_t constant = 0;

    for (int i = 0; i < 7; i++) {
        constant |= (uint64_t)(*shift & 1) << ((1 << i) - 1);
        *shift = *shift << 1 ^ (*shift & 0x80 ? 0x171 : 0);
    }
    return constant;
}

static void permute(uint64_t *lanes)
{
    unsigned shift = 1;

    for (int round = 0; round < ROUNDS; round++) {
        theta(lanes);
        rho_and_pi(lanes);
        chi(lanes);
        lanes[0] ^= iota(&shift);
    }
}

static void absorb(uint64_t *lanes, const unsigned char *block, size_t count,
                   size_t rate)
{
    for (; count > 0; count--, block += rate) {
        for (size_t i = 0; i < rate / 8; i++)
            lanes[i] ^= word_read64((const char *)block + 8 * i);
        permute(lanes);
    }
}

/* The bits 01 tell SHA-3 from Keccak; a bit ends the padding, too. */
static void finish(struct digest_work *work)
{
    const struct digest_family *family = work->digest->family;

    digest_pad(work);
    work->rest[family->block - 1] |= 0x80;
    family->run(&work->state, work->rest, 1);
}

#define FAMILY(bits)                                                           \
 static void run_##bits(union digest_state *state, const unsigned char *block, \
                        size_t count)                                          \
 {                                                                             \
  absorb(state->words64, block, count, 200 - (bits) / 4);                      \
 }                                                                             \
 const struct digest_family digest_sha3_##bits = {.block = 200 - (bits) / 4,   \
                                                  .word = 8,                   \
                                                  .mark = 6,                   \
                                                  .run = run_##bits,           \
                                                  .finish = finish}

FAMILY(224);
FAMILY(256);
FAMILY(384);
FAMILY(512);
