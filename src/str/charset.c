#include "str/charset.h"

#include "str/charset_table.h"
#include "str/compare.h"
#include "str/utf8.h"

static const struct {
    const char *name;
    enum charset charset;
    bool has_mark;
} names[] = {
    {"utf-8", CHARSET_UTF8, false},
    {"utf8", CHARSET_UTF8, false},
    {"utf-16", CHARSET_UTF16, true},
    {"utf16", CHARSET_UTF16, true},
    {"utf-16be", CHARSET_UTF16, false},
    {"utf-16le", CHARSET_UTF16LE, false},
    {"utf-32", CHARSET_UTF32, true},
    {"utf32", CHARSET_UTF32, true},
    {"utf-32be", CHARSET_UTF32, false},
    {"utf-32le", CHARSET_UTF32LE, false},
    {"ascii", CHARSET_ASCII, false},
    {"us-ascii", CHARSET_ASCII, false},
    {"iso-8859-1", CHARSET_LATIN1, false},
    {"iso8859-1", CHARSET_LATIN1, false},
    {"latin1", CHARSET_LATIN1, false},
    {"8bit", CHARSET_LATIN1, false},
    {"binary", CHARSET_LATIN1, false},
    {"windows-1251", CHARSET_1251, false},
    {"cp1251", CHARSET_1251, false},
    {"cp-1251", CHARSET_1251, false},
    {"windows-1252", CHARSET_1252, false},
    {"cp1252", CHARSET_1252, false},
    {"koi8-r", CHARSET_KOI8_R, false},
    {"koi8", CHARSET_KOI8_R, false},
    {"koi8r", CHARSET_KOI8_R, false},
    {"cp866", CHARSET_866, false},
    {"866", CHARSET_866, false},
    {"ibm866", CHARSET_866, false},
    {"ibm-866", CHARSET_866, false},
};

bool charset_find(struct view name, enum charset *charset, bool *has_mark)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (compare_folded(name, view_text(names[i].name)) == 0) {
            *charset = names[i].charset;
            *has_mark = names[i].has_mark;
            return true;
        }
    }
    return false;
}

enum charset charset_take_mark(struct view *v, enum charset charset)
{
    size_t len = charset == CHARSET_UTF16 ? 2 : 4;
    struct view big = view_of(&"\0\0\xfe\xff"[4 - len], len);
    struct view little = view_of("\xff\xfe\0\0", len);

    if (view_starts(*v, little)) {
        *v = view_skip(*v, len);
        return charset == CHARSET_UTF16 ? CHARSET_UTF16LE : CHARSET_UTF32LE;
    }
    if (view_starts(*v, big))
        *v = view_skip(*v, len);
    return charset;
}

static uint32_t read_unit(struct view v, size_t len, bool is_little)
{
    uint32_t unit = 0;

    for (size_t i = 0; i < len; i++)
        unit = unit << 8 | view_at(v, is_little ? len - 1 - i : i);
    return unit;
}

static uint32_t decode_utf16(struct view v, bool is_little, size_t *len)
{
    uint32_t high, low;

    *len = v.len < 2 ? v.len : 2;
    if (v.len < 2)
        return UTF8_ERROR;
    high = read_unit(v, 2, is_little);
    if (high < 0xd800 || high > 0xdfff)
        return high;
    if (high > 0xdbff || v.len < 4)
        return UTF8_ERROR;
    low = read_unit(view_skip(v, 2), 2, is_little);
    if (low < 0xdc00 || low > 0xdfff)
        return UTF8_ERROR;
    *len = 4;
    return 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff));
}

static uint32_t decode_utf32(struct view v, bool is_little, size_t *len)
{
    uint32_t point;

    *len = v.len < 4 ? v.len : 4;
    if (v.len < 4)
        return UTF8_ERROR;
    point = read_unit(v, 4, is_little);
    return utf8_is_point(point) ? point : UTF8_ERROR;
}

static uint32_t decode_byte(unsigned char c, enum charset charset)
{
    uint32_t point;

    if (c < 0x80 || charset == CHARSET_LATIN1)
        return c;
    if (charset == CHARSET_ASCII)
        return UTF8_ERROR;
    point = charset_table[charset - CHARSET_1251][c - 0x80];
    return point ? point : UTF8_ERROR;
}

static uint32_t decode(struct view v, enum charset charset, size_t *len)
{
    *len = 1;
    switch (charset) {
    case CHARSET_UTF8: return utf8_decode(v, len);
    case CHARSET_UTF16:
    case CHARSET_UTF16LE:
        return decode_utf16(v, charset == CHARSET_UTF16LE, len);
    case CHARSET_UTF32:
    case CHARSET_UTF32LE:
        return decode_utf32(v, charset == CHARSET_UTF32LE, len);
    default: return decode_byte(view_at(v, 0), charset);
    }
}

static void put_unit(struct sink *sink, uint32_t unit, int len, bool is_little)
{
    for (int i = 0; i < len; i++)
        sink_put(sink,
                 (char)(unit >> 8 * (is_little ? i : len - 1 - i) & 0xff));
}

static void put_utf16(struct sink *sink, uint32_t point, bool is_little)
{
    if (point >= 0x10000) {
        point -= 0x10000;
        put_unit(sink, 0xd800 | point >> 10, 2, is_little);
        point = 0xdc00 | (point & 0x3ff);
    }
    put_unit(sink, point, 2, is_little);
}

static char encode_byte(uint32_t point, enum charset charset)
{
    if (point < 0x80 || (point < 0x100 && charset == CHARSET_LATIN1))
        return (char)point;
    if (charset >= CHARSET_1251) {
        for (int i = 0; i < 128; i++) {
            if (charset_table[charset - CHARSET_1251][i] == point)
                return (char)(0x80 + i);
        }
    }
    return '?';
}

static void put(struct sink *sink, uint32_t point, enum charset charset)
{
    switch (charset) {
    case CHARSET_UTF8: utf8_put(sink, point); break;
    case CHARSET_UTF16:
    case CHARSET_UTF16LE:
        put_utf16(sink, point, charset == CHARSET_UTF16LE);
        break;
    case CHARSET_UTF32:
    case CHARSET_UTF32LE:
        put_unit(sink, point, 4, charset == CHARSET_UTF32LE);
        break;
    default: sink_put(sink, encode_byte(point, charset));
    }
}

void charset_convert(struct sink *sink, struct view v, enum charset from,
                     enum charset to)
{
    while (v.len > 0) {
        size_t len;
        uint32_t point = decode(v, from, &len);

        put(sink, point == UTF8_ERROR ? '?' : point, to);
        v = view_skip(v, len);
    }
}

bool charset_is_valid(struct view v, enum charset charset)
{
    while (v.len > 0) {
        size_t len;

        if (decode(v, charset, &len) == UTF8_ERROR)
            return false;
        v = view_skip(v, len);
    }
    return true;
}
