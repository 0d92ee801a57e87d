#include "str/version.h"

#include "str/ascii.h"

static bool is_mark(char c)
{
    return c == '-' || c == '_' || c == '+';
}

static bool is_digit(char c)
{
    return ascii_is_digit((unsigned char)c);
}

/* Whether a part ends between two bytes. */
static bool is_border(char before, char c)
{
    if (is_digit(before))
        return !is_digit(c) && c != '.';
    return is_digit(c) && before != '.';
}

static void put_point(struct sink *sink)
{
    if (sink->bytes[sink->len - 1] != '.')
        sink_put(sink, '.');
}

/* Points between the parts: numbers, names, and what neither can hold. */
static void put_parts(struct sink *sink, struct view v)
{
    sink_put(sink, v.bytes[0]);
    for (size_t i = 1; i < v.len; i++) {
        char c = v.bytes[i];

        bool is_alnum = ascii_is_alnum((unsigned char)c);

        if (is_mark(c) || !is_alnum || is_border(v.bytes[i - 1], c))
            put_point(sink);
        if (is_alnum || (!is_mark(c) && is_border(v.bytes[i - 1], c)))
            sink_put(sink, c);
    }
}

/* The place of what a name begins with; a number has that of "#". */
static int place_of(struct view part)
{
    static const char *const names[] = {"dev", "alpha", "a", "beta", "b",
                                        "RC",  "rc",    "#", "pl",   "p"};
    static const int places[] = {0, 1, 1, 2, 2, 3, 3, 4, 5, 5};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (view_starts(part, view_text(names[i])))
            return places[i];
    }
    return -1;
}

static int sign(int64_t difference)
{
    return (difference > 0) - (difference < 0);
}

static bool is_number(struct view part)
{
    return part.len > 0 && is_digit(part.bytes[0]);
}

/* Saturates, as strtol() does. */
static int64_t value_of(struct view part)
{
    int64_t sum = 0;

    for (size_t i = 0; i < part.len && is_digit(part.bytes[i]); i++) {
        if (sum > (INT64_MAX - 9) / 10)
            return INT64_MAX;
        sum = sum * 10 + (part.bytes[i] - '0');
    }
    return sum;
}

static int compare_parts(struct view a, struct view b)
{
    if (is_number(a) && is_number(b)) {
        int64_t x = value_of(a), y = value_of(b);

        return (x > y) - (x < y);
    }
    return sign((is_number(a) ? 4 : place_of(a)) -
                (is_number(b) ? 4 : place_of(b)));
}

/* Takes a part off the front; whether a point followed it. */
static bool take_part(struct view *rest, struct view *part)
{
    const char *point = memchr(rest->bytes, '.', rest->len);
    size_t len = point ? (size_t)(point - rest->bytes) : rest->len;

    *part = view_first(*rest, len);
    if (point)
        *rest = view_skip(*rest, len + 1);
    return point != NULL;
}

/* Of versions with points in them. */
static int compare_all(struct view a, struct view b)
{
    const struct view number = {"#N#", 3};
    bool more_a = true, more_b = true;
    int order = 0;

    if (a.len == 0 || b.len == 0)
        return (a.len > 0) - (b.len > 0);
    while (order == 0 && more_a && more_b && a.len > 0 && b.len > 0) {
        struct view part_a, part_b;

        more_a = take_part(&a, &part_a);
        more_b = take_part(&b, &part_b);
        order = compare_parts(part_a, part_b);
    }
    if (order != 0)
        return order;
    if (more_a)
        return is_number(a) ? 1 : compare_all(a, number);
    if (more_b)
        return is_number(b) ? -1 : compare_all(number, b);
    return 0;
}

int version_compare(struct view a, struct view b, struct sink *scratch)
{
    size_t middle;

    if (a.len > 0 && b.len > 0 && a.bytes[0] != '#')
        put_parts(scratch, a);
    else
        sink_append_view(scratch, a);
    middle = scratch->len;
    if (a.len > 0 && b.len > 0 && b.bytes[0] != '#')
        put_parts(scratch, b);
    else
        sink_append_view(scratch, b);
    return compare_all(view_first(sink_view(scratch), middle),
                       view_skip(sink_view(scratch), middle));
}
