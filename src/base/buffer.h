/*
 * Bytes that grow, in the memory of an arena.
 */
#ifndef MOON_BASE_BUFFER_H
#define MOON_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* All zero is an empty buffer, and `bytes` may then be NULL. */
struct buffer {
    char *bytes; /* followed by a zero byte */
    size_t len;
    size_t cap;
};

/* Appends all of it, or nothing and returns false when the arena refuses. */
bool buffer_append(struct buffer *buffer, struct arena *arena,
                   const char *bytes, size_t len);

/* Empties the buffer and keeps up to `keep` bytes of its memory. */
void buffer_reset(struct buffer *buffer, struct arena *arena, size_t keep);

#endif
