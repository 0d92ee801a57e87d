#include "str/scan.h"

#include "str/ascii.h"
#include "str/byteset.h"
#include "str/numeric.h"

/* PHP reads numbers through a buffer. */
enum { NUMBER_MAX = 63 };

static bool is_at(struct view v, char byte)
{
    return v.len > 0 && v.bytes[0] == byte;
}

size_t scan_space_len(struct view v)
{
    size_t i = 0;

    while (i < v.len && ascii_is_space(view_at(v, i)))
        i++;
    return i;
}

static int64_t take_number(struct view *v)
{
    int64_t value = 0;

    while (v->len > 0 && ascii_is_digit(view_at(*v, 0))) {
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, v->bytes[0] - '0', &value))
            value = INT64_MAX;
        *v = view_skip(*v, 1);
    }
    return value;
}

/* `*`, or a number with a dollar sign. */
static void take_target(struct scan_format *f)
{
    struct view after = f->rest;

    f->is_ignored = is_at(f->rest, '*');
    f->is_numbered = false;
    if (f->is_ignored) {
        f->rest = view_skip(f->rest, 1);
        return;
    }
    f->number = take_number(&after);
    f->is_numbered = after.len < f->rest.len && is_at(after, '$');
    if (f->is_numbered)
        f->rest = view_skip(after, 1);
}

/* What is between brackets; a closing one that comes first belongs to it. */
static bool take_set(struct scan_format *f)
{
    size_t i = 0;

    if (i < f->rest.len && f->rest.bytes[i] == '^')
        i++;
    if (i < f->rest.len && f->rest.bytes[i] == ']')
        i++;
    while (i < f->rest.len && f->rest.bytes[i] != ']')
        i++;
    if (i == f->rest.len)
        return false;
    f->set = view_first(f->rest, i);
    f->rest = view_skip(f->rest, i + 1);
    return true;
}

static enum scan_item take_field(struct scan_format *f)
{
    int64_t width;

    take_target(f);
    width = take_number(&f->rest);
    f->width = width > 0 ? (size_t)width : SIZE_MAX;
    if (is_at(f->rest, 'h') || is_at(f->rest, 'l') || is_at(f->rest, 'L'))
        f->rest = view_skip(f->rest, 1);
    f->letter = '\0';
    if (f->rest.len > 0) {
        f->letter = f->rest.bytes[0];
        f->rest = view_skip(f->rest, 1);
    }
    if (f->letter == '[')
        return take_set(f) ? SCAN_FIELD : SCAN_UNMATCHED;
    if (f->letter && strchr("ndioxXufeEgsc", f->letter))
        return SCAN_FIELD;
    return SCAN_BAD_LETTER;
}

enum scan_item scan_take(struct scan_format *f)
{
    size_t space = scan_space_len(f->rest);

    if (f->rest.len == 0)
        return SCAN_END;
    if (space > 0) {
        f->rest = view_skip(f->rest, space);
        return SCAN_SPACE;
    }
    f->letter = f->rest.bytes[0];
    f->rest = view_skip(f->rest, 1);
    if (f->letter != '%')
        return SCAN_BYTE;
    if (!is_at(f->rest, '%'))
        return take_field(f);
    f->rest = view_skip(f->rest, 1);
    return SCAN_BYTE;
}

static struct view limited(struct view v, size_t width, size_t max)
{
    if (width > max)
        width = max;
    return v.len > width ? view_first(v, width) : v;
}

static int base_of(char letter)
{
    switch (letter) {
    case 'i': return 0;
    case 'o': return 8;
    case 'x':
    case 'X': return 16;
    default: return 10;
    }
}

static size_t sign_len(struct view v)
{
    return is_at(v, '-') || is_at(v, '+') ? 1 : 0;
}

/* As strtoul() does it. */
static uint64_t unsigned_value(struct view digits, int base, bool negative)
{
    uint64_t value = 0;

    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = (unsigned)ascii_hex_value(view_at(digits, i));

        if (__builtin_mul_overflow(value, (unsigned)base, &value) ||
            __builtin_add_overflow(value, digit, &value))
            return UINT64_MAX;
    }
    return negative ? 0 - value : value;
}

/* As strtol() does it. */
static int64_t signed_value(struct view digits, int base, bool negative)
{
    uint64_t value = unsigned_value(digits, base, false);

    if (negative)
        return value > INT64_MAX ? INT64_MIN : -(int64_t)value;
    return value > INT64_MAX ? INT64_MAX : (int64_t)value;
}

/*
 * A prefix of base 16 counts where no sign is before it and a digit behind it.
 * Its zero alone is a number else.
 */
static size_t prefix_len(struct view v, int *base)
{
    bool has_x = (*base == 0 || *base == 16) && v.len > 2 &&
                 v.bytes[0] == '0' && (v.bytes[1] | 32) == 'x' &&
                 ascii_hex_value(view_at(v, 2)) >= 0;

    if (has_x)
        *base = 16;
    else if (*base == 0)
        *base = is_at(v, '0') ? 8 : 10;
    return has_x ? 2 : 0;
}

bool scan_read_int(struct view *v, const struct scan_format *field,
                   int64_t *value)
{
    struct view text = limited(*v, field->width, NUMBER_MAX);
    size_t sign = sign_len(text), start, end;
    bool negative = is_at(text, '-');
    int base = base_of(field->letter);

    if (sign > 0 && base == 0)
        base = text.len > 1 && text.bytes[1] == '0' ? 8 : 10;
    start = sign > 0 ? sign : prefix_len(text, &base);
    end = start;
    while (end < text.len) {
        int digit = ascii_hex_value(view_at(text, end));

        if (digit < 0 || digit >= base)
            break;
        end++;
    }
    *v = view_skip(*v, end);
    text = view_of(text.bytes + start, end - start);
    if (field->letter == 'u')
        *value = (int64_t)unsigned_value(text, base, negative);
    else
        *value = signed_value(text, base, negative);
    return end > start;
}

static size_t digits_end(struct view v, size_t at)
{
    while (at < v.len && ascii_is_digit(view_at(v, at)))
        at++;
    return at;
}

bool scan_read_float(struct view *v, const struct scan_format *field,
                     double *value)
{
    struct view text = limited(*v, field->width, NUMBER_MAX);
    size_t sign = sign_len(text), end = digits_end(text, sign), from;
    size_t count = end - sign;
    struct numeric n;

    if (end < text.len && text.bytes[end] == '.') {
        from = end + 1;
        end = digits_end(text, from);
        count += end - from;
    }
    if (count > 0 && end < text.len && (text.bytes[end] | 32) == 'e') {
        from = end + 1;
        from += sign_len(view_skip(text, from));
        if (digits_end(text, from) > from)
            end = digits_end(text, from);
    }
    *v = view_skip(*v, end);
    numeric_read(&n, view_first(text, end));
    *value = n.number;
    return count > 0;
}

/*
 * `a-z` is a range, in either order, and its end may begin another; a dash at
 * an end is just that.
 */
static void read_set(struct byteset *set, struct view list)
{
    bool negated = is_at(list, '^');

    if (negated)
        list = view_skip(list, 1);
    memset(set->has, negated, sizeof set->has);
    while (list.len > 0) {
        unsigned from = view_at(list, 0), to = from;
        bool is_range = list.len > 2 && list.bytes[1] == '-';

        if (is_range)
            to = view_at(list, 2);
        if (to < from) {
            unsigned swap = from;

            from = to;
            to = swap;
        }
        memset(set->has + from, !negated, to - from + 1);
        list = view_skip(list, is_range ? 2 : 1);
    }
}

bool scan_read_text(struct view *v, const struct scan_format *field,
                    struct view *value)
{
    struct view text = limited(*v, field->width, SIZE_MAX);
    struct byteset set;

    if (field->letter == '[') {
        read_set(&set, field->set);
        text.len = byteset_span(&set, text);
    } else {
        if (field->letter == 'c' && field->width == SIZE_MAX)
            text.len = 1;
        byteset_of(&set, view_of(" \t\n\v\f\r", 6));
        text.len = byteset_span_not(&set, text);
    }
    *value = text;
    *v = view_skip(*v, text.len);
    return field->letter != '[' || text.len > 0;
}
