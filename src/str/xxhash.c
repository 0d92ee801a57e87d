#include "str/xxhash.h"

#include "base/word.h"
#include "str/seeded.h"

static const int turns[4] = {1, 7, 12, 18};

static uint32_t round32(uint32_t sum, uint32_t word)
{
    return word_rotate32(sum + word * XXHASH_32_2, 13) * XXHASH_32_1;
}

static uint32_t stripes32(struct view *v, uint32_t seed)
{
    uint32_t sums[4] = {seed + XXHASH_32_1 + XXHASH_32_2, seed + XXHASH_32_2,
                        seed, seed - XXHASH_32_1};
    uint32_t h = 0;

    if (v->len < 16)
        return seed + XXHASH_32_5;
    for (; v->len >= 16; *v = view_skip(*v, 16)) {
        for (int i = 0; i < 4; i++)
            sums[i] =
                round32(sums[i], word_read32(v->bytes + (ptrdiff_t)4 * i));
    }
    for (int i = 0; i < 4; i++)
        h += word_rotate32(sums[i], turns[i]);
    return h;
}

void xxhash_32(struct view v, const struct seed *seed, unsigned char *to)
{
    size_t len = v.len;
    uint32_t h = stripes32(&v, (uint32_t)seed->number);

    h += (uint32_t)len;
    for (; v.len >= 4; v = view_skip(v, 4))
        h = word_rotate32(h + word_read32(v.bytes) * XXHASH_32_3, 17) *
            XXHASH_32_4;
    for (; v.len > 0; v = view_skip(v, 1))
        h = word_rotate32(h + view_at(v, 0) * XXHASH_32_5, 11) * XXHASH_32_1;
    h = (h ^ h >> 15) * XXHASH_32_2;
    h = (h ^ h >> 13) * XXHASH_32_3;
    word_write32(to, h ^ h >> 16);
}

static uint64_t round64(uint64_t sum, uint64_t word)
{
    return word_rotate64(sum + word * XXHASH_64_2, 31) * XXHASH_64_1;
}

static uint64_t stripes64(struct view *v, uint64_t seed)
{
    uint64_t sums[4] = {seed + XXHASH_64_1 + XXHASH_64_2, seed + XXHASH_64_2,
                        seed, seed - XXHASH_64_1};
    uint64_t h = 0;

    if (v->len < 32)
        return seed + XXHASH_64_5;
    for (; v->len >= 32; *v = view_skip(*v, 32)) {
        for (int i = 0; i < 4; i++)
            sums[i] =
                round64(sums[i], word_read64(v->bytes + (ptrdiff_t)8 * i));
    }
    for (int i = 0; i < 4; i++)
        h += word_rotate64(sums[i], turns[i]);
    for (int i = 0; i < 4; i++)
        h = (h ^ round64(0, sums[i])) * XXHASH_64_1 + XXHASH_64_4;
    return h;
}

void xxhash_64(struct view v, const struct seed *seed, unsigned char *to)
{
    size_t len = v.len;
    uint64_t h = stripes64(&v, seed->number);

    h += len;
    for (; v.len >= 8; v = view_skip(v, 8)) {
        h ^= round64(0, word_read64(v.bytes));
        h = word_rotate64(h, 27) * XXHASH_64_1 + XXHASH_64_4;
    }
    if (v.len >= 4) {
        h ^= word_read32(v.bytes) * XXHASH_64_1;
        h = word_rotate64(h, 23) * XXHASH_64_2 + XXHASH_64_3;
        v = view_skip(v, 4);
    }
    for (; v.len > 0; v = view_skip(v, 1))
        h = word_rotate64(h ^ view_at(v, 0) * XXHASH_64_5, 11) * XXHASH_64_1;
    word_write64(to, xxhash_finish(h));
}
