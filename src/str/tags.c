#include "str/tags.h"

#include "str/ascii.h"
#include "str/find.h"

enum place { TEXT, TAG, CODE, DECLARATION, COMMENT };

struct stripper {
    struct sink *sink;
    struct sink *tag;
    struct view allowed;
    struct view v;
    size_t at;
    enum place place;
    int depth;  /* of < in tags */
    int parens; /* open, in code */
    char quote; /* that is open */
    char last;  /* quote or parenthesis, in code */
    bool is_xml;
};

/* A byte before the one that is looked at; zero where there is none. */
static char before(const struct stripper *s, size_t back)
{
    return (char)(s->at >= back ? s->v.bytes[s->at - back] : '\0');
}

static bool follows_text(const struct stripper *s, const char *text)
{
    size_t len = strlen(text);

    if (s->at < len)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = view_at(s->v, s->at - len + i);

        if (ascii_lower(c) != (unsigned char)text[i])
            return false;
    }
    return true;
}

static bool space_follows(const struct stripper *s)
{
    return s->at + 1 < s->v.len && ascii_is_space(view_at(s->v, s->at + 1));
}

/* Whether the tag is allowed: its name alone counts, and no slash. */
static bool is_allowed(const struct stripper *s, struct sink *name)
{
    struct view tag = sink_view(s->tag);
    size_t start = s->tag->len;
    bool in_name = false;
    struct view norm;

    for (size_t i = 0; i < tag.len && s->tag->bytes[i] != '>'; i++) {
        char c = (char)ascii_lower((unsigned char)s->tag->bytes[i]);
        char next = (char)(i + 1 < tag.len ? s->tag->bytes[i + 1] : '\0');

        if (c == '<') {
            sink_put(name, c);
        } else if (!ascii_is_space((unsigned char)c)) {
            in_name = true;
            if (c != '/' || (s->tag->bytes[i - 1] != '<' && next != '>'))
                sink_put(name, c);
        } else if (in_name) {
            break;
        }
    }
    sink_put(name, '>');
    norm = view_skip(sink_view(name), start);
    return find_first(s->allowed, norm) != VIEW_NONE;
}

static void keep(struct stripper *s, char c)
{
    if (s->allowed.len > 0)
        sink_put(s->tag, c);
}

/* Back to text; a tag stays when it is allowed. */
static void leave(struct stripper *s)
{
    s->place = TEXT;
    s->quote = '\0';
}

static void leave_tag(struct stripper *s)
{
    leave(s);
    s->is_xml = false;
    if (s->allowed.len > 0) {
        size_t len;

        sink_put(s->tag, '>');
        len = s->tag->len;
        if (is_allowed(s, s->tag))
            sink_append(s->sink, s->tag->bytes, len);
        s->tag->len = 0;
    }
}

static void toggle_quote(struct stripper *s, char c)
{
    if (s->at > 0 && (!s->quote || s->quote == c))
        s->quote = (char)(s->quote ? '\0' : c);
}

/* Whether a > ends something: it does not in quotes or nested. */
static bool ends(struct stripper *s)
{
    if (s->depth > 0) {
        s->depth--;
        return false;
    }
    return !s->quote;
}

static void in_text(struct stripper *s, char c)
{
    if (c == '<') {
        if (s->quote)
            return;
        if (space_follows(s)) {
            sink_put(s->sink, c);
            return;
        }
        s->last = '<';
        s->place = TAG;
        keep(s, c);
    } else if (c != '>' || ends(s)) {
        sink_put(s->sink, c);
    }
}

static void in_tag(struct stripper *s, char c)
{
    if (c == '<' && !space_follows(s)) {
        s->depth += !s->quote;
    } else if (c == '>') {
        if (!ends(s))
            return;
        s->last = '>';
        if (!s->is_xml || before(s, 1) != '-')
            leave_tag(s);
    } else if (c == '<' && s->quote) {
        return;
    } else if (c == '!' && before(s, 1) == '<') {
        s->place = DECLARATION;
        s->last = c;
    } else if (c == '?' && before(s, 1) == '<') {
        s->place = CODE;
        s->parens = 0;
    } else {
        if (c == '"' || c == '\'')
            toggle_quote(s, c);
        keep(s, c);
    }
}

static bool in_string(const struct stripper *s)
{
    return s->last == '"' || s->last == '\'';
}

static void quote_in_code(struct stripper *s, char c)
{
    if (before(s, 1) == '\\')
        return;
    if (s->last == c)
        s->last = '\0';
    else if (s->last != '\\')
        s->last = c;
    toggle_quote(s, c);
}

static void in_code(struct stripper *s, char c)
{
    if ((c == '(' || c == ')') && !in_string(s)) {
        s->last = c;
        s->parens += c == '(' ? 1 : -1;
    } else if (c == '>') {
        if (ends(s) && s->parens == 0 && s->last != '"' &&
            before(s, 1) == '?') {
            leave(s);
            s->tag->len = 0;
        }
    } else if (c == '"' || c == '\'') {
        quote_in_code(s, c);
    } else if ((c == 'l' || c == 'L') && s->at > 4 && follows_text(s, "<?xm")) {
        s->place = TAG;
        s->is_xml = true;
    }
}

static void in_declaration(struct stripper *s, char c)
{
    if (c == '>') {
        if (ends(s)) {
            leave(s);
            s->tag->len = 0;
        }
    } else if (c == '"' || c == '\'') {
        if (before(s, 1) != '\\')
            toggle_quote(s, c);
    } else if (c == '-') {
        if (before(s, 1) == '-' && before(s, 2) == '!')
            s->place = COMMENT;
    } else if ((c == 'e' || c == 'E') && follows_text(s, "<!doctyp")) {
        s->place = TAG;
    }
}

static void in_comment(struct stripper *s, char c)
{
    if (c == '>' && !s->quote && before(s, 1) == '-' && before(s, 2) == '-') {
        leave(s);
        s->tag->len = 0;
    }
}

void tags_strip(struct sink *sink, struct view v, struct view allowed,
                struct sink *tag)
{
    static void (*const steps[])(struct stripper *, char) = {
        in_text, in_tag, in_code, in_declaration, in_comment};
    struct stripper s = {.sink = sink, .tag = tag, .allowed = allowed, .v = v};

    for (; s.at < v.len; s.at++) {
        if (v.bytes[s.at] != '\0')
            steps[s.place](&s, v.bytes[s.at]);
    }
}
