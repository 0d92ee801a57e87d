#include "str/html.h"

#include "str/ascii.h"
#include "str/entity.h"
#include "str/spell.h"
#include "str/utf8.h"

#ifdef __SSE2__
# include <emmintrin.h>
#endif

static bool is_reserved(char c)
{
    return c == '&' || c == '<' || c == '>' || c == '"' || c == '\'';
}

/* Bits where one of the five is. */
static unsigned reserved_mask(const char *from)
{
#ifdef __SSE2__
    __m128i v = _mm_loadu_si128((const void *)from);
    __m128i quotes = _mm_or_si128(
        _mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
        _mm_cmpeq_epi8(_mm_or_si128(v, _mm_set1_epi8(1)), _mm_set1_epi8('\'')));
    __m128i angles =
        _mm_cmpeq_epi8(_mm_or_si128(v, _mm_set1_epi8(2)), _mm_set1_epi8('>'));

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(quotes, angles));
#else
    unsigned mask = 0;

    for (unsigned i = 0; i < SPELL_BLOCK; i++)
        mask |= (unsigned)is_reserved(from[i]) << i;
    return mask;
#endif
}

bool html_is_allowed(uint32_t point, int flags)
{
    int doctype = flags & HTML_DOCTYPE;

    if (point < 0x20) {
        if (point == '\f')
            return doctype == HTML_5;
        return point == '\t' || point == '\n' || point == '\r';
    }
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff))
        return false;
    if (doctype == HTML_XHTML || doctype == HTML_XML1)
        return point != 0xfffe && point != 0xffff;
    if (point >= 0x7f && point < 0xa0)
        return false;
    return doctype != HTML_5 ||
           ((point & 0xfffe) != 0xfffe && (point < 0xfdd0 || point > 0xfdef));
}

/* What is written for one of the five; NULL when it stays. */
static const char *entity_of(char c, int flags)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return flags & HTML_COMPAT ? "&quot;" : NULL;
    case '\'':
        if (!(flags & HTML_SINGLE))
            return NULL;
        return (flags & HTML_DOCTYPE) ? "&apos;" : "&#039;";
    default: return NULL;
    }
}

static void put_reserved(struct sink *sink, char c, int flags)
{
    const char *entity = entity_of(c, flags);

    if (entity)
        sink_append_text(sink, entity);
    else
        sink_put(sink, c);
}

static void escape_valid(struct sink *sink, struct view v, int flags)
{
    static const char reserved[] = "&<>\"'";
    struct spelling spellings[SPELL_KINDS] = {{{0}, 0}};

    for (size_t i = 0; reserved[i]; i++) {
        struct spelling *spelling = &spellings[reserved[i] & 31];
        const char *entity = entity_of(reserved[i], flags);

        spelling->text[0] = reserved[i];
        spelling->len = entity ? strlen(entity) : 1;
        if (entity)
            memcpy(spelling->text, entity, spelling->len);
    }
    spell_put(sink, v, reserved_mask, spellings, 6);
}

bool html_read_number(struct view v, uint32_t *point, size_t *len)
{
    size_t i = 0;
    int base = 10;
    uint32_t sum = 0;

    if (v.len > 0 && (v.bytes[0] | 32) == 'x') {
        base = 16;
        i = 1;
    }
    *len = i;
    for (; i < v.len; i++) {
        int digit = ascii_hex_value(view_at(v, i));

        if (digit < 0 || digit >= base)
            break;
        if (sum <= 0x10ffff)
            sum = sum * (uint32_t)base + (uint32_t)digit;
    }
    if (i == *len || i >= v.len || v.bytes[i] != ';' || sum > 0x10ffff)
        return false;
    *point = sum;
    *len = i;
    return true;
}

bool html_read_name(struct view v, int flags, struct entity_points *points,
                    size_t *len)
{
    int doctype = flags & HTML_DOCTYPE;
    struct view name = v;
    size_t i = 0;

    while (i < v.len && ascii_is_alnum(view_at(v, i)))
        i++;
    *len = i;
    if (i == 0 || i >= v.len || v.bytes[i] != ';')
        return false;
    name.len = i;
    if (doctype && view_equal(name, view_of("apos", 4))) {
        *points = (struct entity_points){'\'', 0};
        return true;
    }
    if (!entity_find(name, doctype == HTML_5, points))
        return false;
    return doctype != HTML_XML1 ||
           (points->first < 0x80 && is_reserved((char)points->first));
}

/* HTML 4.01 has entities for all that it does not allow as such. */
static bool is_number_allowed(uint32_t point, int flags)
{
    int doctype = flags & HTML_DOCTYPE;

    return doctype == 0 || (html_is_allowed(point, flags) &&
                            !(doctype == HTML_5 && point == '\r'));
}

/* Whether an entity follows an ampersand; *len is up to its semicolon. */
static bool is_entity(struct view v, int flags, size_t *len)
{
    struct entity_points points;
    uint32_t point;

    if (v.len > 0 && v.bytes[0] == '#') {
        if (!html_read_number(view_skip(v, 1), &point, len))
            return false;
        ++*len;
        return !(flags & HTML_DISALLOWED) || is_number_allowed(point, flags);
    }
    return html_read_name(v, flags, &points, len);
}

bool html_put_error(struct sink *sink, int flags)
{
    if (flags & HTML_IGNORE)
        return true;
    if (!(flags & HTML_SUBSTITUTE))
        return false;
    utf8_put(sink, 0xfffd);
    return true;
}

/*
 * A byte that cannot begin a character, or a character that is cut off; here
 * what follows a lead byte belongs to it unless it leads itself.
 */
static size_t error_len(struct view v)
{
    size_t wanted = utf8_lead_len(view_at(v, 0)), i = 1;

    while (i < wanted && i < v.len) {
        unsigned char c = view_at(v, i);

        if (c < 0x80 || (c >= 0xc2 && c <= 0xf4))
            break;
        i++;
    }
    return i;
}

uint32_t html_decode(struct view v, size_t *len)
{
    uint32_t point = utf8_decode(v, len);

    if (point == UTF8_ERROR)
        *len = error_len(v);
    return point;
}

size_t html_put_ampersand(struct sink *sink, struct view v, int flags)
{
    size_t len;

    if (!is_entity(view_skip(v, 1), flags, &len)) {
        sink_append_text(sink, "&amp;");
        return 1;
    }
    sink_append(sink, v.bytes, len + 2);
    return len + 2;
}

static bool has_name(struct entity_points points, int flags, struct view *name)
{
    int doctype = flags & HTML_DOCTYPE;

    if (doctype == HTML_XML1)
        return false;
    return entity_name(points, doctype == HTML_5, name);
}

/*
 * Writes the entity of a character, or of that and the next one; returns how
 * many bytes that was, 0 when there is none.
 */
static size_t put_named(struct sink *sink, struct view v, int flags)
{
    struct entity_points points = {0, 0};
    struct view name;
    size_t len, more;

    points.first = utf8_decode(v, &len);
    if (v.len > len) {
        points.second = utf8_decode(view_skip(v, len), &more);
        if (points.second && has_name(points, flags, &name))
            len += more;
        else
            points.second = 0;
    }
    if (points.second == 0 && !has_name(points, flags, &name))
        return 0;
    sink_put(sink, '&');
    sink_append_view(sink, name);
    sink_put(sink, ';');
    return len;
}

/* One character; returns how many bytes of the text it was. */
static size_t put_character(struct sink *sink, struct view v, int flags,
                            bool all)
{
    size_t len, named = 0;
    uint32_t point = utf8_decode(v, &len);

    if (point < 0x80 && is_reserved((char)point)) {
        if (all && (flags & HTML_DOCTYPE) == HTML_XHTML)
            flags &= ~HTML_DOCTYPE; /* PHP has no &apos; in its longer list */
        put_reserved(sink, (char)point, flags);
        return len;
    }
    if (all)
        named = put_named(sink, v, flags);
    if (named)
        return named;
    if ((flags & HTML_DISALLOWED) && !html_is_allowed(point, flags))
        utf8_put(sink, 0xfffd);
    else
        sink_append(sink, v.bytes, len);
    return len;
}

struct escape {
    int flags;
    bool doubled;
    bool all;
};

static bool escape_careful(struct sink *sink, struct view v,
                           const struct escape *how)
{
    while (v.len > 0) {
        size_t len;
        uint32_t point = html_decode(v, &len);

        if (point == UTF8_ERROR) {
            if (!html_put_error(sink, how->flags))
                return false;
        } else if (point == '&' && !how->doubled) {
            len = html_put_ampersand(sink, v, how->flags);
        } else {
            len = put_character(sink, v, how->flags, how->all);
        }
        v = view_skip(v, len);
    }
    return true;
}

bool html_escape(struct sink *sink, struct view v, int flags, bool doubled)
{
    struct escape how = {flags, doubled, false};

    if (doubled && !(flags & HTML_DISALLOWED) && utf8_is_valid(v)) {
        escape_valid(sink, v, flags);
        return true;
    }
    return escape_careful(sink, v, &how);
}

bool html_escape_all(struct sink *sink, struct view v, int flags, bool doubled)
{
    struct escape how = {flags, doubled, true};

    return escape_careful(sink, v, &how);
}

static bool is_quote_kept(uint32_t point, int flags)
{
    return (point == '\'' && !(flags & HTML_SINGLE)) ||
           (point == '"' && !(flags & HTML_COMPAT));
}

/* What the entity after an ampersand stands for; *len is up to its semicolon.
 */
static bool read_entity(struct view v, int flags, bool all,
                        struct entity_points *points, size_t *len)
{
    int name_flags = all || !(flags & HTML_DOCTYPE) ? flags : HTML_XML1;

    if (v.bytes[0] == '#') {
        bool is_number = html_read_number(view_skip(v, 1), &points->first, len);

        ++*len;
        points->second = 0;
        if (!is_number || !html_is_allowed(points->first, flags) ||
            ((flags & HTML_DOCTYPE) == HTML_5 && points->first == '\r'))
            return false;
    } else if (!html_read_name(v, name_flags, points, len)) {
        return false;
    }
    if (!all && (points->first > 63 || !is_reserved((char)points->first)))
        return false;
    return !is_quote_kept(points->first, flags);
}

void html_unescape(struct sink *sink, struct view v, int flags, bool all)
{
    struct entity_points points = {0, 0};

    while (v.len > 0) {
        const char *found = memchr(v.bytes, '&', v.len);
        size_t plain = found ? (size_t)(found - v.bytes) : v.len, len;

        sink_append(sink, v.bytes, plain);
        v = view_skip(v, plain);
        if (v.len == 0)
            return;
        if (v.len < 4 ||
            !read_entity(view_skip(v, 1), flags, all, &points, &len)) {
            sink_put(sink, '&');
            v = view_skip(v, 1);
            continue;
        }
        utf8_put(sink, points.first);
        if (points.second)
            utf8_put(sink, points.second);
        v = view_skip(v, len + 2);
    }
}
