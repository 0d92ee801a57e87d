#include "base/word.h"
#include "str/seeded.h"
#include "str/xxhash.h"

enum {
    SECRET_LEN = 192,
    STRIPE = 64,
    SECRET_STEP = 8,
    MIDDLE_MAX = 240,
    MIDDLE_END = SEEDED_SECRET_MIN - 17
};

#define MIX_1 UINT64_C(0x165667919e3779f9)
#define MIX_2 UINT64_C(0x9fb21c651e98df25)

static const unsigned char default_secret[SECRET_LEN] = {
    0xb8, 0xfe, 0x6c, 0x39, 0x23, 0xa4, 0x4b, 0xbe, 0x7c, 0x01, 0x81, 0x2c,
    0xf7, 0x21, 0xad, 0x1c, 0xde, 0xd4, 0x6d, 0xe9, 0x83, 0x90, 0x97, 0xdb,
    0x72, 0x40, 0xa4, 0xa4, 0xb7, 0xb3, 0x67, 0x1f, 0xcb, 0x79, 0xe6, 0x4e,
    0xcc, 0xc0, 0xe5, 0x78, 0x82, 0x5a, 0xd0, 0x7d, 0xcc, 0xff, 0x72, 0x21,
    0xb8, 0x08, 0x46, 0x74, 0xf7, 0x43, 0x24, 0x8e, 0xe0, 0x35, 0x90, 0xe6,
    0x81, 0x3a, 0x26, 0x4c, 0x3c, 0x28, 0x52, 0xbb, 0x91, 0xc3, 0x00, 0xcb,
    0x88, 0xd0, 0x65, 0x8b, 0x1b, 0x53, 0x2e, 0xa3, 0x71, 0x64, 0x48, 0x97,
    0xa2, 0x0d, 0xf9, 0x4e, 0x38, 0x19, 0xef, 0x46, 0xa9, 0xde, 0xac, 0xd8,
    0xa8, 0xfa, 0x76, 0x3f, 0xe3, 0x9c, 0x34, 0x3f, 0xf9, 0xdc, 0xbb, 0xc7,
    0xc7, 0x0b, 0x4f, 0x1d, 0x8a, 0x51, 0xe0, 0x4b, 0xcd, 0xb4, 0x59, 0x31,
    0xc8, 0x9f, 0x7e, 0xc9, 0xd9, 0x78, 0x73, 0x64, 0xea, 0xc5, 0xac, 0x83,
    0x34, 0xd3, 0xeb, 0xc3, 0xc5, 0x81, 0xa0, 0xff, 0xfa, 0x13, 0x63, 0xeb,
    0x17, 0x0d, 0xdd, 0x51, 0xb7, 0xf0, 0xda, 0x49, 0xd3, 0x16, 0x55, 0x26,
    0x29, 0xd4, 0x68, 0x9e, 0x2b, 0x16, 0xbe, 0x58, 0x7d, 0x47, 0xa1, 0xfc,
    0x8f, 0xf8, 0xb8, 0xd1, 0x7a, 0xd0, 0x31, 0xce, 0x45, 0xcb, 0x3a, 0x8f,
    0x95, 0x16, 0x04, 0x28, 0xaf, 0xd7, 0xfb, 0xca, 0xbb, 0x4b, 0x40, 0x7e,
};

/* What all of it goes by: the text, a secret and a number. */
struct input {
    struct view v;
    struct view secret;
    uint64_t seed;
};

struct wide {
    uint64_t low;
    uint64_t high;
};

__extension__ typedef unsigned __int128 uint128;

static struct wide multiply(uint64_t a, uint64_t b)
{
    uint128 product = (uint128)a * b;

    return (struct wide){(uint64_t)product, (uint64_t)(product >> 64)};
}

static uint64_t fold(uint64_t a, uint64_t b)
{
    struct wide product = multiply(a, b);

    return product.low ^ product.high;
}

static uint64_t finish(uint64_t h)
{
    h = (h ^ h >> 37) * MIX_1;
    return h ^ h >> 32;
}

static uint64_t text64(const struct input *in, size_t at)
{
    return word_read64(in->v.bytes + at);
}

static uint64_t secret64(const struct input *in, size_t at)
{
    return word_read64(in->secret.bytes + at);
}

/* Two words of the secret as one. */
static uint64_t pair64(const struct input *in, size_t at)
{
    return secret64(in, at) ^ secret64(in, at + 8);
}

static uint32_t pair32(const struct input *in, size_t at)
{
    return word_read32(in->secret.bytes + at) ^
           word_read32(in->secret.bytes + at + 4);
}

/* One to three bytes as a word. */
static uint32_t few_bytes(struct view v)
{
    return (uint32_t)view_at(v, 0) << 16 |
           (uint32_t)view_at(v, v.len >> 1) << 24 | (uint32_t)v.len << 8 |
           view_at(v, v.len - 1);
}

static uint64_t doubled_seed(uint64_t seed)
{
    return seed ^ (uint64_t)__builtin_bswap32((uint32_t)seed) << 32;
}

static uint64_t short_4_to_8(const struct input *in)
{
    uint64_t first = word_read32(in->v.bytes);
    uint64_t last = word_read32(in->v.bytes + in->v.len - 4);
    uint64_t h =
        (last + (first << 32)) ^ (pair64(in, 8) - doubled_seed(in->seed));

    h ^= word_rotate64(h, 49) ^ word_rotate64(h, 24);
    h *= MIX_2;
    h ^= (h >> 35) + in->v.len;
    h *= MIX_2;
    return h ^ h >> 28;
}

static uint64_t short_64(const struct input *in)
{
    size_t len = in->v.len;
    uint64_t low, high;

    if (len == 0)
        return xxhash_finish(in->seed ^ pair64(in, 56));
    if (len < 4)
        return xxhash_finish(few_bytes(in->v) ^ (pair32(in, 0) + in->seed));
    if (len <= 8)
        return short_4_to_8(in);
    low = text64(in, 0) ^ (pair64(in, 24) + in->seed);
    high = text64(in, len - 8) ^ (pair64(in, 40) - in->seed);
    return finish(len + __builtin_bswap64(low) + high + fold(low, high));
}

/* Sixteen bytes at a place, with the secret at another. */
static uint64_t mix(const struct input *in, size_t at, size_t secret,
                    uint64_t seed)
{
    return fold(text64(in, at) ^ (secret64(in, secret) + seed),
                text64(in, at + 8) ^ (secret64(in, secret + 8) - seed));
}

static uint64_t middle_64(const struct input *in)
{
    size_t len = in->v.len, count = len / 16;
    uint64_t h = len * XXHASH_64_1;

    if (len <= 128) {
        for (size_t i = 0; i <= (len - 1) / 32; i++) {
            h += mix(in, 16 * i, 32 * i, in->seed);
            h += mix(in, len - 16 * (i + 1), 32 * i + 16, in->seed);
        }
        return finish(h);
    }
    for (size_t i = 0; i < 8; i++)
        h += mix(in, 16 * i, 16 * i, in->seed);
    h = finish(h);
    for (size_t i = 8; i < count; i++)
        h += mix(in, 16 * i, 16 * (i - 8) + 3, in->seed);
    return finish(h + mix(in, len - 16, MIDDLE_END, in->seed));
}

static void accumulate(uint64_t sums[8], const char *text, const char *secret)
{
    for (int i = 0; i < 8; i++) {
        uint64_t word = word_read64(text + (ptrdiff_t)8 * i);
        uint64_t key = word ^ word_read64(secret + (ptrdiff_t)8 * i);

        sums[i ^ 1] += word;
        sums[i] += (uint64_t)(uint32_t)key * (key >> 32);
    }
}

static void scramble(uint64_t sums[8], const char *secret)
{
    for (int i = 0; i < 8; i++) {
        sums[i] ^= sums[i] >> 47;
        sums[i] ^= word_read64(secret + (ptrdiff_t)8 * i);
        sums[i] *= XXHASH_32_1;
    }
}

/* Sums up a long text, and the end of it once more. */
static void add_stripes(const struct input *in, uint64_t sums[8])
{
    const char *secret = in->secret.bytes;
    size_t last = in->secret.len - STRIPE;
    size_t per_block = last / SECRET_STEP;
    size_t count = (in->v.len - 1) / STRIPE;

    for (size_t i = 0; i < count; i++) {
        accumulate(sums, in->v.bytes + i * STRIPE,
                   secret + i % per_block * SECRET_STEP);
        if (i % per_block == per_block - 1)
            scramble(sums, secret + last);
    }
    accumulate(sums, in->v.bytes + in->v.len - STRIPE, secret + last - 7);
}

static uint64_t merge(const struct input *in, const uint64_t sums[8],
                      size_t secret, uint64_t start)
{
    for (size_t i = 0; i < 8; i += 2)
        start += fold(sums[i] ^ secret64(in, secret + 8 * i),
                      sums[i + 1] ^ secret64(in, secret + 8 * i + 8));
    return finish(start);
}

static const uint64_t start_sums[8] = {
    XXHASH_32_3, XXHASH_64_1, XXHASH_64_2, XXHASH_64_3,
    XXHASH_64_4, XXHASH_32_2, XXHASH_64_5, XXHASH_32_1,
};

/* For long texts the number becomes part of the secret. */
static void mix_secret(struct input *in, char room[SECRET_LEN])
{
    for (size_t i = 0; i < SECRET_LEN; i += 8) {
        uint64_t word = secret64(in, i);

        word = WORD_LITTLE_64(i % 16 ? word - in->seed : word + in->seed);
        memcpy(room + i, &word, sizeof word);
    }
    in->secret = view_of(room, SECRET_LEN);
}

static struct input begin(struct view v, const struct seed *seed,
                          char room[SECRET_LEN])
{
    struct input in = {v, seed->secret, seed->number};

    if (in.secret.len > 0) {
        in.seed = 0;
        return in;
    }
    in.secret = view_of((const char *)default_secret, SECRET_LEN);
    if (v.len > MIDDLE_MAX)
        mix_secret(&in, room);
    return in;
}

void xxh3_64(struct view v, const struct seed *seed, unsigned char *to)
{
    char room[SECRET_LEN];
    struct input in = begin(v, seed, room);
    uint64_t sums[8], h;

    if (v.len <= 16) {
        h = short_64(&in);
    } else if (v.len <= MIDDLE_MAX) {
        h = middle_64(&in);
    } else {
        memcpy(sums, start_sums, sizeof sums);
        add_stripes(&in, sums);
        h = merge(&in, sums, 11, v.len * XXHASH_64_1);
    }
    word_write64(to, h);
}

static struct wide short_1_to_3(const struct input *in)
{
    uint32_t low = few_bytes(in->v);
    uint32_t high = word_rotate32(__builtin_bswap32(low), 13);

    return (struct wide){xxhash_finish(low ^ (pair32(in, 0) + in->seed)),
                         xxhash_finish(high ^ (pair32(in, 8) - in->seed))};
}

static struct wide wide_4_to_8(const struct input *in)
{
    uint64_t first = word_read32(in->v.bytes);
    uint64_t last = word_read32(in->v.bytes + in->v.len - 4);
    uint64_t key =
        (first + (last << 32)) ^ (pair64(in, 16) + doubled_seed(in->seed));
    struct wide h = multiply(key, XXHASH_64_1 + (in->v.len << 2));

    h.high += h.low << 1;
    h.low ^= h.high >> 3;
    h.low = (h.low ^ h.low >> 35) * MIX_2;
    h.low ^= h.low >> 28;
    h.high = finish(h.high);
    return h;
}

static struct wide wide_9_to_16(const struct input *in)
{
    size_t len = in->v.len;
    uint64_t low = text64(in, 0), high = text64(in, len - 8);
    struct wide m =
        multiply(low ^ high ^ (pair64(in, 32) - in->seed), XXHASH_64_1);
    struct wide h;

    m.low += (uint64_t)(len - 1) << 54;
    high ^= pair64(in, 48) + in->seed;
    m.high += high + (uint64_t)(uint32_t)high * (XXHASH_32_2 - 1);
    m.low ^= __builtin_bswap64(m.high);
    h = multiply(m.low, XXHASH_64_2);
    h.high += m.high * XXHASH_64_2;
    return (struct wide){finish(h.low), finish(h.high)};
}

static struct wide short_128(const struct input *in)
{
    if (in->v.len == 0)
        return (struct wide){xxhash_finish(in->seed ^ pair64(in, 64)),
                             xxhash_finish(in->seed ^ pair64(in, 80))};
    if (in->v.len < 4)
        return short_1_to_3(in);
    return in->v.len <= 8 ? wide_4_to_8(in) : wide_9_to_16(in);
}

/* Sixteen bytes at each of two places. */
static void mix_both(const struct input *in, struct wide *h, size_t a, size_t b,
                     size_t secret)
{
    h->low += mix(in, a, secret, in->seed);
    h->low ^= text64(in, b) + text64(in, b + 8);
    h->high += mix(in, b, secret + 16, in->seed);
    h->high ^= text64(in, a) + text64(in, a + 8);
}

static struct wide finish_middle(const struct input *in, struct wide h)
{
    uint64_t len = in->v.len;
    uint64_t high = h.low * XXHASH_64_1 + h.high * XXHASH_64_4 +
                    (len - in->seed) * XXHASH_64_2;

    return (struct wide){finish(h.low + h.high), 0 - finish(high)};
}

static struct wide middle_128(const struct input *in)
{
    size_t len = in->v.len;
    struct wide h = {len * XXHASH_64_1, 0};
    struct input reversed = *in;

    if (len <= 128) {
        for (size_t i = (len - 1) / 32 + 1; i-- > 0;)
            mix_both(in, &h, 16 * i, len - 16 * (i + 1), 32 * i);
        return finish_middle(in, h);
    }
    for (size_t i = 0; i < 128; i += 32)
        mix_both(in, &h, i, i + 16, i);
    h = (struct wide){finish(h.low), finish(h.high)};
    for (size_t i = 128; i + 32 <= len; i += 32)
        mix_both(in, &h, i, i + 16, i - 128 + 3);
    reversed.seed = 0 - in->seed;
    mix_both(&reversed, &h, len - 16, len - 32, MIDDLE_END - 16);
    return finish_middle(in, h);
}

void xxh3_128(struct view v, const struct seed *seed, unsigned char *to)
{
    char room[SECRET_LEN];
    struct input in = begin(v, seed, room);
    uint64_t sums[8];
    struct wide h;

    if (v.len <= 16) {
        h = short_128(&in);
    } else if (v.len <= MIDDLE_MAX) {
        h = middle_128(&in);
    } else {
        memcpy(sums, start_sums, sizeof sums);
        add_stripes(&in, sums);
        h.low = merge(&in, sums, 11, v.len * XXHASH_64_1);
        h.high = merge(&in, sums, in.secret.len - STRIPE - 11,
                       ~(v.len * XXHASH_64_2));
    }
    word_write64(to, h.high);
    word_write64(to + 8, h.low);
}
