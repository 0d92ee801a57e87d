#include "str/transfer.h"

#include <limits.h>

#include "str/ascii.h"

enum { QUOTED_LINE = 75, UU_LINE = 45 };

/* Whether a line may go on behind a byte: with a code, three bytes more. */
static bool is_plain(struct view v, size_t i)
{
    unsigned char c = view_at(v, i);

    if (c < 32 || c == 127 || c > 127 || c == '=')
        return false;
    return c != ' ' || i + 1 >= v.len || v.bytes[i + 1] != '\r';
}

static void put_code(struct sink *sink, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";

    sink_put(sink, '=');
    sink_put(sink, digits[c >> 4]);
    sink_put(sink, digits[c & 15]);
}

/*
 * What a line has to have room for: of a character the first byte asks for all,
 * and a byte that begins none for nothing.
 */
static int room_for(unsigned char c)
{
    if (c < 128)
        return 3;
    if (c > 0xf4)
        return INT_MIN;
    return c < 0xe0 ? 6 : c < 0xf0 ? 9 : 12;
}

void transfer_quote(struct sink *sink, struct view v)
{
    int room = QUOTED_LINE;

    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = view_at(v, i);
        bool plain = is_plain(v, i);

        if (c == '\r' && i + 1 < v.len && v.bytes[i + 1] == '\n') {
            sink_append(sink, "\r\n", 2);
            room = QUOTED_LINE;
            i++;
            continue;
        }
        if ((plain ? 1 : room_for(c)) > room) {
            sink_append(sink, "=\r\n", 3);
            room = QUOTED_LINE;
        }
        room -= plain ? 1 : 3;
        if (plain)
            sink_put(sink, (char)c);
        else
            put_code(sink, c);
    }
}

/* A line break or the end behind an equals sign, with spaces before it. */
static bool soft_break(struct view v, size_t *len)
{
    size_t i = 0;

    while (i < v.len && (v.bytes[i] == ' ' || v.bytes[i] == '\t'))
        i++;
    *len = i;
    if (i == v.len)
        return true;
    *len = i + 1;
    if (v.bytes[i] == '\r' && i + 1 < v.len && v.bytes[i + 1] == '\n')
        *len = i + 2;
    return v.bytes[i] == '\r' || v.bytes[i] == '\n';
}

/* PHP reads no further than a zero byte. */
void transfer_unquote(struct sink *sink, struct view v)
{
    v.len = strnlen(v.bytes, v.len);
    for (size_t i = 0; i < v.len; i++) {
        struct view rest = view_skip(v, i + 1);
        int high = rest.len > 1 ? ascii_hex_value(view_at(rest, 0)) : -1;
        int low = rest.len > 1 ? ascii_hex_value(view_at(rest, 1)) : -1;
        size_t len;

        if (v.bytes[i] != '=') {
            sink_put(sink, v.bytes[i]);
        } else if (high >= 0 && low >= 0) {
            sink_put(sink, (char)(high << 4 | low));
            i += 2;
        } else if (soft_break(rest, &len)) {
            i += len;
        } else {
            sink_put(sink, '=');
        }
    }
}

static char uu_letter(unsigned bits)
{
    return (char)(bits & 63 ? (bits & 63) + ' ' : '`');
}

void transfer_uuencode(struct sink *sink, struct view v)
{
    while (v.len > 0) {
        size_t len = v.len < UU_LINE ? v.len : UU_LINE;

        sink_put(sink, uu_letter((unsigned)len));
        for (size_t i = 0; i < len; i += 3) {
            unsigned bits = (unsigned)view_at(v, i) << 16;

            if (i + 1 < v.len)
                bits |= (unsigned)view_at(v, i + 1) << 8;
            if (i + 2 < v.len)
                bits |= view_at(v, i + 2);
            sink_put(sink, uu_letter(bits >> 18));
            sink_put(sink, uu_letter(bits >> 12));
            sink_put(sink, uu_letter(bits >> 6));
            sink_put(sink, uu_letter(bits));
        }
        sink_put(sink, '\n');
        v = view_skip(v, len);
    }
    sink_append(sink, "`\n", 2);
}

static unsigned uu_bits(char c)
{
    return (unsigned)((unsigned char)c - ' ') & 63;
}

static void take_four(struct sink *sink, const char *letters)
{
    char *to = sink_reserve(sink, 3);
    unsigned bits = 0;

    for (int i = 0; i < 4; i++)
        bits = bits << 6 | uu_bits(letters[i]);
    for (int shift = 16; shift >= 0; shift -= 8)
        *to++ = (char)(unsigned char)(bits >> shift);
    sink_commit(sink, to);
}

/*
 * A line that is shorter than the usual ends it; of what a longer one has, PHP
 * drops the end of all of it.
 */
bool transfer_uudecode(struct sink *sink, struct view v)
{
    size_t total = 0, all = v.len, len = UU_LINE;

    if (v.len == 0)
        return false;
    while (v.len > 0 && len >= UU_LINE) {
        size_t letters;

        len = uu_bits(v.bytes[0]);
        v = view_skip(v, 1);
        letters = (len + 2) / 3 * 4;
        if (len > all || letters > v.len)
            return false;
        for (size_t i = 0; i < letters; i += 4)
            take_four(sink, v.bytes + i);
        total += len;
        v = view_skip(v, v.len > letters ? letters + 1 : letters);
    }
    sink->len = total;
    return true;
}
