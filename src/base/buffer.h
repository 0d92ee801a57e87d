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

/* Of buffer_reserve(), when there is no room yet. */
char *buffer_grow(struct buffer *buffer, struct arena *arena, size_t len);

/*
 * Makes room for `len` more bytes and returns where they go, or NULL when the
 * arena refuses.  buffer_commit() follows, once they are written.
 */
static inline char *buffer_reserve(struct buffer *buffer, struct arena *arena,
                                   size_t len)
{
    if (buffer->cap - buffer->len > len)
        return buffer->bytes + buffer->len;
    return buffer_grow(buffer, arena, len);
}

/* Counts what was written to the reserved room, up to `end`. */
static inline void buffer_commit(struct buffer *buffer, char *end)
{
    buffer->len = (size_t)(end - buffer->bytes);
    *end = '\0';
}

/* Appends all of it, or nothing and returns false when the arena refuses. */
bool buffer_append(struct buffer *buffer, struct arena *arena,
                   const char *bytes, size_t len);

/* Empties the buffer and keeps up to `keep` bytes of its memory. */
void buffer_reset(struct buffer *buffer, struct arena *arena, size_t keep);

#endif
