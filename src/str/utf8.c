#include "str/utf8.h"

#include "str/utf8_wide.h"

enum { LEADS_BLOCK = 192 };

static bool is_trail(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

/* The first trail byte says whether the code point will be one. */
static bool is_second(unsigned char lead, unsigned char c)
{
    switch (lead) {
    case 0xe0: return c >= 0xa0 && c <= 0xbf;
    case 0xed: return c >= 0x80 && c <= 0x9f;
    case 0xf0: return c >= 0x90 && c <= 0xbf;
    case 0xf4: return c >= 0x80 && c <= 0x8f;
    default: return is_trail(c);
    }
}

size_t utf8_lead_len(unsigned char lead)
{
    if (lead < 0xc2 || lead > 0xf4)
        return 1;
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

uint32_t utf8_decode(struct view v, size_t *len)
{
    unsigned char lead = view_at(v, 0);
    size_t wanted = utf8_lead_len(lead), i = 1;
    uint32_t point;

    *len = 1;
    if (lead < 0x80)
        return lead;
    if (wanted == 1)
        return UTF8_ERROR;
    point = lead & (0x7fu >> wanted);
    if (v.len < 2 || !is_second(lead, view_at(v, 1)))
        return UTF8_ERROR;
    for (; i < wanted && i < v.len && is_trail(view_at(v, i)); i++)
        point = point << 6 | (view_at(v, i) & 0x3fu);
    *len = i;
    return i == wanted ? point : UTF8_ERROR;
}

char *utf8_encode(char *to, uint32_t point)
{
    if (point < 0x80) {
        *to++ = (char)point;
    } else if (point < 0x800) {
        *to++ = (char)(0xc0 | point >> 6);
        *to++ = (char)(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        *to++ = (char)(0xe0 | point >> 12);
        *to++ = (char)(0x80 | (point >> 6 & 0x3f));
        *to++ = (char)(0x80 | (point & 0x3f));
    } else {
        *to++ = (char)(0xf0 | point >> 18);
        *to++ = (char)(0x80 | (point >> 12 & 0x3f));
        *to++ = (char)(0x80 | (point >> 6 & 0x3f));
        *to++ = (char)(0x80 | (point & 0x3f));
    }
    return to;
}

size_t utf8_ascii_len(struct view v)
{
    size_t i = 0;

    for (; i + 32 <= v.len; i += 32) {
        uint64_t words[4];

        memcpy(words, v.bytes + i, 32);
        if ((words[0] | words[1] | words[2] | words[3]) &
            UINT64_C(0x8080808080808080))
            break;
    }
    while (i < v.len && view_at(v, i) < 0x80)
        i++;
    return i;
}

static bool is_valid_serial(struct view v)
{
    size_t len;

    for (;;) {
        v = view_skip(v, utf8_ascii_len(v));
        while (v.len > 0 && view_at(v, 0) >= 0x80) {
            if (utf8_decode(v, &len) == UTF8_ERROR)
                return false;
            v = view_skip(v, len);
        }
        if (v.len == 0)
            return true;
    }
}

bool utf8_is_valid(struct view v)
{
    size_t done;

    if (v.len < UTF8_WIDE_MIN)
        return is_valid_serial(v);
    return utf8_is_valid_wide(v, &done) && is_valid_serial(view_skip(v, done));
}

/* In blocks of which each is counted in bytes, 32 or more at a time. */
size_t utf8_count_leads(struct view v)
{
    size_t count = 0;

    while (v.len > 0) {
        size_t len = v.len < LEADS_BLOCK ? v.len : LEADS_BLOCK;
        unsigned char part = 0;

        for (size_t i = 0; i < len; i++)
            part = (unsigned char)(part + ((signed char)v.bytes[i] > -65));
        count += part;
        v = view_skip(v, len);
    }
    return count;
}

size_t utf8_walk_count(struct view v)
{
    size_t count = 0, i = 0;

    for (; i < v.len && (i < 3 || is_trail(view_at(v, i))); count++)
        i += utf8_lead_len(view_at(v, i));
    count += utf8_count_wide(v, &i);
    for (; i < v.len; count++)
        i += utf8_lead_len(view_at(v, i));
    return count;
}

size_t utf8_walk(struct view v, size_t count)
{
    size_t i = 0;

    while (count > 0 && i < v.len) {
        size_t ascii = utf8_ascii_len(view_skip(v, i));

        if (ascii > count)
            ascii = count;
        i += ascii;
        count -= ascii;
        while (count > 0 && i < v.len && view_at(v, i) >= 0x80) {
            i += utf8_lead_len(view_at(v, i));
            count--;
        }
    }
    return i < v.len ? i : v.len;
}

bool utf8_walk_back(struct view v, size_t count, size_t *at)
{
    size_t i = v.len;

    for (; count > 0; count--) {
        do {
            if (i == 0)
                return false;
            i--;
        } while (is_trail(view_at(v, i)));
    }
    *at = i;
    return true;
}

size_t utf8_start_of(struct view v, size_t at)
{
    size_t i = 0, last = 0;

    while (i < at) {
        last = i;
        i += utf8_lead_len(view_at(v, i));
    }
    return i > at ? last : i;
}
