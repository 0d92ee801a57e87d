#include "base/buffer.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_CAP = 256 };

static bool resize(struct buffer *buffer, struct arena *arena, size_t cap)
{
    char *bytes = arena_resize(arena, buffer->bytes, buffer->cap, cap);

    if (!bytes && cap > 0)
        return false;
    buffer->bytes = bytes;
    buffer->cap = cap;
    return true;
}

/*
 * Doubles, and under a tight limit grows by less, but never so little that
 * many small appends would each move the bytes.
 */
static bool make_room(struct buffer *buffer, struct arena *arena, size_t need)
{
    size_t cap = buffer->cap ? buffer->cap : FIRST_CAP;

    if (need <= buffer->cap)
        return true;
    while (cap < need)
        cap *= 2;
    return resize(buffer, arena, cap) ||
           resize(buffer, arena, need + need / 8) ||
           (need / 2 >= buffer->cap && resize(buffer, arena, need));
}

char *buffer_grow(struct buffer *buffer, struct arena *arena, size_t len)
{
    if (len > SIZE_MAX / 4 - buffer->len ||
        !make_room(buffer, arena, buffer->len + len + 1))
        return NULL;
    return buffer->bytes + buffer->len;
}

bool buffer_append(struct buffer *buffer, struct arena *arena,
                   const char *bytes, size_t len)
{
    char *to = buffer_reserve(buffer, arena, len);

    if (!to)
        return false;
    if (len > 0)
        memcpy(to, bytes, len);
    buffer_commit(buffer, to + len);
    return true;
}

void buffer_reset(struct buffer *buffer, struct arena *arena, size_t keep)
{
    buffer->len = 0;
    if (buffer->cap > keep)
        resize(buffer, arena, 0);
}
