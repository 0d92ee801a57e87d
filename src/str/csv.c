#include "str/csv.h"

#include "str/ascii.h"

static bool at_end(const struct csv *csv)
{
    return csv->at >= csv->v.len;
}

static char here(const struct csv *csv)
{
    return csv->v.bytes[csv->at];
}

/* Space before an enclosure does not count. */
static bool skip_to_enclosure(struct csv *csv)
{
    size_t at = csv->at;

    while (at < csv->v.len && csv->v.bytes[at] != csv->separator &&
           ascii_is_space(view_at(csv->v, at)))
        at++;
    if (at >= csv->v.len || csv->v.bytes[at] != csv->enclosure)
        at = csv->at; /* the enclosure may be a space itself */
    if (at >= csv->v.len || csv->v.bytes[at] != csv->enclosure)
        return false;
    csv->at = at + 1;
    return true;
}

/* Up to the enclosure that ends it, if any; two in a row stand for one. */
static bool read_enclosed(struct csv *csv, struct sink *sink)
{
    while (!at_end(csv)) {
        char c = here(csv);

        csv->at++;
        if (c == csv->enclosure) {
            if (at_end(csv) || here(csv) != c)
                return true;
            csv->at++;
        } else if ((unsigned char)c == csv->escape && !at_end(csv)) {
            sink_put(sink, c);
            c = here(csv);
            csv->at++;
        }
        sink_put(sink, c);
    }
    return false;
}

static void read_plain(struct csv *csv, struct sink *sink)
{
    struct view rest = view_skip(csv->v, csv->at);
    const char *end = memchr(rest.bytes, csv->separator, rest.len);
    size_t len = end ? (size_t)(end - rest.bytes) : rest.len;

    sink_append(sink, rest.bytes, len);
    csv->at += len;
}

static size_t break_len(struct view v)
{
    if (view_ends(v, view_of("\r\n", 2)))
        return 2;
    return v.len > 0 &&
           (view_ends(v, view_of("\n", 1)) || view_ends(v, view_of("\r", 1)));
}

void csv_begin(struct csv *csv, struct view v)
{
    size_t len = break_len(v);

    csv->v = view_first(v, v.len - len);
    csv->line_break = view_skip(v, v.len - len);
    csv->at = 0;
}

/*
 * What an enclosure that is never closed holds goes on to the end.  When it
 * holds nothing PHP reads a byte too many.
 */
static void read_open(struct csv *csv, struct sink *sink, bool is_empty)
{
    struct view rest = csv->line_break;

    sink_append_view(sink, rest);
    if (is_empty)
        sink_put(sink, (char)(rest.len ? rest.bytes[0] : '\0'));
}

bool csv_read(struct csv *csv, struct sink *sink)
{
    if (skip_to_enclosure(csv)) {
        bool is_empty = at_end(csv);

        if (!read_enclosed(csv, sink))
            read_open(csv, sink, is_empty);
        read_plain(csv, sink);
    } else {
        read_plain(csv, sink);
        sink->len -= break_len(sink_view(sink));
    }
    if (at_end(csv))
        return false;
    csv->at++;
    return true;
}
