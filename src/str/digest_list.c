#include "str/digest.h"
#include "str/digest_table.h"

/* clang-format off */
static const uint32_t md5_start[] = {
    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
static const uint32_t sha1_start[] = {
    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
static const uint32_t ripemd256_start[] = {
    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476,
    0x76543210, 0xfedcba98, 0x89abcdef, 0x01234567};
static const uint32_t ripemd320_start[] = {
    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0,
    0x76543210, 0xfedcba98, 0x89abcdef, 0x01234567, 0x3c2d1e0f};
static const uint32_t sha224_start[] = {
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
    0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4};
static const uint32_t sha256_start[] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
    0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
static const uint64_t sha384_start[] = {
    0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
    0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
    0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};
static const uint64_t sha512_start[] = {
    0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
    0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
    0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
static const uint64_t sha512_224_start[] = {
    0x8c3d37c819544da2, 0x73e1996689dcd4d6, 0x1dfab7ae32ff9c82,
    0x679dd514582f9fcf, 0x0f6d2b697bd44da8, 0x77e36f7304c48942,
    0x3f9d85a86a1d36c8, 0x1112e6ad91d692a1};
static const uint64_t sha512_256_start[] = {
    0x22312194fc2bf72c, 0x9f555fa3c84c64c2, 0x2393b86b6f53b151,
    0x963877195940eabd, 0x96283ee2a88effe3, 0xbe5e1e2553863992,
    0x2b0199fc2c85b8aa, 0x0eb72ddc81c52ca2};
static const uint64_t tiger_start[] = {
    0x0123456789abcdef, 0xfedcba9876543210, 0xf096a5b4c3b2e187};

#define HAVAL_BYTES \
    {(const char *)digest_table_haval, HAVAL_START * sizeof(uint32_t)}
#define START(numbers) {(const char *)(numbers), sizeof(numbers)}
#define ZERO {"", 0}

const struct digest digests[] = {
    {"md2", 16, &digest_md2, ZERO},
    {"md4", 16, &digest_md4, START(md5_start)},
    {"md5", 16, &digest_md5, START(md5_start)},
    {"sha1", 20, &digest_sha1, START(sha1_start)},
    {"sha224", 28, &digest_sha256, START(sha224_start)},
    {"sha256", 32, &digest_sha256, START(sha256_start)},
    {"sha384", 48, &digest_sha512, START(sha384_start)},
    {"sha512", 64, &digest_sha512, START(sha512_start)},
    {"sha512/224", 28, &digest_sha512, START(sha512_224_start)},
    {"sha512/256", 32, &digest_sha512, START(sha512_256_start)},
    {"sha3-224", 28, &digest_sha3_224, ZERO},
    {"sha3-256", 32, &digest_sha3_256, ZERO},
    {"sha3-384", 48, &digest_sha3_384, ZERO},
    {"sha3-512", 64, &digest_sha3_512, ZERO},
    {"ripemd128", 16, &digest_ripemd128, START(md5_start)},
    {"ripemd160", 20, &digest_ripemd160, START(sha1_start)},
    {"ripemd256", 32, &digest_ripemd256, START(ripemd256_start)},
    {"ripemd320", 40, &digest_ripemd320, START(ripemd320_start)},
    {"whirlpool", 64, &digest_whirlpool, ZERO},
    {"tiger128,3", 16, &digest_tiger3, START(tiger_start)},
    {"tiger160,3", 20, &digest_tiger3, START(tiger_start)},
    {"tiger192,3", 24, &digest_tiger3, START(tiger_start)},
    {"tiger128,4", 16, &digest_tiger4, START(tiger_start)},
    {"tiger160,4", 20, &digest_tiger4, START(tiger_start)},
    {"tiger192,4", 24, &digest_tiger4, START(tiger_start)},
    {"gost", 32, &digest_gost, ZERO},
    {"gost-crypto", 32, &digest_gost_crypto, ZERO},
    {"haval128,3", 16, &digest_haval3, HAVAL_BYTES},
    {"haval160,3", 20, &digest_haval3, HAVAL_BYTES},
    {"haval192,3", 24, &digest_haval3, HAVAL_BYTES},
    {"haval224,3", 28, &digest_haval3, HAVAL_BYTES},
    {"haval256,3", 32, &digest_haval3, HAVAL_BYTES},
    {"haval128,4", 16, &digest_haval4, HAVAL_BYTES},
    {"haval160,4", 20, &digest_haval4, HAVAL_BYTES},
    {"haval192,4", 24, &digest_haval4, HAVAL_BYTES},
    {"haval224,4", 28, &digest_haval4, HAVAL_BYTES},
    {"haval256,4", 32, &digest_haval4, HAVAL_BYTES},
    {"haval128,5", 16, &digest_haval5, HAVAL_BYTES},
    {"haval160,5", 20, &digest_haval5, HAVAL_BYTES},
    {"haval192,5", 24, &digest_haval5, HAVAL_BYTES},
    {"haval224,5", 28, &digest_haval5, HAVAL_BYTES},
    {"haval256,5", 32, &digest_haval5, HAVAL_BYTES},
    {NULL, 0, NULL, ZERO},
};
/* clang-format on */
