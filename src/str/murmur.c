#include "base/word.h"
#include "str/seeded.h"

/* Up to eight bytes, the lowest first, of which there may be fewer. */
static uint64_t read_up_to(struct view v, size_t from, size_t count)
{
    uint64_t word = 0;

    for (size_t i = 0; i < count && from + i < v.len; i++)
        word |= (uint64_t)view_at(v, from + i) << (8 * i);
    return word;
}

static uint32_t finish32(uint32_t h)
{
    h = (h ^ h >> 16) * 0x85ebca6b;
    h = (h ^ h >> 13) * 0xc2b2ae35;
    return h ^ h >> 16;
}

static uint64_t finish64(uint64_t h)
{
    h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
    h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return h ^ h >> 33;
}

static uint32_t scramble_a(uint32_t k)
{
    return word_rotate32(k * 0xcc9e2d51, 15) * 0x1b873593;
}

void murmur_a(struct view v, const struct seed *seed, unsigned char *to)
{
    uint32_t h = (uint32_t)seed->number, len = (uint32_t)v.len;

    for (; v.len >= 4; v = view_skip(v, 4)) {
        h ^= scramble_a(word_read32(v.bytes));
        h = word_rotate32(h, 13) * 5 + 0xe6546b64;
    }
    h ^= scramble_a((uint32_t)read_up_to(v, 0, 4));
    word_write32(to, finish32(h ^ len));
}

/* Of the variant with four words of 32 bits, what each of them has. */
static const struct lane {
    uint32_t first;
    uint32_t second;
    uint32_t add;
    int rotate; /* the word that is read */
    int turn;   /* the sum */
} lanes[4] = {
    {0x239b961b, 0xab0e9789, 0x561ccd1b, 15, 19},
    {0xab0e9789, 0x38b34ae5, 0x0bcaa747, 16, 17},
    {0x38b34ae5, 0xa1e38b93, 0x96cd1c35, 17, 15},
    {0xa1e38b93, 0x239b961b, 0x32ac3b17, 18, 13},
};

static uint32_t scramble_c(uint32_t k, const struct lane *lane)
{
    return word_rotate32(k * lane->first, lane->rotate) * lane->second;
}

static void spread_c(uint32_t h[4])
{
    h[0] += h[1] + h[2] + h[3];
    for (int i = 1; i < 4; i++)
        h[i] += h[0];
}

void murmur_c(struct view v, const struct seed *seed, unsigned char *to)
{
    uint32_t h[4], len = (uint32_t)v.len;

    for (int i = 0; i < 4; i++)
        h[i] = (uint32_t)seed->number;
    for (; v.len >= 16; v = view_skip(v, 16)) {
        for (int i = 0; i < 4; i++) {
            const struct lane *lane = &lanes[i];

            h[i] ^= scramble_c(word_read32(v.bytes + (ptrdiff_t)4 * i), lane);
            h[i] = word_rotate32(h[i], lane->turn) + h[(i + 1) % 4];
            h[i] = h[i] * 5 + lane->add;
        }
    }
    for (int i = 0; i < 4; i++) {
        h[i] ^=
            scramble_c((uint32_t)read_up_to(v, 4 * (size_t)i, 4), &lanes[i]);
        h[i] ^= len;
    }
    spread_c(h);
    for (int i = 0; i < 4; i++)
        h[i] = finish32(h[i]);
    spread_c(h);
    for (int i = 0; i < 4; i++)
        word_write32(to + (ptrdiff_t)4 * i, h[i]);
}

enum { TURN_1 = 31, TURN_2 = 33 };

#define FIRST  UINT64_C(0x87c37b91114253d5)
#define SECOND UINT64_C(0x4cf5ad432745937f)

static uint64_t scramble_low(uint64_t k)
{
    return word_rotate64(k * FIRST, TURN_1) * SECOND;
}

static uint64_t scramble_high(uint64_t k)
{
    return word_rotate64(k * SECOND, TURN_2) * FIRST;
}

void murmur_f(struct view v, const struct seed *seed, unsigned char *to)
{
    uint64_t low = seed->number, high = low, len = v.len;

    for (; v.len >= 16; v = view_skip(v, 16)) {
        low ^= scramble_low(word_read64(v.bytes));
        low = (word_rotate64(low, 27) + high) * 5 + 0x52dce729;
        high ^= scramble_high(word_read64(v.bytes + 8));
        high = (word_rotate64(high, 31) + low) * 5 + 0x38495ab5;
    }
    low ^= scramble_low(read_up_to(v, 0, 8)) ^ len;
    high ^= scramble_high(read_up_to(v, 8, 8)) ^ len;
    low += high;
    high += low;
    low = finish64(low);
    high = finish64(high);
    low += high;
    high += low;
    word_write64(to, low);
    word_write64(to + 8, high);
}
