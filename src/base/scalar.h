/*
 * A single value, as wire formats, conversions and engines hand it on, often
 * many at a time.
 *
 * A run is an array of them.  Pairs are a run of keys and values in turn.
 */
#ifndef MOON_BASE_SCALAR_H
#define MOON_BASE_SCALAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum scalar_kind {
    SCALAR_OTHER, /* nil, and whatever has parts or is known by a handle */
    SCALAR_BOOL,
    SCALAR_INT,
    SCALAR_FLOAT,
    SCALAR_BYTES
};

struct scalar {
    enum scalar_kind kind;
    union {
        int64_t integer;   /* INT; BOOL: 0 or 1 */
        double number;     /* FLOAT */
        const char *bytes; /* BYTES: of somebody else, who says how long */
    };
    size_t len; /* BYTES */
};

/* Whether both PHP and Lua have such keys. */
static inline bool scalar_is_key(const struct scalar *value)
{
    return value->kind == SCALAR_INT || value->kind == SCALAR_BYTES;
}

#endif
