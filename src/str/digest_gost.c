#include "base/word.h"
#include "str/digest.h"

enum { BLOCK = 32, WORDS = 8 };

/* GOST 28147-89 replaces the eight half bytes of a word by such tables. */
typedef const unsigned char boxes[8][16];

static boxes test_boxes = {
    {4, 10, 9, 2, 13, 8, 0, 14, 6, 11, 1, 12, 7, 15, 5, 3},
    {14, 11, 4, 12, 6, 13, 15, 10, 2, 3, 8, 1, 0, 7, 5, 9},
    {5, 8, 1, 13, 10, 3, 4, 2, 14, 15, 12, 7, 6, 0, 9, 11},
    {7, 13, 10, 1, 0, 8, 9, 15, 14, 4, 6, 12, 11, 2, 5, 3},
    {6, 12, 7, 1, 5, 15, 13, 8, 4, 10, 9, 14, 0, 3, 11, 2},
    {4, 11, 10, 0, 7, 2, 1, 13, 3, 6, 8, 5, 9, 12, 15, 14},
    {13, 11, 4, 1, 3, 15, 5, 9, 0, 10, 14, 7, 6, 8, 2, 12},
    {1, 15, 13, 0, 5, 7, 10, 4, 9, 2, 3, 14, 6, 11, 8, 12},
};

static boxes crypto_boxes = {
    {10, 4, 5, 6, 8, 1, 3, 7, 13, 12, 14, 0, 9, 2, 11, 15},
    {5, 15, 4, 0, 2, 13, 11, 9, 1, 7, 6, 3, 12, 14, 10, 8},
    {7, 15, 12, 14, 9, 4, 1, 0, 3, 11, 5, 2, 6, 10, 8, 13},
    {4, 10, 7, 12, 0, 15, 2, 8, 14, 1, 6, 5, 13, 11, 9, 3},
    {7, 6, 4, 11, 9, 12, 2, 10, 1, 8, 0, 14, 15, 13, 3, 5},
    {7, 6, 2, 4, 13, 9, 15, 0, 10, 1, 5, 11, 8, 14, 12, 3},
    {13, 14, 4, 1, 7, 0, 5, 10, 3, 12, 8, 15, 6, 2, 9, 11},
    {1, 3, 10, 9, 5, 11, 4, 15, 8, 6, 7, 14, 13, 0, 2, 12},
};

static uint32_t replace(boxes box, uint32_t word)
{
    uint32_t replaced = 0;

    for (int i = 0; i < 8; i++)
        replaced |= (uint32_t)box[i][word >> 4 * i & 15] << 4 * i;
    return word_rotate32(replaced, 11);
}

/* Two words by eight that are the key: three times on and once back. */
static void encrypt(boxes box, const uint32_t *key, uint32_t *words)
{
    uint32_t low = words[0], high = words[1];

    for (size_t i = 0; i < 32; i++) {
        uint32_t kept = low;

        low = high ^ replace(box, low + key[i < 24 ? i % 8 : 31 - i]);
        high = kept;
    }
    words[0] = high;
    words[1] = low;
}

/* A of the standard: the four quarters move down, the lowest is mixed. */
static void shift_quarters(uint32_t *words)
{
    uint32_t low = words[0] ^ words[2], high = words[1] ^ words[3];

    memmove(words, words + 2, 6 * sizeof *words);
    words[6] = low;
    words[7] = high;
}

/* P of the standard: the bytes of a key in another order. */
static void make_key(uint32_t *key, const uint32_t *u, const uint32_t *v)
{
    memset(key, 0, BLOCK);
    for (size_t i = 0; i < BLOCK; i++) {
        size_t from = i % 4 * 8 + i / 4;
        uint32_t word = u[from / 4] ^ v[from / 4];

        key[i / 4] |= (word >> 8 * (from % 4) & 255) << 8 * (i % 4);
    }
}

static void encrypt_all(boxes box, uint32_t *s, const uint32_t *block)
{
    static const uint32_t constant[WORDS] = {
        0xff00ff00, 0xff00ff00, 0x00ff00ff, 0x00ff00ff,
        0x00ffff00, 0xff0000ff, 0x000000ff, 0xff00ffff,
    };
    uint32_t u[WORDS], v[WORDS], key[WORDS];

    memcpy(u, s, BLOCK);
    memcpy(v, block, BLOCK);
    for (size_t i = 0; i < WORDS; i += 2) {
        if (i > 0) {
            shift_quarters(u);
            shift_quarters(v);
            shift_quarters(v);
        }
        for (size_t j = 0; i == 4 && j < WORDS; j++)
            u[j] ^= constant[j];
        make_key(key, u, v);
        encrypt(box, key, s + i);
    }
}

/* The standard's psi, so many times: 16 numbers of 16 bits move down. */
static void shift(uint32_t *words, int times)
{
    static const unsigned char mixed[] = {1, 2, 3, 12, 15};
    uint16_t halves[16];

    for (size_t i = 0; i < 16; i++)
        halves[i] = (uint16_t)(words[i / 2] >> 16 * (i % 2));
    for (; times > 0; times--) {
        uint16_t sum = halves[0];

        for (size_t i = 0; i < sizeof mixed; i++)
            sum ^= halves[mixed[i]];
        memmove(halves, halves + 1, 15 * sizeof *halves);
        halves[15] = sum;
    }
    for (size_t i = 0; i < WORDS; i++)
        words[i] = halves[2 * i] | (uint32_t)halves[2 * i + 1] << 16;
}

static void run_words(boxes box, uint32_t *state, const uint32_t *block)
{
    uint32_t s[WORDS];

    memcpy(s, state, BLOCK);
    encrypt_all(box, s, block);
    shift(s, 12);
    for (size_t i = 0; i < WORDS; i++)
        s[i] ^= block[i];
    shift(s, 1);
    for (size_t i = 0; i < WORDS; i++)
        state[i] ^= s[i];
    shift(state, 61);
}

/* The sum of all blocks is kept behind the state. */
static void add(uint32_t *sum, const uint32_t *block)
{
    uint64_t carry = 0;

    for (size_t i = 0; i < WORDS; i++) {
        carry += (uint64_t)sum[i] + block[i];
        sum[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void run(boxes box, uint32_t *state, const unsigned char *block,
                size_t count)
{
    for (; count > 0; count--, block += BLOCK) {
        uint32_t words[WORDS];

        for (size_t i = 0; i < WORDS; i++)
            words[i] = word_read32((const char *)block + 4 * i);
        run_words(box, state, words);
        add(state + WORDS, words);
    }
}

static void run_test(union digest_state *state, const unsigned char *block,
                     size_t count)
{
    run(test_boxes, state->words32, block, count);
}

static void run_crypto(union digest_state *state, const unsigned char *block,
                       size_t count)
{
    run(crypto_boxes, state->words32, block, count);
}

/* What is left with zeros, the length in bits, and the sum of the blocks. */
static void finish(struct digest_work *work, boxes box)
{
    uint32_t *state = work->state.words32, sum[WORDS];
    uint32_t len[WORDS] = {(uint32_t)(work->len << 3),
                           (uint32_t)(work->len >> 29)};

    if (work->rest_len > 0) {
        memset(work->rest + work->rest_len, 0, BLOCK - work->rest_len);
        run(box, state, work->rest, 1);
    }
    memcpy(sum, state + WORDS, BLOCK);
    run_words(box, state, len);
    run_words(box, state, sum);
}

static void finish_test(struct digest_work *work)
{
    finish(work, test_boxes);
}

static void finish_crypto(struct digest_work *work)
{
    finish(work, crypto_boxes);
}

const struct digest_family digest_gost = {
    .block = BLOCK,
    .word = 4,
    .run = run_test,
    .finish = finish_test,
};

const struct digest_family digest_gost_crypto = {
    .block = BLOCK,
    .word = 4,
    .run = run_crypto,
    .finish = finish_crypto,
};
