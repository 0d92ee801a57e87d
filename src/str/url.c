#include "str/url.h"

#include "str/ascii.h"

enum { PORT_MAX = 65535, PORT_DIGITS = 5 };

static size_t digits_at(struct view v, size_t at, size_t max)
{
    size_t i = at;

    while (i < v.len && i - at < max && ascii_is_digit(view_at(v, i)))
        i++;
    return i - at;
}

/* A number with what strtol() allows before it; false when there is none. */
static bool read_port(struct view v, int *port)
{
    int sum = 0;
    size_t i = 0, start;
    bool negative;

    while (i < v.len && ascii_is_space(view_at(v, i)))
        i++;
    negative = i < v.len && v.bytes[i] == '-';
    i += negative || (i < v.len && v.bytes[i] == '+');
    start = i;
    for (; i < v.len && ascii_is_digit(view_at(v, i)); i++)
        sum = sum * 10 + (v.bytes[i] - '0');
    if (i == start || sum > PORT_MAX || (negative && sum > 0))
        return false;
    *port = sum;
    return true;
}

static size_t find_any(struct view v, const char *characters)
{
    size_t i = 0;

    while (i < v.len && (!v.bytes[i] || !strchr(characters, v.bytes[i])))
        i++;
    return i;
}

static void set(struct url *url, enum url_part part, struct view v)
{
    url->parts[part] = v;
}

/* Path, query and fragment. */
static bool parse_path(struct url *url, struct view v)
{
    const char *mark = memchr(v.bytes, '#', v.len);
    bool is_empty = v.len == 0;

    if (mark) {
        size_t at = (size_t)(mark - v.bytes);

        set(url, URL_FRAGMENT, view_skip(v, at + 1));
        v.len = at;
    }
    mark = memchr(v.bytes, '?', v.len);
    if (mark) {
        size_t at = (size_t)(mark - v.bytes);

        set(url, URL_QUERY, view_skip(v, at + 1));
        v.len = at;
    }
    if (v.len > 0 || is_empty)
        set(url, URL_PATH, v);
    return true;
}

/* User and password in front of the host; returns what is behind them. */
static struct view parse_user(struct url *url, struct view v)
{
    const char *at = memrchr(v.bytes, '@', v.len), *colon;
    struct view user;

    if (!at)
        return v;
    user = view_first(v, (size_t)(at - v.bytes));
    colon = memchr(user.bytes, ':', user.len);
    if (colon) {
        size_t len = (size_t)(colon - user.bytes);

        set(url, URL_PASS, view_skip(user, len + 1));
        user.len = len;
    }
    set(url, URL_USER, user);
    return view_skip(v, (size_t)(at - v.bytes) + 1);
}

static bool parse_host(struct url *url, struct view v)
{
    size_t end = find_any(v, "/?#");
    struct view host = parse_user(url, view_first(v, end));
    const char *colon = NULL;

    if (host.len < 1 || host.bytes[0] != '[' || host.bytes[host.len - 1] != ']')
        colon = memrchr(host.bytes, ':', host.len);
    if (colon) {
        size_t at = (size_t)(colon - host.bytes);
        struct view port = view_skip(host, at + 1);

        if (url->port <= 0 && port.len > 0 &&
            (port.len > PORT_DIGITS || !read_port(port, &url->port)))
            return false;
        host.len = at;
    }
    if (host.len == 0)
        return false;
    set(url, URL_HOST, host);
    return end == v.len || parse_path(url, view_skip(v, end));
}

static bool has_slashes(struct view v)
{
    return v.len > 1 && v.bytes[0] == '/' && v.bytes[1] == '/';
}

/* Where there is no scheme before the colon, there may be a port after it. */
static bool parse_port(struct url *url, struct view v, size_t colon)
{
    size_t digits = digits_at(v, colon + 1, PORT_DIGITS + 1);
    size_t after = colon + 1 + digits;

    if (digits > 0 && digits <= PORT_DIGITS &&
        (after == v.len || v.bytes[after] == '/')) {
        if (!read_port(view_of(v.bytes + colon + 1, digits), &url->port))
            return false;
    } else if (digits == 0 && after == v.len) {
        return false;
    } else if (!has_slashes(v)) {
        return parse_path(url, v);
    }
    return parse_host(url, has_slashes(v) ? view_skip(v, 2) : v);
}

static bool is_scheme(struct view v)
{
    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = view_at(v, i);

        if (!ascii_is_alnum(c) && c != '+' && c != '.' && c != '-')
            return false;
    }
    return true;
}

static bool is_file(struct view scheme)
{
    return scheme.len == 4 && ascii_lower(view_at(scheme, 0)) == 'f' &&
           ascii_lower(view_at(scheme, 1)) == 'i' &&
           ascii_lower(view_at(scheme, 2)) == 'l' &&
           ascii_lower(view_at(scheme, 3)) == 'e';
}

/* `rest` is what follows a scheme and its colon, and begins with a slash. */
static bool parse_after_scheme(struct url *url, struct view rest)
{
    if (!has_slashes(rest))
        return parse_path(url, rest);
    rest = view_skip(rest, 2);
    if (is_file(url->parts[URL_SCHEME]) && rest.len > 0 &&
        rest.bytes[0] == '/') {
        if (rest.len > 2 && rest.bytes[2] == ':')
            rest = view_skip(rest, 1); /* a drive, as in file:///c:/ */
        return parse_path(url, rest);
    }
    return parse_host(url, rest);
}

static bool parse_scheme(struct url *url, struct view v, size_t colon)
{
    struct view rest = view_skip(v, colon + 1);

    if (rest.len > 0 && rest.bytes[0] != '/') {
        size_t digits = digits_at(v, colon + 1, PORT_DIGITS + 1);

        if (digits <= PORT_DIGITS &&
            (digits == rest.len || rest.bytes[digits] == '/'))
            return parse_port(url, v, colon);
    }
    set(url, URL_SCHEME, view_first(v, colon));
    if (rest.len == 0)
        return true;
    return rest.bytes[0] == '/' ? parse_after_scheme(url, rest)
                                : parse_path(url, rest);
}

bool url_parse(struct url *url, struct view v)
{
    const char *found = memchr(v.bytes, ':', v.len);
    size_t colon = found ? (size_t)(found - v.bytes) : 0;

    *url = (struct url){.port = -1};
    if (found && colon > 0 && is_scheme(view_first(v, colon)))
        return parse_scheme(url, v, colon);
    if (found && colon > 0 &&
        (colon + 1 >= v.len || colon >= find_any(v, "?#"))) {
        if (has_slashes(v))
            return parse_host(url, view_skip(v, 2));
        return parse_path(url, v);
    }
    if (found)
        return parse_port(url, v, colon);
    if (has_slashes(v))
        return parse_host(url, view_skip(v, 2));
    return parse_path(url, v);
}
