/*
 * Digests and checksums.
 */
#include "str/checksum.h"
#include "str/digest.h"
#include "str/encode.h"
#include "str/seeded.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { PIECE = 16384 };

/* The bytes of a digest, as such or in hexadecimal. */
static int push_bytes(lua_State *L, const unsigned char *bytes, size_t len,
                      bool binary)
{
    struct view v = view_of((const char *)bytes, len);
    char hex[2 * DIGEST_MAX];

    if (binary)
        return php_push_view(L, v);
    encode_hex(hex, v);
    return php_push_view(L, view_of(hex, 2 * len));
}

/* Charged for piece by piece: some digests take long. */
static void add(lua_State *L, struct digest_work *work, struct view v)
{
    while (v.len > 0) {
        size_t len = v.len < PIECE ? v.len : PIECE;

        budget_charge_bytes(L, len);
        digest_add(work, view_first(v, len));
        v = view_skip(v, len);
    }
}

static void make_digest(lua_State *L, const struct digest *digest,
                        struct view v, unsigned char *to)
{
    struct digest_work work;

    digest_begin(&work, digest);
    add(L, &work, v);
    digest_end(&work, to);
}

static int digest(lua_State *L, const struct digest *algorithm)
{
    unsigned char bytes[DIGEST_MAX];
    struct view v;
    bool binary;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    binary = php_bool_or(L, 2, false);
    make_digest(L, algorithm, v, bytes);
    return push_bytes(L, bytes, algorithm->len, binary);
}

static int call_md5(lua_State *L)
{
    return digest(L, digest_find(view_text("md5")));
}

static int call_sha1(lua_State *L)
{
    return digest(L, digest_find(view_text("sha1")));
}

static int call_crc32(lua_State *L)
{
    php_count(L, 1, 1);
    return php_push_int(L, checksum_crc32(php_text(L, 1)));
}

/* One of the options of hash(), or nil.  [-0, +1, m] */
static void push_option(lua_State *L, const char *name)
{
    if (lua_istable(L, 4)) {
        lua_pushstring(L, name);
        lua_rawget(L, 4);
    } else {
        lua_pushnil(L);
    }
}

/* The options, which stay on the stack; a seed that is no integer is none. */
static struct seed read_seed(lua_State *L, const struct seeded *hash)
{
    struct seed seed = {0, {NULL, 0}};
    bool has_number;

    push_option(L, "seed");
    has_number = lua_type(L, -1) == LUA_TNUMBER && lua_isinteger(L, -1);
    if (has_number)
        seed.number = (uint64_t)lua_tointeger(L, -1);
    push_option(L, "secret");
    if (!hash->has_secret || php_is_null(L, -1))
        return seed;
    if (!lua_isnil(L, -2))
        php_raise(L,
                  "%s: Only one of seed or secret is to be passed for "
                  "initialization",
                  hash->name);
    seed.secret = php_array_to_string(L);
    if (seed.secret.len < SEEDED_SECRET_MIN)
        php_raise(L, "%s: Secret length must be >= %d bytes, %d bytes passed",
                  hash->name, SEEDED_SECRET_MIN, (int)seed.secret.len);
    return seed;
}

/* Writes the hash, which needs DIGEST_MAX bytes; returns how many it has. */
static size_t make_hash(lua_State *L, struct view v, unsigned char *to)
{
    struct view name = php_string(L, 1);
    const struct digest *digest = digest_find(name);
    const struct checksum *checksum = checksum_find(name);
    const struct seeded *seeded = seeded_find(name);
    struct seed seed;

    if (digest) {
        make_digest(L, digest, v, to);
        return digest->len;
    }
    if (checksum) {
        checksum_write(checksum, v, to);
        return checksum->len;
    }
    if (!seeded)
        php_bad_value(L, 1, "must be a valid hashing algorithm");
    seed = read_seed(L, seeded);
    seeded->make(v, &seed, to);
    return seeded->len;
}

static int call_hash(lua_State *L)
{
    unsigned char bytes[DIGEST_MAX];
    struct view v;
    bool binary;

    php_count(L, 2, 4);
    php_string(L, 1);
    v = php_text(L, 2);
    budget_charge_bytes(L, v.len);
    binary = php_bool_or(L, 3, false);
    if (php_has(L, 4) && !php_is_array(L, 4))
        php_bad_type(L, 4);
    return push_bytes(L, bytes, make_hash(L, v, bytes), binary);
}

/* Begins with the key, each byte of it changed. */
static void begin_keyed(struct digest_work *work, const struct digest *digest,
                        const unsigned char *key, unsigned char change)
{
    size_t len = digest->family->block;
    char changed[DIGEST_BLOCK_MAX];

    for (size_t i = 0; i < len; i++)
        changed[i] = (char)(key[i] ^ change);
    digest_begin(work, digest);
    digest_add(work, view_of(changed, len));
}

/* RFC 2104. */
static void authenticate(lua_State *L, const struct digest *digest,
                         struct view key, struct view v, unsigned char *to)
{
    unsigned char block[DIGEST_BLOCK_MAX] = {0};
    struct digest_work work;

    if (key.len > digest->family->block)
        make_digest(L, digest, key, block);
    else
        memcpy(block, key.bytes, key.len);
    begin_keyed(&work, digest, block, 0x36);
    add(L, &work, v);
    digest_end(&work, to);
    begin_keyed(&work, digest, block, 0x5c);
    digest_add(&work, view_of((char *)to, digest->len));
    digest_end(&work, to);
}

static int call_hash_hmac(lua_State *L)
{
    const struct digest *digest;
    unsigned char bytes[DIGEST_MAX];
    struct view v, key;
    bool binary;

    php_count(L, 3, 4);
    php_string(L, 1);
    v = php_text(L, 2);
    key = php_text(L, 3);
    binary = php_bool_or(L, 4, false);
    digest = digest_find(php_string(L, 1));
    if (!digest)
        php_bad_value(L, 1, "must be a valid cryptographic hashing algorithm");
    authenticate(L, digest, key, v, bytes);
    return push_bytes(L, bytes, digest->len, binary);
}

/* Takes as long wherever they differ.  Here PHP converts nothing. */
static int call_hash_equals(lua_State *L)
{
    struct view a, b;
    unsigned char difference = 0;

    php_count(L, 2, 2);
    for (int arg = 1; arg <= 2; arg++) {
        if (lua_type(L, arg) != LUA_TSTRING)
            php_bad_type(L, arg);
    }
    a = php_text(L, 1);
    b = php_text(L, 2);
    if (a.len != b.len)
        return php_push_bool(L, false);
    for (size_t i = 0; i < a.len; i++)
        difference |= view_at(a, i) ^ view_at(b, i);
    return php_push_bool(L, difference == 0);
}

#define DIGEST "string $string, bool $binary = false"

static const struct php_row rows[] = {
    {"md5", DIGEST, "string", "Its MD5 digest.", call_md5},
    {"sha1", DIGEST, "string", "Its SHA-1 digest.", call_sha1},
    {"crc32", "string $string", "int", "Its cyclic redundancy check.",
     call_crc32},
    {"hash",
     "string $algo, string $data, bool $binary = false, array $options = []",
     "string", "A digest by the algorithm of that name.", call_hash},
    {"hash_hmac",
     "string $algo, string $data, string $key, bool $binary = false", "string",
     "A digest that only those with the key can make.", call_hash_hmac},
    {"hash_equals", "string $known_string, string $user_string", "bool",
     "Whether they are equal, in the same time if they are not.",
     call_hash_equals},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_hash_group = {"Hashes", rows, NULL};
