#include "str/digest.h"

#include "str/compare.h"

/* clang-format off */
#define MD5_START \
    {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}
#define SHA1_START \
    {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}
#define SHA224_START \
    {0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, \
     0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4}
#define SHA256_START \
    {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, \
     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
#define SHA384_START \
    {0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, \
     0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511, \
     0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4}
#define SHA512_START \
    {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, \
     0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, \
     0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}
#define SHA512_256_START \
    {0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151, \
     0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992, \
     0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2}
#define SHA512_224_START \
    {0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82, \
     0x679dd514582f9fcf, 0x0f6d2b697bd44da8, 0x77e36f7304c48942, \
     0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1}
/* clang-format on */

const struct digest digests[] = {
    {"md5", 16, 64, false, {.words32 = MD5_START}, digest_md5},
    {"sha1", 20, 64, true, {.words32 = SHA1_START}, digest_sha1},
    {"sha224", 28, 64, true, {.words32 = SHA224_START}, digest_sha256},
    {"sha256", 32, 64, true, {.words32 = SHA256_START}, digest_sha256},
    {"sha384", 48, 128, true, {.words64 = SHA384_START}, digest_sha512},
    {"sha512", 64, 128, true, {.words64 = SHA512_START}, digest_sha512},
    {"sha512/224", 28, 128, true, {.words64 = SHA512_224_START}, digest_sha512},
    {"sha512/256", 32, 128, true, {.words64 = SHA512_256_START}, digest_sha512},
    {NULL, 0, 0, false, {.words32 = {0}}, NULL},
};

const struct digest *digest_find(struct view name)
{
    for (const struct digest *digest = digests; digest->name; digest++) {
        if (compare_folded(name, view_text(digest->name)) == 0)
            return digest;
    }
    return NULL;
}

/* What is not yet a whole block. */
struct rest {
    unsigned char bytes[2 * DIGEST_BLOCK_MAX];
    size_t len;
};

static void add(const struct digest *digest, union digest_state *state,
                struct rest *rest, struct view v)
{
    size_t whole;

    if (rest->len > 0) {
        size_t more = digest->block - rest->len;

        if (more > v.len)
            more = v.len;
        memcpy(rest->bytes + rest->len, v.bytes, more);
        rest->len += more;
        v = view_skip(v, more);
        if (rest->len < digest->block)
            return;
        digest->run(state, rest->bytes, 1);
        rest->len = 0;
    }
    whole = v.len / digest->block;
    digest->run(state, (const unsigned char *)v.bytes, whole);
    v = view_skip(v, whole * digest->block);
    memcpy(rest->bytes, v.bytes, v.len);
    rest->len = v.len;
}

static void write_number(unsigned char *to, uint64_t value, size_t len,
                         bool big_endian)
{
    for (size_t i = 0; i < len; i++)
        to[big_endian ? len - 1 - i : i] = (unsigned char)(value >> 8 * i);
}

/* A bit, zeros, and the length in bits at the end of a block. */
static void finish(const struct digest *digest, union digest_state *state,
                   struct rest *rest, size_t len)
{
    size_t tail = digest->block / 8, total = digest->block;

    if (rest->len + 1 + tail > digest->block)
        total *= 2;
    memset(rest->bytes + rest->len, 0, total - rest->len);
    rest->bytes[rest->len] = 0x80;
    write_number(rest->bytes + total - 8, (uint64_t)len * 8, 8,
                 digest->big_endian);
    digest->run(state, rest->bytes, total / digest->block);
}

void digest_make(const struct digest *digest, const struct view *parts,
                 size_t count, unsigned char *to)
{
    union digest_state state = digest->start;
    unsigned char all[DIGEST_MAX];
    struct rest rest = {.len = 0};
    size_t len = 0, word = digest->block == 64 ? 4 : 8;

    for (size_t i = 0; i < count; i++) {
        add(digest, &state, &rest, parts[i]);
        len += parts[i].len;
    }
    finish(digest, &state, &rest, len);
    for (size_t i = 0; i < 8; i++) {
        uint64_t value = word == 4 ? state.words32[i] : state.words64[i];

        write_number(all + word * i, value, word, digest->big_endian);
    }
    memcpy(to, all, digest->len);
}
