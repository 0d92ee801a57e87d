/*
 * Numbers and text.
 */
#include <math.h>

#include "str/ascii.h"
#include "str/numeric.h"
#include "str/radix.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int push_number(lua_State *L, const struct numeric *n)
{
    if (n->kind == NUMERIC_INT)
        return php_push_int(L, n->integer);
    lua_pushnumber(L, n->number);
    return 1;
}

static int read_base(lua_State *L, unsigned base)
{
    struct numeric n;

    php_count(L, 1, 1);
    radix_read(&n, php_text(L, 1), base);
    return push_number(L, &n);
}

static int call_bindec(lua_State *L)
{
    return read_base(L, 2);
}

static int call_octdec(lua_State *L)
{
    return read_base(L, 8);
}

static int call_hexdec(lua_State *L)
{
    return read_base(L, 16);
}

static int write_base(lua_State *L, uint64_t value, unsigned base)
{
    char text[RADIX_ROOM], *end = text + sizeof text;
    char *start = radix_write(end, value, base);

    return php_push_view(L, view_of(start, (size_t)(end - start)));
}

static int call_decbin(lua_State *L)
{
    php_count(L, 1, 1);
    return write_base(L, (uint64_t)php_int(L, 1), 2);
}

static int call_decoct(lua_State *L)
{
    php_count(L, 1, 1);
    return write_base(L, (uint64_t)php_int(L, 1), 8);
}

static int call_dechex(lua_State *L)
{
    php_count(L, 1, 1);
    return write_base(L, (uint64_t)php_int(L, 1), 16);
}

static void check_base(lua_State *L, int arg, int64_t base)
{
    if (base < 2 || base > 36)
        php_bad_value(L, arg, "must be between 2 and 36 (inclusive)");
}

static int call_base_convert(lua_State *L)
{
    char text[RADIX_ROOM], *end = text + sizeof text, *start;
    struct numeric n;
    struct view v;
    int64_t from, to;

    php_count(L, 3, 3);
    v = php_text(L, 1);
    from = php_int(L, 2);
    to = php_int(L, 3);
    check_base(L, 2, from);
    check_base(L, 3, to);
    radix_read(&n, v, (unsigned)from);
    if (n.kind == NUMERIC_INT)
        return write_base(L, (uint64_t)n.integer, (unsigned)to);
    if (!isfinite(n.number))
        php_raise(L, "An infinite value cannot be converted to base %d",
                  (int)to);
    start = radix_write_float(end, n.number, (unsigned)to);
    return php_push_view(L, view_of(start, (size_t)(end - start)));
}

static int call_strval(lua_State *L)
{
    php_count(L, 1, 1);
    php_array_to_string(L);
    return 1;
}

/*
 * A text in a base that is not ten.  Of the prefixes 0b is PHP's own, and what
 * stands for it is taken out before the rest is read.
 */
static int64_t read_text(lua_State *L, struct view v, int64_t base)
{
    struct view sign = v;
    size_t at;

    while (sign.len > 0 && ascii_is_space(view_at(sign, 0)))
        sign = view_skip(sign, 1);
    at = sign.len > 0 && (sign.bytes[0] == '-' || sign.bytes[0] == '+');
    if ((base == 0 || base == 2) && sign.len > at + 1 && sign.len > 2 &&
        sign.bytes[at] == '0' && (sign.bytes[at + 1] | 32) == 'b') {
        lua_pushlstring(L, sign.bytes, at);
        lua_pushlstring(L, sign.bytes + at + 2, sign.len - at - 2);
        lua_concat(L, 2);
        v.bytes = lua_tolstring(L, -1, &v.len);
        base = 2;
    }
    return radix_read_prefix(v, base);
}

static int call_intval(lua_State *L)
{
    int64_t base;

    php_count(L, 1, 2);
    base = php_int_or(L, 2, 10);
    if (lua_type(L, 1) != LUA_TSTRING || base == 10)
        return php_push_int(L, php_to_int(L, 1));
    return php_push_int(L, read_text(L, php_text(L, 1), base));
}

static int call_floatval(lua_State *L)
{
    php_count(L, 1, 1);
    lua_pushnumber(L, php_to_float(L, 1));
    return 1;
}

static int call_is_numeric(lua_State *L)
{
    struct numeric n;

    php_count(L, 1, 1);
    if (lua_type(L, 1) != LUA_TSTRING)
        return php_push_bool(L, lua_type(L, 1) == LUA_TNUMBER);
    return php_push_bool(L, numeric_read_all(&n, php_text(L, 1)));
}

/* A number up to 255 without a zero before it; false when there is none. */
static bool take_byte(struct view *v, uint32_t *address)
{
    unsigned sum = 0;
    size_t i = 0;

    for (; i < 3 && i < v->len && ascii_is_digit(view_at(*v, i)); i++)
        sum = sum * 10 + (view_at(*v, i) - (unsigned)'0');
    if (i == 0 || sum > 255 || (i > 1 && v->bytes[0] == '0'))
        return false;
    *v = view_skip(*v, i);
    *address = *address << 8 | sum;
    return true;
}

static int call_ip2long(lua_State *L)
{
    uint32_t address = 0;
    struct view v;

    php_count(L, 1, 1);
    v = php_string(L, 1);
    if (memchr(v.bytes, '\0', v.len))
        php_bad_value(L, 1, "must not contain any null bytes");
    for (int i = 0; i < 4; i++) {
        if (i > 0) {
            if (v.len == 0 || v.bytes[0] != '.')
                return php_push_bool(L, false);
            v = view_skip(v, 1);
        }
        if (!take_byte(&v, &address))
            return php_push_bool(L, false);
    }
    if (v.len > 0)
        return php_push_bool(L, false);
    return php_push_int(L, address);
}

static int call_long2ip(lua_State *L)
{
    uint32_t address;

    php_count(L, 1, 1);
    address = (uint32_t)(uint64_t)php_int(L, 1);
    lua_pushfstring(L, "%d.%d.%d.%d", (int)(address >> 24),
                    (int)(address >> 16 & 255), (int)(address >> 8 & 255),
                    (int)(address & 255));
    return 1;
}

static const struct php_row rows[] = {
    {"bindec", "string $binary_string", "int|float", "The number in base 2.",
     call_bindec},
    {"octdec", "string $octal_string", "int|float", "The number in base 8.",
     call_octdec},
    {"hexdec", "string $hex_string", "int|float", "The number in base 16.",
     call_hexdec},
    {"decbin", "int $num", "string", "A number in base 2.", call_decbin},
    {"decoct", "int $num", "string", "A number in base 8.", call_decoct},
    {"dechex", "int $num", "string", "A number in base 16.", call_dechex},
    {"base_convert", "string $num, int $from_base, int $to_base", "string",
     "A number from one base in another.", call_base_convert},
    {"strval", "mixed $value", "string", "A value as a string.", call_strval},
    {"intval", "mixed $value, int $base = 10", "int", "A value as an integer.",
     call_intval},
    {"floatval", "mixed $value", "float", "A value as a float.", call_floatval},
    {"is_numeric", "mixed $value", "bool",
     "Whether it is a number, or text that is one.", call_is_numeric},
    {"ip2long", "string $ip", "int|false", "An address as a number.",
     call_ip2long},
    {"long2ip", "int $ip", "string", "A number as an address.", call_long2ip},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_number_group = {"Numbers", rows, NULL};
