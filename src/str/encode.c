#include "str/encode.h"

#include "str/ascii.h"
#include "str/base64_wide.h"

void encode_hex(char *to, struct view v)
{
    for (size_t i = 0; i < v.len; i++) {
        unsigned c = view_at(v, i);
        unsigned high = c >> 4, low = c & 15;

        to[2 * i] = (char)(high + (high > 9 ? 'a' - 10 : '0'));
        to[2 * i + 1] = (char)(low + (low > 9 ? 'a' - 10 : '0'));
    }
}

bool encode_unhex(char *to, struct view v)
{
    for (size_t i = 0; i + 1 < v.len; i += 2) {
        int high = ascii_hex_value(view_at(v, i));
        int low = ascii_hex_value(view_at(v, i + 1));

        if (high < 0 || low < 0)
            return false;
        *to++ = (char)(high << 4 | low);
    }
    return true;
}

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

size_t encode_base64_len(size_t len)
{
    return (len + 2) / 3 * 4;
}

void encode_base64(char *to, struct view v)
{
    to = base64_wide_encode(to, &v);
    for (; v.len >= 3; v = view_skip(v, 3)) {
        unsigned bits = (unsigned)view_at(v, 0) << 16 |
                        (unsigned)view_at(v, 1) << 8 | view_at(v, 2);

        *to++ = alphabet[bits >> 18];
        *to++ = alphabet[bits >> 12 & 63];
        *to++ = alphabet[bits >> 6 & 63];
        *to++ = alphabet[bits & 63];
    }
    if (v.len > 0) {
        unsigned bits = (unsigned)view_at(v, 0) << 16;

        if (v.len == 2)
            bits |= (unsigned)view_at(v, 1) << 8;
        *to++ = alphabet[bits >> 18];
        *to++ = alphabet[bits >> 12 & 63];
        *to++ = (char)(v.len == 2 ? alphabet[bits >> 6 & 63] : '=');
        *to++ = '=';
    }
}

enum { JUNK = 64, SPACE = 65 };

/* The six bits of a letter, or what else it is. */
static unsigned char sextet(unsigned char c)
{
    if (ascii_is_upper(c))
        return (unsigned char)(c - 'A');
    if (ascii_is_lower(c))
        return (unsigned char)(c - 'a' + 26);
    if (ascii_is_digit(c))
        return (unsigned char)(c - '0' + 52);
    if (c == '+' || c == '/')
        return c == '+' ? 62 : 63;
    return c == ' ' || (c >= '\t' && c <= '\n') || c == '\r' ? SPACE : JUNK;
}

/* Which is looked up, for a decoder is asked four times for three bytes. */
static void fill_sextets(unsigned char *table)
{
    for (int c = 0; c < 256; c++)
        table[c] = sextet((unsigned char)c);
}

/* As long as there are four letters. */
static char *decode_fours(char *to, struct view *v, const unsigned char *table)
{
    for (; v->len >= 4; *v = view_skip(*v, 4)) {
        unsigned a = table[view_at(*v, 0)], b = table[view_at(*v, 1)];
        unsigned c = table[view_at(*v, 2)], d = table[view_at(*v, 3)];

        if ((a | b | c | d) & JUNK)
            break;
        *to++ = (char)(a << 2 | b >> 4);
        *to++ = (char)(b << 4 | c >> 2);
        *to++ = (char)(c << 6 | d);
    }
    return to;
}

/* What is left, letter by letter; `pads` counts the equals signs. */
struct rest {
    size_t letters;
    size_t pads;
    unsigned bits;
};

static bool take(struct rest *r, unsigned char c, unsigned char bits,
                 bool strict)
{
    if (c == '=') {
        r->pads++;
        return true;
    }
    if (bits >= JUNK)
        return !strict || bits == SPACE;
    if (r->pads > 0 && strict)
        return false;
    r->bits = r->bits << 6 | bits;
    r->letters++;
    return true;
}

char *encode_unbase64(char *to, struct view v, bool strict)
{
    unsigned char table[256];
    struct rest r = {0, 0, 0};

    fill_sextets(table);
    to = base64_wide_decode(to, &v);
    to = decode_fours(to, &v, table);
    for (size_t i = 0; i < v.len; i++) {
        size_t letters = r.letters;

        if (!take(&r, view_at(v, i), table[view_at(v, i)], strict))
            return NULL;
        if (r.letters > letters && r.letters % 4 != 1)
            *to++ = (char)(r.bits >> (6 - 2 * ((r.letters + 3) % 4)));
    }
    if (strict && r.letters % 4 == 1)
        return NULL;
    if (strict && r.pads && (r.pads > 2 || (r.letters + r.pads) % 4 != 0))
        return NULL;
    return to;
}

/* A bit for each byte that stays: letters, digits and `-._`. */
static const uint64_t plain[4] = {UINT64_C(0x03ff600000000000),
                                  UINT64_C(0x07fffffe87fffffe), 0, 0};

static bool is_plain(unsigned char c, bool raw)
{
    return (plain[c >> 6] >> (c & 63) & 1) || (raw && c == '~');
}

static char *write_url(char *to, unsigned char c, bool raw)
{
    static const char digits[] = "0123456789ABCDEF";

    if (is_plain(c, raw)) {
        *to++ = (char)c;
    } else if (c == ' ' && !raw) {
        *to++ = '+';
    } else {
        *to++ = '%';
        *to++ = digits[c >> 4];
        *to++ = digits[c & 15];
    }
    return to;
}

void encode_url(struct sink *sink, struct view v, bool raw)
{
    for (size_t i = 0; i < v.len;) {
        size_t end = v.len - i < 256 ? v.len : i + 256;
        char *to = sink_reserve(sink, 3 * (end - i));

        for (; i < end; i++)
            to = write_url(to, view_at(v, i), raw);
        sink_commit(sink, to);
    }
}

char *encode_unurl(char *to, struct view v, bool raw)
{
    for (size_t i = 0; i < v.len; i++) {
        int high = -1, low = -1;

        if (v.bytes[i] == '%' && i + 2 < v.len) {
            high = ascii_hex_value(view_at(v, i + 1));
            low = ascii_hex_value(view_at(v, i + 2));
        }
        if (high >= 0 && low >= 0) {
            *to++ = (char)(high << 4 | low);
            i += 2;
        } else {
            *to++ = (char)(v.bytes[i] == '+' && !raw ? ' ' : v.bytes[i]);
        }
    }
    return to;
}
