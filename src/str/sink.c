#include "str/sink.h"

/* At least doubles, so that many small pieces are copied a few times only. */
char *sink_grow(struct sink *sink, size_t len)
{
    size_t need = sink->len + len;
    size_t cap = sink->cap < SIZE_MAX / 2 ? sink->cap * 2 : SIZE_MAX;

    if (need < len)
        need = SIZE_MAX;
    sink->grow(sink, cap > need ? cap : need);
    return sink->bytes + sink->len;
}

void sink_fill(struct sink *sink, char byte, size_t count)
{
    if (count > 0)
        memset(sink_reserve(sink, count), byte, count);
    sink->len += count;
}
