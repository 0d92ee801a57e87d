#include "str/slice.h"

#include "str/byteset.h"

bool slice_from(struct view *v, int64_t offset, size_t *skipped)
{
    if (offset < 0)
        offset += (int64_t)v->len;
    if (offset < 0 || offset > (int64_t)v->len)
        return false;
    *skipped = (size_t)offset;
    *v = view_skip(*v, *skipped);
    return true;
}

/* Trimmed are usually a few bytes of a few kinds: no set has to be made. */
static bool is_space(unsigned char c)
{
    return c == ' ' || (c <= '\r' && (0x2e01u >> c & 1));
}

struct view slice_trim(struct view v, enum slice_sides sides)
{
    if (sides & SLICE_LEFT) {
        while (v.len > 0 && is_space(view_at(v, 0)))
            v = view_skip(v, 1);
    }
    if (sides & SLICE_RIGHT) {
        while (v.len > 0 && is_space(view_at(v, v.len - 1)))
            v.len--;
    }
    return v;
}

struct view slice_trim_set(struct view v, enum slice_sides sides,
                           struct view characters)
{
    struct byteset set;

    byteset_of_ranges(&set, characters);
    if (sides & SLICE_LEFT)
        v = view_skip(v, byteset_span(&set, v));
    if (sides & SLICE_RIGHT) {
        while (v.len > 0 && set.has[view_at(v, v.len - 1)])
            v.len--;
    }
    return v;
}
