/*
 * Classes of ASCII characters.
 */
#include "str/ascii.h"
#include "str/numeric.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

typedef bool member_function(unsigned char c);

static bool is_cntrl(unsigned char c)
{
    return c < 32 || c == 127;
}

static bool is_graph(unsigned char c)
{
    return c > 32 && c < 127;
}

static bool is_print(unsigned char c)
{
    return c >= 32 && c < 127;
}

static bool is_punct(unsigned char c)
{
    return is_graph(c) && !ascii_is_alnum(c);
}

static bool is_xdigit(unsigned char c)
{
    return ascii_hex_value(c) >= 0;
}

static bool are_all(struct view v, member_function *is_member)
{
    for (size_t i = 0; i < v.len; i++) {
        if (!is_member(view_at(v, i)))
            return false;
    }
    return v.len > 0;
}

/* Small integers are characters, others are looked at as text. */
static bool is_integer_of(int64_t value, member_function *is_member)
{
    char text[NUMERIC_ROOM];

    if (value >= -128 && value <= 255)
        return is_member((unsigned char)value);
    return are_all(
        view_of(text, (size_t)(numeric_write_int(text, value) - text)),
        is_member);
}

static int check(lua_State *L, member_function *is_member)
{
    php_count(L, 1, 1);
    if (lua_type(L, 1) == LUA_TSTRING)
        return php_push_bool(L, are_all(php_text(L, 1), is_member));
    if (lua_type(L, 1) != LUA_TNUMBER || !lua_isinteger(L, 1))
        return php_push_bool(L, false);
    return php_push_bool(
        L, is_integer_of((int64_t)lua_tointeger(L, 1), is_member));
}

static int call_ctype_alnum(lua_State *L)
{
    return check(L, ascii_is_alnum);
}

static int call_ctype_alpha(lua_State *L)
{
    return check(L, ascii_is_alpha);
}

static int call_ctype_cntrl(lua_State *L)
{
    return check(L, is_cntrl);
}

static int call_ctype_digit(lua_State *L)
{
    return check(L, ascii_is_digit);
}

static int call_ctype_graph(lua_State *L)
{
    return check(L, is_graph);
}

static int call_ctype_lower(lua_State *L)
{
    return check(L, ascii_is_lower);
}

static int call_ctype_print(lua_State *L)
{
    return check(L, is_print);
}

static int call_ctype_punct(lua_State *L)
{
    return check(L, is_punct);
}

static int call_ctype_space(lua_State *L)
{
    return check(L, ascii_is_space);
}

static int call_ctype_upper(lua_State *L)
{
    return check(L, ascii_is_upper);
}

static int call_ctype_xdigit(lua_State *L)
{
    return check(L, is_xdigit);
}

#define TEXT "mixed $text"

static const struct php_row rows[] = {
    {"ctype_alnum", TEXT, "bool", "Whether all are letters and digits.",
     call_ctype_alnum},
    {"ctype_alpha", TEXT, "bool", "Whether all are letters.", call_ctype_alpha},
    {"ctype_cntrl", TEXT, "bool", "Whether all are control characters.",
     call_ctype_cntrl},
    {"ctype_digit", TEXT, "bool", "Whether all are digits.", call_ctype_digit},
    {"ctype_graph", TEXT, "bool", "Whether all are visible characters.",
     call_ctype_graph},
    {"ctype_lower", TEXT, "bool", "Whether all are lower case letters.",
     call_ctype_lower},
    {"ctype_print", TEXT, "bool",
     "Whether all are visible characters and spaces.", call_ctype_print},
    {"ctype_punct", TEXT, "bool",
     "Whether all are visible characters but letters and digits.",
     call_ctype_punct},
    {"ctype_space", TEXT, "bool", "Whether all are white space.",
     call_ctype_space},
    {"ctype_upper", TEXT, "bool", "Whether all are upper case letters.",
     call_ctype_upper},
    {"ctype_xdigit", TEXT, "bool", "Whether all are hexadecimal digits.",
     call_ctype_xdigit},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_ctype_group = {"Classes", rows, NULL};
