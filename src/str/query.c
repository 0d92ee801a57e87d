#include "str/query.h"

#include "str/ascii.h"

enum { INTEGER_DIGITS = 19 };

static void replace(char *bytes, size_t len, bool brackets)
{
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] == ' ' || bytes[i] == '.' || (brackets && bytes[i] == '['))
            bytes[i] = '_';
    }
}

static size_t find(struct view v, char byte)
{
    const char *found = v.len ? memchr(v.bytes, byte, v.len) : NULL;

    return found ? (size_t)(found - v.bytes) : VIEW_NONE;
}

static bool starts_reserved(struct view v)
{
    return view_starts(v, view_text("__Host-")) ||
           view_starts(v, view_text("__Secure-"));
}

bool query_begin(struct query_name *name, char *bytes, size_t len)
{
    struct view whole = view_of(bytes, len);
    size_t end = find(whole, '\0'), from = 0;

    if (end != VIEW_NONE)
        len = end;
    while (from < len && bytes[from] == ' ')
        from++;
    name->may_reserve = starts_reserved(whole);
    name->bytes = bytes + from;
    name->len = len - from;
    name->at = find(view_of(name->bytes, name->len), '[');
    if (name->at == VIEW_NONE)
        name->at = name->len;
    replace(name->bytes, name->at, false);
    name->key = view_of(name->bytes, name->at);
    name->is_next = false;
    return name->at > 0;
}

/* A bracket that is not closed is part of the name, if that is the first. */
static bool give_up(struct query_name *name)
{
    size_t at = name->at;

    name->at = name->len;
    if (name->key.bytes == name->bytes) {
        replace(name->bytes + at, name->len - at, true);
        name->key.len = name->len;
    }
    return false;
}

bool query_next(struct query_name *name)
{
    struct view rest = view_of(name->bytes + name->at, name->len - name->at);
    size_t close;
    bool is_next;

    if (rest.len == 0 || rest.bytes[0] != '[')
        return false;
    rest = view_skip(rest, 1);
    close = rest.len > 0 && ascii_is_space(view_at(rest, 0)) ? 1 : 0;
    is_next = close < rest.len && rest.bytes[close] == ']';
    if (!is_next)
        close = find(rest, ']');
    if (close == VIEW_NONE)
        return give_up(name);
    name->is_next = is_next;
    name->key = view_first(rest, close);
    name->at += close + 2;
    return true;
}

bool query_is_refused(const struct query_name *name)
{
    return !name->is_next && !name->may_reserve && starts_reserved(name->key);
}

bool query_is_integer(struct view text, int64_t *value)
{
    bool negative = text.len > 0 && text.bytes[0] == '-';
    uint64_t sum = 0;

    if (negative)
        text = view_skip(text, 1);
    if (text.len == 0 || text.len > INTEGER_DIGITS)
        return false;
    if (text.bytes[0] == '0' && (text.len > 1 || negative))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(view_at(text, i)))
            return false;
        sum = sum * 10 + (uint64_t)(text.bytes[i] - '0');
    }
    if (sum > (uint64_t)INT64_MAX + negative)
        return false;
    *value = (int64_t)(negative ? 0 - sum : sum);
    return true;
}
