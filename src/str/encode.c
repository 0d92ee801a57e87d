#include "str/encode.h"

#include "str/ascii.h"
#include "str/base64_wide.h"
#include "str/each_byte.h"

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

const char base64_letters[] =
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

        *to++ = base64_letters[bits >> 18];
        *to++ = base64_letters[bits >> 12 & 63];
        *to++ = base64_letters[bits >> 6 & 63];
        *to++ = base64_letters[bits & 63];
    }
    if (v.len > 0) {
        unsigned bits = (unsigned)view_at(v, 0) << 16;

        if (v.len == 2)
            bits |= (unsigned)view_at(v, 1) << 8;
        *to++ = base64_letters[bits >> 18];
        *to++ = base64_letters[bits >> 12 & 63];
        *to++ = (char)(v.len == 2 ? base64_letters[bits >> 6 & 63] : '=');
        *to++ = '=';
    }
}

enum { JUNK = 64, SPACE = 65 };

/* The six bits of a letter, or what else it is. */
#define SEXTET(c)                                            \
 (unsigned char)((c) >= 'A' && (c) <= 'Z'   ? (c) - 'A'      \
                 : (c) >= 'a' && (c) <= 'z' ? (c) - 'a' + 26 \
                 : (c) >= '0' && (c) <= '9' ? (c) - '0' + 52 \
                 : (c) == '+'               ? 62             \
                 : (c) == '/'               ? 63             \
                 : IS_SPACE(c)              ? SPACE          \
                                            : JUNK)
#define IS_SPACE(c) ((c) == ' ' || (c) == '\t' || (c) == '\n' || (c) == '\r')

const unsigned char base64_sextets[256] = {EACH_BYTE(SEXTET)};

/* As long as there are four letters. */
static char *decode_fours(char *to, struct view *v)
{
    for (; v->len >= 4; *v = view_skip(*v, 4)) {
        unsigned a = base64_sextets[view_at(*v, 0)],
                 b = base64_sextets[view_at(*v, 1)];
        unsigned c = base64_sextets[view_at(*v, 2)],
                 d = base64_sextets[view_at(*v, 3)];

        if ((a | b | c | d) & JUNK)
            break;
        *to++ = (char)(a << 2 | b >> 4);
        *to++ = (char)(b << 4 | c >> 2);
        *to++ = (char)(c << 6 | d);
    }
    return to;
}

/* Letter by letter; `pads` counts the equals signs. */
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

/* What does not come by fours is taken letter by letter up to the next four. */
char *encode_unbase64(char *to, struct view v, bool strict)
{
    struct rest r = {0, 0, 0};

    for (;;) {
        size_t letters = r.letters;

        if (letters % 4 == 0 && r.pads == 0) {
            to = base64_wide_decode(to, &v);
            to = decode_fours(to, &v);
        }
        if (v.len == 0)
            break;
        if (!take(&r, view_at(v, 0), base64_sextets[view_at(v, 0)], strict))
            return NULL;
        if (r.letters > letters && r.letters % 4 != 1)
            *to++ = (char)(r.bits >> (6 - 2 * ((r.letters + 3) % 4)));
        v = view_skip(v, 1);
    }
    if (strict && r.letters % 4 == 1)
        return NULL;
    if (strict && r.pads && (r.pads > 2 || (r.letters + r.pads) % 4 != 0))
        return NULL;
    return to;
}

/* How a byte is written: as one, or as a code of three. */
struct url_byte {
    char text[3];
    unsigned char len;
};

#define DIGIT(n) (char)((n) < 10 ? '0' + (n) : 'A' - 10 + (n))
#define IS_PLAIN(c)                                           \
 (((c) >= '0' && (c) <= '9') || ((c) >= 'A' && (c) <= 'Z') || \
  ((c) >= 'a' && (c) <= 'z') || (c) == '-' || (c) == '.' || (c) == '_')
#define URL_BYTE(c, is_one, one)                                    \
 {                                                                  \
  {(char)((is_one) ? (one) : '%'), DIGIT((c) >> 4), DIGIT((c)&15)}, \
      (is_one) ? 1 : 3                                              \
 }
#define QUERY(c) URL_BYTE(c, IS_PLAIN(c) || (c) == ' ', (c) == ' ' ? '+' : (c))
#define RAW(c)   URL_BYTE(c, IS_PLAIN(c) || (c) == '~', c)

static const struct url_byte query_bytes[256] = {EACH_BYTE(QUERY)};
static const struct url_byte raw_bytes[256] = {EACH_BYTE(RAW)};

/* Four bytes are written each time, though fewer count. */
void encode_url(struct sink *sink, struct view v, bool raw)
{
    const struct url_byte *bytes = raw ? raw_bytes : query_bytes;

    for (size_t i = 0; i < v.len;) {
        size_t end = v.len - i < 256 ? v.len : i + 256;
        char *to = sink_reserve(sink, 3 * (end - i) + 1);

        for (; i < end; i++) {
            struct url_byte byte = bytes[view_at(v, i)];

            memcpy(to, &byte, sizeof byte);
            to += byte.len;
        }
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
