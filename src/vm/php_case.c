/*
 * The case of ASCII letters.
 */
#include "str/ascii.h"
#include "str/casing.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

typedef void convert_function(char *to, struct view v);

/* A string that would not change is its own result. */
static int convert(lua_State *L, bool (*changes)(struct view v),
                   convert_function *change)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    if (!changes(v))
        return php_push_argument(L, 1);
    change(php_result_exact(&result, L, v.len), v);
    return php_result_push(&result);
}

static int call_strtolower(lua_State *L)
{
    return convert(L, casing_has_upper, casing_lower);
}

static int call_strtoupper(lua_State *L)
{
    return convert(L, casing_has_lower, casing_upper);
}

static bool always(struct view v)
{
    return v.len > 0;
}

static int call_str_rot13(lua_State *L)
{
    return convert(L, always, casing_rotate);
}

static int convert_first(lua_State *L, unsigned char (*change)(unsigned char))
{
    struct php_result result;
    struct view v;
    char *to;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    if (v.len == 0 || change(view_at(v, 0)) == view_at(v, 0))
        return php_push_argument(L, 1);
    to = php_result_exact(&result, L, v.len);
    memcpy(to, v.bytes, v.len);
    to[0] = (char)change(view_at(v, 0));
    return php_result_push(&result);
}

static int call_ucfirst(lua_State *L)
{
    return convert_first(L, ascii_upper);
}

static int call_lcfirst(lua_State *L)
{
    return convert_first(L, ascii_lower);
}

static int call_ucwords(lua_State *L)
{
    struct php_result result;
    struct byteset separators;
    struct view v;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    byteset_of_ranges(&separators,
                      php_string_or(L, 2, view_of(" \t\r\n\f\v", 6)));
    casing_words(php_result_exact(&result, L, v.len), v, &separators);
    return php_result_push(&result);
}

static const struct php_row rows[] = {
    {"strtolower", "string $string", "string", "In lower case.",
     call_strtolower},
    {"strtoupper", "string $string", "string", "In upper case.",
     call_strtoupper},
    {"ucfirst", "string $string", "string",
     "With its first letter in upper "
     "case.",
     call_ucfirst},
    {"lcfirst", "string $string", "string",
     "With its first letter in lower "
     "case.",
     call_lcfirst},
    {"ucwords", "string $string, string $separators = \" \\t\\r\\n\\f\\v\"",
     "string", "With the first letter of each word in upper case.",
     call_ucwords},
    {"str_rot13", "string $string", "string",
     "With every letter 13 places further.", call_str_rot13},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_case_group = {"Case", rows, NULL};
