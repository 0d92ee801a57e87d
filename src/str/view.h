/*
 * A slice of bytes that belong to somebody else.  They may be anything, a zero
 * byte too, and need not end with one.
 */
#ifndef MOON_STR_VIEW_H
#define MOON_STR_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct view {
    const char *bytes;
    size_t len;
};

/* What a search returns that finds nothing. */
#define VIEW_NONE SIZE_MAX

static inline struct view view_of(const char *bytes, size_t len)
{
    return (struct view){bytes, len};
}

/* Of a text that ends with a zero byte. */
static inline struct view view_text(const char *text)
{
    return (struct view){text, strlen(text)};
}

/* What follows the first `count` bytes, of which there have to be so many. */
static inline struct view view_skip(struct view v, size_t count)
{
    return (struct view){v.bytes + count, v.len - count};
}

static inline struct view view_first(struct view v, size_t count)
{
    return (struct view){v.bytes, count};
}

/*
 * So many bytes from an offset on; what is negative counts from the end, and
 * what lies outside is cut off.
 */
static inline struct view view_slice(struct view v, int64_t offset,
                                     int64_t length)
{
    int64_t len = (int64_t)v.len;

    if (offset < 0)
        offset = offset < -len ? 0 : offset + len;
    if (offset > len)
        offset = len;
    len -= offset;
    if (length < 0)
        length = length < -len ? 0 : length + len;
    return view_of(v.bytes + offset, (size_t)(length < len ? length : len));
}

static inline unsigned char view_at(struct view v, size_t i)
{
    return (unsigned char)v.bytes[i];
}

static inline bool view_equal(struct view a, struct view b)
{
    return a.len == b.len && (a.len == 0 || !memcmp(a.bytes, b.bytes, a.len));
}

static inline bool view_starts(struct view v, struct view start)
{
    return v.len >= start.len && view_equal(view_first(v, start.len), start);
}

static inline bool view_ends(struct view v, struct view end)
{
    return v.len >= end.len && view_equal(view_skip(v, v.len - end.len), end);
}

#endif
