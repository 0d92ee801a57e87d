#include "str/unicode.h"

#include "str/casing.h"
#include "str/unicode_table.h"
#include "str/utf8.h"

enum { CASE_ROOM = UTF8_ROOM * UNICODE_EXPANSION };

static const struct unicode_record *record_of(uint32_t point)
{
    size_t block = unicode_index[point / UNICODE_BLOCK];

    return &unicode_records[unicode_blocks[block][point % UNICODE_BLOCK]];
}

/* Three characters at most, of three bytes each. */
static void put_case(struct sink *sink, uint32_t point,
                     const struct unicode_record *record, unsigned to)
{
    uint8_t expand = to < UNICODE_UPPER_SIMPLE ? record->expand[to] : 0;
    const uint32_t *longer = unicode_expansions[expand];
    char *end = sink_reserve(sink, CASE_ROOM);

    if (expand == 0) {
        end = utf8_encode(end, point + (uint32_t)record->delta[to & 3]);
    } else {
        for (int i = 0; i < UNICODE_EXPANSION && longer[i]; i++)
            end = utf8_encode(end, longer[i]);
    }
    sink_commit(sink, end);
}

/* Where a word goes on, titles are in lower case. */
static unsigned case_in_title(unsigned to, bool in_word)
{
    if ((to & 3) != UNICODE_TITLE || !in_word)
        return to;
    return to - UNICODE_TITLE + UNICODE_LOWER;
}

static void put_ascii(struct sink *sink, struct view v, unsigned to)
{
    char *end = sink_reserve(sink, v.len);

    if ((to & 3) == UNICODE_UPPER)
        casing_upper(end, v);
    else
        casing_lower(end, v);
    sink_commit(sink, end + v.len);
}

void unicode_convert(struct sink *sink, struct view v, enum unicode_case to)
{
    bool in_word = false;

    while (v.len > 0) {
        const struct unicode_record *record;
        uint32_t point;
        size_t len = 0;

        if ((to & 3) != UNICODE_TITLE && view_at(v, 0) < 0x80) {
            len = utf8_ascii_len(v);
            put_ascii(sink, view_first(v, len), to);
            v = view_skip(v, len);
            continue;
        }
        point = utf8_decode(v, &len);
        v = view_skip(v, len);
        if (point == UTF8_ERROR) {
            sink_put(sink, '?');
            continue;
        }
        record = record_of(point);
        put_case(sink, point, record, case_in_title(to, in_word));
        if (!(record->flags & UNICODE_IGNORABLE))
            in_word = record->flags & UNICODE_CASED;
    }
}

void unicode_scrub(struct sink *sink, struct view v, char mark)
{
    while (v.len > 0) {
        size_t len;

        if (utf8_decode(v, &len) == UTF8_ERROR)
            sink_put(sink, mark);
        else
            sink_append(sink, v.bytes, len);
        v = view_skip(v, len);
    }
}

size_t unicode_point_width(uint32_t point)
{
    if (point < 0x1100 || point == UTF8_ERROR)
        return 1;
    return record_of(point)->flags & UNICODE_WIDE ? 2 : 1;
}

size_t unicode_width(struct view v)
{
    size_t width = 0, len;

    while (v.len > 0) {
        size_t ascii = utf8_ascii_len(v);

        width += ascii;
        v = view_skip(v, ascii);
        if (v.len == 0)
            break;
        width += unicode_point_width(utf8_decode(v, &len));
        v = view_skip(v, len);
    }
    return width;
}
