#include "str/checksum.h"

#include "str/compare.h"
#include "str/crc_table.h"
#include "str/crc_wide.h"

static uint32_t add_sliced(uint32_t crc, struct view v,
                           const uint32_t table[CRC_SLICES][256])
{
    for (; v.len >= 8; v = view_skip(v, 8)) {
        uint32_t low, high;

        memcpy(&low, v.bytes, 4);
        memcpy(&high, v.bytes + 4, 4);
        low ^= crc;
        crc = table[7][low & 255] ^ table[6][low >> 8 & 255] ^
              table[5][low >> 16 & 255] ^ table[4][low >> 24] ^
              table[3][high & 255] ^ table[2][high >> 8 & 255] ^
              table[1][high >> 16 & 255] ^ table[0][high >> 24];
    }
    for (size_t i = 0; i < v.len; i++)
        crc = crc >> 8 ^ table[0][(crc ^ view_at(v, i)) & 255];
    return crc;
}

uint32_t checksum_crc32(struct view v)
{
    uint32_t crc = ~UINT32_C(0);
    size_t done = crc_wide(&crc, v);

    return ~add_sliced(crc, view_skip(v, done), crc_table[CRC_IEEE]);
}

static uint64_t crc32b(struct view v)
{
    return checksum_crc32(v);
}

static uint64_t crc32c(struct view v)
{
    return ~add_sliced(~UINT32_C(0), v, crc_table[CRC_CASTAGNOLI]);
}

/* The bits the other way round, as bzip2 has them; and PHP swaps its bytes. */
static uint64_t crc32_bzip2(struct view v)
{
    uint32_t crc = ~UINT32_C(0);

    for (size_t i = 0; i < v.len; i++) {
        crc ^= (uint32_t)view_at(v, i) << 24;
        for (int bit = 0; bit < 8; bit++)
            crc = crc << 1 ^ (crc >> 31 ? UINT32_C(0x04c11db7) : 0);
    }
    return __builtin_bswap32(~crc);
}

/* Sums of fewer than 5552 bytes do not overflow. */
static uint64_t adler32(struct view v)
{
    uint32_t a = 1, b = 0;

    while (v.len > 0) {
        size_t len = v.len < 5552 ? v.len : 5552;

        for (size_t i = 0; i < len; i++) {
            a += view_at(v, i);
            b += a;
        }
        a %= 65521;
        b %= 65521;
        v = view_skip(v, len);
    }
    return b << 16 | a;
}

/* G. Fowler, L. C. Noll and K.-P. Vo's, in its two orders. */
static uint64_t fnv132(struct view v)
{
    uint32_t hash = 0x811c9dc5;

    for (size_t i = 0; i < v.len; i++)
        hash = hash * 0x01000193 ^ view_at(v, i);
    return hash;
}

static uint64_t fnv1a32(struct view v)
{
    uint32_t hash = 0x811c9dc5;

    for (size_t i = 0; i < v.len; i++)
        hash = (hash ^ view_at(v, i)) * 0x01000193;
    return hash;
}

static uint64_t fnv164(struct view v)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < v.len; i++)
        hash = hash * UINT64_C(0x100000001b3) ^ view_at(v, i);
    return hash;
}

static uint64_t fnv1a64(struct view v)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < v.len; i++)
        hash = (hash ^ view_at(v, i)) * UINT64_C(0x100000001b3);
    return hash;
}

/* R. Jenkins' one at a time. */
static uint64_t joaat(struct view v)
{
    uint32_t hash = 0;

    for (size_t i = 0; i < v.len; i++) {
        hash += view_at(v, i);
        hash += hash << 10;
        hash ^= hash >> 6;
    }
    hash += hash << 3;
    hash ^= hash >> 11;
    hash += hash << 15;
    return hash;
}

const struct checksum checksums[] = {
    {"crc32", 4, crc32_bzip2}, {"crc32b", 4, crc32b},   {"crc32c", 4, crc32c},
    {"adler32", 4, adler32},   {"fnv132", 4, fnv132},   {"fnv1a32", 4, fnv1a32},
    {"fnv164", 8, fnv164},     {"fnv1a64", 8, fnv1a64}, {"joaat", 4, joaat},
    {NULL, 0, NULL},
};

const struct checksum *checksum_find(struct view name)
{
    for (const struct checksum *sum = checksums; sum->name; sum++) {
        if (compare_folded(name, view_text(sum->name)) == 0)
            return sum;
    }
    return NULL;
}

void checksum_write(const struct checksum *sum, struct view v,
                    unsigned char *to)
{
    uint64_t value = sum->make(v);

    for (size_t i = sum->len; i-- > 0; value >>= 8)
        to[i] = (unsigned char)value;
}
