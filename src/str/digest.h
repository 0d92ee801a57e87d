/*
 * Cryptographic digests: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4).
 */
#ifndef MOON_STR_DIGEST_H
#define MOON_STR_DIGEST_H

#include "str/view.h"

enum { DIGEST_MAX = 64, DIGEST_BLOCK_MAX = 128 };

/* The words of the state, of 32 or 64 bits. */
union digest_state {
    uint32_t words32[8];
    uint64_t words64[8];
};

typedef void digest_block(union digest_state *state, const unsigned char *block,
                          size_t count);

struct digest {
    const char *name;
    size_t len;   /* of the result */
    size_t block; /* 64, or 128 where words have 64 bits */
    bool big_endian;
    union digest_state start;
    digest_block *run;
};

/* The list ends with an entry that has no name. */
extern const struct digest digests[];

/* NULL when there is none of the name, whose case does not matter. */
const struct digest *digest_find(struct view name);

/* Of the parts, one after the other; writes `len` bytes. */
void digest_make(const struct digest *digest, const struct view *parts,
                 size_t count, unsigned char *to);

/* The blocks, which are in files of their own. */
digest_block digest_md5;
digest_block digest_sha1;
digest_block digest_sha256;
digest_block digest_sha512;

#endif
