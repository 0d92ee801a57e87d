#include "str/slashes.h"

#include "str/ascii.h"
#include "str/spell.h"

#ifdef __SSE2__
# include <emmintrin.h>
#endif

enum { BLOCK = 256 };

static char *write_quoted(char *to, char c, const struct byteset *set,
                          struct view zero)
{
    if (c == '\0' && set->has[0]) {
        memcpy(to, zero.bytes, zero.len);
        return to + zero.len;
    }
    *to = '\\';
    to += set->has[(unsigned char)c];
    *to++ = c;
    return to;
}

/* Room is reserved for a block in which all bytes become two, or zeros more. */
void slashes_quote(struct sink *sink, struct view v, const struct byteset *set,
                   const char *zero)
{
    struct view zero_view = view_text(zero);
    size_t widest = zero_view.len > 2 ? zero_view.len : 2;

    while (v.len > 0) {
        size_t len = v.len < BLOCK ? v.len : BLOCK;
        char *to = sink_reserve(sink, widest * len);

        for (size_t i = 0; i < len; i++)
            to = write_quoted(to, v.bytes[i], set, zero_view);
        sink_commit(sink, to);
        v = view_skip(v, len);
    }
}

/* Bits where a backslash has to be. */
static unsigned quoted_mask(const char *from)
{
#ifdef __SSE2__
    __m128i v = _mm_loadu_si128((const void *)from);
    __m128i quotes = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
                                  _mm_cmpeq_epi8(v, _mm_set1_epi8('\'')));
    __m128i others = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\\')),
                                  _mm_cmpeq_epi8(v, _mm_setzero_si128()));

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(quotes, others));
#else
    unsigned mask = 0;

    for (unsigned i = 0; i < SPELL_BLOCK; i++)
        mask |= (unsigned)(memchr("\"'\\", from[i], 4) != NULL) << i;
    return mask;
#endif
}

void slashes_add(struct sink *sink, struct view v)
{
    static const struct spelling spellings[SPELL_KINDS] = {
        ['"' & 31] = {"\\\"", 2},
        ['\'' & 31] = {"\\'", 2},
        ['\\' & 31] = {"\\\\", 2},
        ['\0' & 31] = {"\\0", 2},
    };

    spell_put(sink, v, quoted_mask, spellings, 2);
}

/* Copies up to the next backslash and skips that; false at the end. */
static bool take_backslash(struct sink *sink, struct view *v)
{
    const char *found = memchr(v->bytes, '\\', v->len);
    size_t plain = found ? (size_t)(found - v->bytes) : v->len;

    sink_append(sink, v->bytes, plain);
    *v = view_skip(*v, plain + (found != NULL));
    return found != NULL;
}

void slashes_strip(struct sink *sink, struct view v)
{
    while (take_backslash(sink, &v) && v.len > 0) {
        sink_put(sink, (char)(v.bytes[0] == '0' ? '\0' : v.bytes[0]));
        v = view_skip(v, 1);
    }
}

static const char letters[] = "abtnvfr";
static const char controls[] = "\a\b\t\n\v\f\r";

static void put_escape(struct sink *sink, unsigned char c)
{
    const char *control = c ? strchr(controls, c) : NULL;

    sink_put(sink, '\\');
    if (control) {
        sink_put(sink, letters[control - controls]);
    } else if (c < 32 || c > 126) {
        sink_put(sink, (char)('0' + (c >> 6)));
        sink_put(sink, (char)('0' + (c >> 3 & 7)));
        sink_put(sink, (char)('0' + (c & 7)));
    } else {
        sink_put(sink, (char)c);
    }
}

void slashes_add_c(struct sink *sink, struct view v, const struct byteset *set)
{
    while (v.len > 0) {
        size_t plain = byteset_span_not(set, v);

        sink_append(sink, v.bytes, plain);
        v = view_skip(v, plain);
        if (v.len == 0)
            return;
        put_escape(sink, view_at(v, 0));
        v = view_skip(v, 1);
    }
}

/* Up to `max` digits of a base; returns how many there were. */
static size_t read_code(struct view v, size_t max, int base, unsigned *code)
{
    size_t i = 0;

    *code = 0;
    for (; i < max && i < v.len; i++) {
        int digit = ascii_hex_value(view_at(v, i));

        if (digit < 0 || digit >= base)
            break;
        *code = *code * (unsigned)base + (unsigned)digit;
    }
    return i;
}

/* What follows a backslash; returns how long it is. */
static size_t strip_escape(struct sink *sink, struct view v)
{
    const char *letter = v.bytes[0] ? strchr(letters, v.bytes[0]) : NULL;
    unsigned code;
    size_t digits;

    if (letter) {
        sink_put(sink, controls[letter - letters]);
        return 1;
    }
    if (v.bytes[0] == 'x' &&
        (digits = read_code(view_skip(v, 1), 2, 16, &code)))
        digits++;
    else
        digits = read_code(v, 3, 8, &code);
    if (digits == 0) {
        sink_put(sink, v.bytes[0]);
        return 1;
    }
    sink_put(sink, (char)code);
    return digits;
}

void slashes_strip_c(struct sink *sink, struct view v)
{
    while (take_backslash(sink, &v)) {
        if (v.len == 0)
            sink_put(sink, '\\');
        else
            v = view_skip(v, strip_escape(sink, v));
    }
}
