/*
 * The way from the root of a value to the part of it that is at work.
 */
#ifndef MOON_VM_TRAIL_H
#define MOON_VM_TRAIL_H

#include "base/buffer.h"

enum { TRAIL_MAX = 128 };

enum trail_kind {
    TRAIL_NOTHING, /* no entry is at work on this level */
    TRAIL_INDEX,
    TRAIL_NAME
};

/* A key: an integer, or bytes that stay where they are. */
struct trail_key {
    enum trail_kind kind;
    int64_t index;
    const char *name;
    size_t len;
};

struct trail {
    int depth;
    struct trail_key keys[TRAIL_MAX];
};

/*
 * Appends the trail as a path, such as "$.items[3]": names that are words stand
 * after a dot, others in brackets and quotes, cut to what a message can bear.
 */
void trail_append(const struct trail *trail, struct buffer *buffer,
                  struct arena *arena);

#endif
