/*
 * Cryptographic digests, one block of the message after the other.  They are
 * listed in digest_list.c; the blocks of each family are in a file of its own.
 */
#ifndef MOON_STR_DIGEST_H
#define MOON_STR_DIGEST_H

#include "str/view.h"

enum { DIGEST_MAX = 64, DIGEST_BLOCK_MAX = 144 };

/* Numbers of 32 or 64 bits, or bytes; what they are is the family's. */
union digest_state {
    uint32_t words32[18];
    uint64_t words64[25];
    unsigned char bytes[200];
};

struct digest_work;

typedef void digest_block(union digest_state *state, const unsigned char *block,
                          size_t count);
typedef void digest_finish(struct digest_work *work);

/* What digests have in common that run the same blocks. */
struct digest_family {
    size_t block; /* bytes */
    size_t word;  /* bytes of the numbers in the state: 4 or 8; 1 for none */
    bool big_endian;
    unsigned char mark; /* the byte after the message */
    size_t tail;        /* bytes that the length has, after zeros */
    digest_block *run;
    digest_finish *finish; /* the last blocks; NULL: as the above says */
};

struct digest {
    const char *name;
    size_t len; /* of the result */
    const struct digest_family *family;
    struct view start; /* of the state, which then has zeros */
};

/* A digest under way, which needs not be ended. */
struct digest_work {
    const struct digest *digest;
    union digest_state state;
    unsigned char rest[2 * DIGEST_BLOCK_MAX]; /* of the message */
    size_t rest_len;                          /* less than a block */
    uint64_t len;                             /* of the message */
};

/* The list ends with an entry that has no name. */
extern const struct digest digests[];

/* NULL when there is none of the name, whose case does not matter. */
const struct digest *digest_find(struct view name);

void digest_begin(struct digest_work *work, const struct digest *digest);
void digest_add(struct digest_work *work, struct view v);

/* Writes `len` bytes. */
void digest_end(struct digest_work *work, unsigned char *to);

/* All three at once. */
void digest_make(const struct digest *digest, struct view v, unsigned char *to);

/*
 * For a family's own digest_finish: the mark and the zeros before the tail,
 * with which there are so many whole blocks, of which none is run.
 */
size_t digest_pad(struct digest_work *work);

/* Numbers in bytes, the lowest first or the highest. */
void digest_write(unsigned char *to, uint64_t value, size_t len,
                  bool big_endian);

/* R. Rivest's MD2 (RFC 1319), MD4 (RFC 1320) and MD5 (RFC 1321). */
extern const struct digest_family digest_md2, digest_md4, digest_md5;

/* FIPS 180-4, and G. Bertoni and others' Keccak (FIPS 202), by its results. */
extern const struct digest_family digest_sha1, digest_sha256, digest_sha512;
extern const struct digest_family digest_sha3_224, digest_sha3_256,
    digest_sha3_384, digest_sha3_512;

/* H. Dobbertin, A. Bosselaers and B. Preneel, RIPEMD-160, 1996. */
extern const struct digest_family digest_ripemd128, digest_ripemd160,
    digest_ripemd256, digest_ripemd320;

/* P. Barreto and V. Rijmen, The Whirlpool hashing function, 2003. */
extern const struct digest_family digest_whirlpool;

/* R. Anderson and E. Biham, Tiger, 1996; so many passes. */
extern const struct digest_family digest_tiger3, digest_tiger4;

/* Y. Zheng, J. Pieprzyk and J. Seberry, HAVAL, 1992; so many passes. */
extern const struct digest_family digest_haval3, digest_haval4, digest_haval5;

/* GOST R 34.11-94 (RFC 5831), by the test parameters and CryptoPro's. */
extern const struct digest_family digest_gost, digest_gost_crypto;

#endif
