/*
 * Where a string function writes a result whose length it does not know
 * beforehand: bytes that grow, in memory that only the sink's owner knows.
 *
 * Room is reserved, written to and then committed.  Nothing here reports that
 * memory is short, for grow() does not return then: it raises an error of the
 * owner's kind.  So string functions hold nothing that would have to be freed.
 */
#ifndef MOON_STR_SINK_H
#define MOON_STR_SINK_H

#include "str/view.h"

struct sink {
    char *bytes; /* never NULL */
    size_t len;
    size_t cap;

    /* Makes `cap` at least so large, and keeps what is there. */
    void (*grow)(struct sink *sink, size_t cap);
};

/* Of sink_reserve(), when there is no room yet. */
char *sink_grow(struct sink *sink, size_t len);

/* Where up to `len` more bytes may be written, until the next call. */
static inline char *sink_reserve(struct sink *sink, size_t len)
{
    if (sink->cap - sink->len >= len)
        return sink->bytes + sink->len;
    return sink_grow(sink, len);
}

/* Counts what was written to the reserved room, up to `end`. */
static inline void sink_commit(struct sink *sink, const char *end)
{
    sink->len = (size_t)(end - sink->bytes);
}

static inline void sink_put(struct sink *sink, char byte)
{
    *sink_reserve(sink, 1) = byte;
    sink->len++;
}

static inline void sink_append(struct sink *sink, const char *bytes, size_t len)
{
    if (len > 0)
        memcpy(sink_reserve(sink, len), bytes, len);
    sink->len += len;
}

static inline void sink_append_view(struct sink *sink, struct view v)
{
    sink_append(sink, v.bytes, v.len);
}

static inline void sink_append_text(struct sink *sink, const char *text)
{
    sink_append(sink, text, strlen(text));
}

/* Appends `byte` so many times. */
void sink_fill(struct sink *sink, char byte, size_t count);

static inline struct view sink_view(const struct sink *sink)
{
    return (struct view){sink->bytes, sink->len};
}

#endif
