/*
 * Checksums and hashes that keep no secret.
 */
#ifndef MOON_STR_CHECKSUM_H
#define MOON_STR_CHECKSUM_H

#include "str/view.h"

/* The CRC of IEEE 802.3, as zip and PNG have it. */
uint32_t checksum_crc32(struct view v);

struct checksum {
    const char *name;
    size_t len; /* 4 or 8 bytes */
    uint64_t (*make)(struct view v);
};

/* The list ends with an entry that has no name. */
extern const struct checksum checksums[];

/* Writes `len` bytes, the highest first. */
void checksum_write(const struct checksum *sum, struct view v,
                    unsigned char *to);

/* NULL when there is none of the name, whose case does not matter. */
const struct checksum *checksum_find(struct view name);

#endif
