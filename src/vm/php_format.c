/*
 * Formatting.
 */
#include <limits.h>

#include "str/ascii.h"
#include "str/format.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

/* A format being read, and the values for it: entries of a list, or arguments.
 */
struct reader {
    lua_State *L;
    struct view format;
    size_t at;
    int list;  /* where it is on the stack; 0: values are arguments from 2 on */
    int count; /* of the values */
    int next;
    int missing; /* the last that was asked for and is not there; from 1 */
};

static char here(const struct reader *r)
{
    return (char)(r->at < r->format.len ? r->format.bytes[r->at] : '\0');
}

static bool at_digit(const struct reader *r)
{
    return ascii_is_digit((unsigned char)here(r));
}

/* A number below INT_MAX, or -1. */
static int read_number(struct reader *r)
{
    int64_t sum = 0;

    for (; at_digit(r); r->at++) {
        if (sum < INT_MAX)
            sum = sum * 10 + (here(r) - '0');
    }
    return sum < INT_MAX ? (int)sum : -1;
}

/* Which value `1$` names, from 0 on; -1 when there is no such thing. */
static int read_position(struct reader *r)
{
    size_t start = r->at;
    int number;

    while (at_digit(r))
        r->at++;
    if (here(r) != '$') {
        r->at = start;
        return -1;
    }
    r->at = start;
    number = read_number(r);
    r->at++;
    if (number <= 0)
        php_raise(r->L,
                  "Argument number specifier must be greater than zero "
                  "and less than %d",
                  INT_MAX);
    return number - 1;
}

/* Pushes a value; false, and nothing pushed, when it is not there. */
static bool push_value(struct reader *r, int position)
{
    if (position < 0)
        position = r->next++;
    if (position >= r->count) {
        if (position + 1 > r->missing)
            r->missing = position + 1;
        return false;
    }
    if (r->list)
        lua_rawgeti(r->L, r->list, position + 1);
    else
        lua_pushvalue(r->L, position + 2);
    return true;
}

/* Takes the integer that a star asks for; false when it is not there. */
static bool read_star(struct reader *r, const char *what, int64_t *value)
{
    r->at++;
    if (!push_value(r, read_position(r)))
        return false;
    if (lua_type(r->L, -1) != LUA_TNUMBER || !lua_isinteger(r->L, -1))
        php_raise(r->L, "%s must be an integer", what);
    *value = (int64_t)lua_tointeger(r->L, -1);
    lua_pop(r->L, 1);
    return true;
}

static void read_modifiers(struct reader *r, struct format_spec *spec)
{
    for (;; r->at++) {
        switch (here(r)) {
        case ' ':
        case '0': spec->padding = here(r); break;
        case '-': spec->left = true; break;
        case '+': spec->plus = true; break;
        case '\'':
            if (r->at + 1 >= r->format.len)
                php_raise(r->L, "Missing padding character");
            r->at++;
            spec->padding = here(r);
            break;
        default: return;
        }
    }
}

static bool read_width(struct reader *r, struct format_spec *spec)
{
    int64_t width = 0;

    if (here(r) == '*') {
        if (!read_star(r, "Width", &width))
            return false;
    } else if (at_digit(r)) {
        width = read_number(r);
    }
    if (width < 0 || width > INT_MAX)
        php_raise(r->L, "Width must be greater than zero and less than %d",
                  INT_MAX);
    spec->width = (int)width;
    return true;
}

static bool read_precision(struct reader *r, struct format_spec *spec)
{
    int64_t precision = 0;

    if (here(r) != '.')
        return true;
    r->at++;
    if (at_digit(r)) {
        precision = read_number(r);
        if (precision < 0)
            php_raise(r->L,
                      "Precision must be greater than zero and less "
                      "than %d",
                      INT_MAX);
        spec->has_precision = true;
    } else if (here(r) == '*') {
        if (!read_star(r, "Precision", &precision))
            return false;
        if (precision < -1 || precision > INT_MAX)
            php_raise(r->L, "Precision must be between -1 and %d", INT_MAX);
        spec->has_precision = true;
    }
    spec->precision = (int)precision;
    return true;
}

/* Writes the value on top as the letter says. */
static void put_value(struct reader *r, struct sink *sink,
                      const struct format_spec *spec, char letter)
{
    lua_State *L = r->L;

    switch (letter) {
    case 's': format_string(sink, spec, php_array_to_string(L)); break;
    case 'd': format_int(sink, spec, php_to_int(L, -1)); break;
    case 'u': format_unsigned(sink, spec, (uint64_t)php_to_int(L, -1)); break;
    case '%': sink_put(sink, '%'); break;
    case 'c': sink_put(sink, (char)php_to_int(L, -1)); break;
    case 'b':
        format_bits(sink, spec, (uint64_t)php_to_int(L, -1), 1, false);
        break;
    case 'o':
        format_bits(sink, spec, (uint64_t)php_to_int(L, -1), 3, false);
        break;
    case 'x':
    case 'X':
        format_bits(sink, spec, (uint64_t)php_to_int(L, -1), 4, letter == 'X');
        break;
    default: format_float(sink, spec, php_to_float(L, -1), letter);
    }
}

/* A zero byte ends PHP's message. */
static void check_letter(lua_State *L, char letter)
{
    if (!letter)
        php_raise(L, "Unknown format specifier \"");
    if (!strchr("%sducboxXeEfFgGhH", letter))
        php_raise(L, "Unknown format specifier \"%c\"", letter);
}

/*
 * What follows a percent sign.  A value that is missing is an error in the end;
 * until then the letter is read as text, and a percent sign as another item.
 */
static void put_item(struct reader *r, struct sink *sink)
{
    struct format_spec spec = {.padding = ' '};
    int position = -1;
    char letter;

    if (here(r) == '%') {
        sink_put(sink, '%');
        r->at++;
        return;
    }
    if (!ascii_is_alpha((unsigned char)here(r))) {
        position = read_position(r);
        read_modifiers(r, &spec);
        if (!read_width(r, &spec) || !read_precision(r, &spec))
            return;
    }
    if (here(r) == 'l')
        r->at++;
    if (!push_value(r, position))
        return;
    letter = here(r);
    if (spec.precision == -1 && (!letter || !strchr("gGhH", letter)))
        php_raise(r->L, "Precision -1 is only supported for %%g, %%G, %%h and "
                        "%%H");
    if (r->at >= r->format.len)
        php_raise(r->L, "Missing format specifier at end of string");
    r->at++;
    check_letter(r->L, letter);
    put_value(r, sink, &spec, letter);
    lua_pop(r->L, 1);
}

static int format(struct reader *r)
{
    struct php_result result;
    struct sink *sink = php_result_begin(&result, r->L);

    while (r->at < r->format.len) {
        const char *from = r->format.bytes + r->at;
        size_t rest = r->format.len - r->at;
        const char *percent = memchr(from, '%', rest);
        size_t plain = percent ? (size_t)(percent - from) : rest;

        sink_append(sink, from, plain);
        r->at += plain;
        if (percent) {
            r->at++;
            put_item(r, sink);
        }
    }
    if (r->missing > 0 && r->list)
        php_raise(r->L, "The arguments array must contain %d items, %d given",
                  r->missing, r->count);
    if (r->missing > 0)
        php_raise(r->L, "%d arguments are required, %d given", r->missing + 1,
                  r->count + 1);
    return php_result_push(&result);
}

static int call_sprintf(lua_State *L)
{
    struct reader r = {.L = L};

    php_count(L, 1, INT_MAX);
    r.format = php_text(L, 1);
    r.count = lua_gettop(L) - 1;
    return format(&r);
}

static int call_vsprintf(lua_State *L)
{
    struct reader r = {.L = L, .list = 2};

    php_count(L, 2, 2);
    r.format = php_text(L, 1);
    if (!php_is_array(L, 2))
        php_bad_type(L, 2);
    r.count = (int)php_array_make_list(L, 2);
    return format(&r);
}

static int call_number_format(lua_State *L)
{
    struct php_result result;
    struct view point, separator;
    int64_t places;
    double value;

    php_count(L, 1, 4);
    value = php_float(L, 1);
    places = php_int_or(L, 2, 0);
    point = php_string_or(L, 3, view_of(".", 1));
    separator = php_string_or(L, 4, view_of(",", 1));
    if (places > INT_MAX)
        php_too_large(L);
    format_grouped(php_result_begin(&result, L), value,
                   places < 0 ? 0 : (int)places, point, separator);
    return php_result_push(&result);
}

static const struct php_row rows[] = {
    {"sprintf", "string $format, mixed ...$values", "string",
     "The values, as the format says.", call_sprintf},
    {"vsprintf", "string $format, array $values", "string",
     "sprintf() with the values in a list.", call_vsprintf},
    {"number_format",
     "float $num, int $decimals = 0, ?string $decimal_separator = \".\", "
     "?string $thousands_separator = \",\"",
     "string", "Rounded, with its digits in groups.", call_number_format},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_format_group = {"Formatting", rows, NULL};
