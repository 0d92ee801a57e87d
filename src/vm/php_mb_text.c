/*
 * UTF-8: case, width, and single characters.
 */
#include "str/compare.h"
#include "str/unicode.h"
#include "str/utf8.h"
#include "vm/php_groups.h"
#include "vm/php_mb.h"
#include "vm/php_result.h"

void php_mb_check(lua_State *L, int arg)
{
    struct view v;

    if (!php_has(L, arg))
        return;
    v = php_string(L, arg);
    if (compare_folded(v, view_text("utf-8")) != 0 &&
        compare_folded(v, view_text("utf8")) != 0)
        php_bad_value(L, arg, "must be a valid encoding, \"%s\" given",
                      v.bytes);
}

static int convert(lua_State *L, enum unicode_case to, int encoding)
{
    struct php_result result;
    struct view v;

    v = php_text(L, 1);
    php_mb_check(L, encoding);
    budget_charge_bytes(L, v.len);
    unicode_convert(php_result_begin_for(&result, L, v.len), v, to);
    return php_result_push(&result);
}

static int call_mb_strtolower(lua_State *L)
{
    php_count(L, 1, 2);
    return convert(L, UNICODE_LOWER, 2);
}

static int call_mb_strtoupper(lua_State *L)
{
    php_count(L, 1, 2);
    return convert(L, UNICODE_UPPER, 2);
}

static int call_mb_convert_case(lua_State *L)
{
    int64_t mode;

    php_count(L, 2, 3);
    php_string(L, 1);
    mode = php_int(L, 2);
    php_mb_check(L, 3);
    if (mode < 0 || mode >= UNICODE_CASES)
        php_bad_value(L, 2, "must be one of the MB_CASE_* constants");
    return convert(L, (enum unicode_case)mode, 3);
}

/* Keys and values of arrays, which must not contain themselves. */
static bool is_valid(lua_State *L, int index, int depth)
{
    struct view v;
    bool is = true;

    if (lua_type(L, index) == LUA_TSTRING) {
        v.bytes = lua_tolstring(L, index, &v.len);
        budget_charge_bytes(L, v.len);
        return utf8_is_valid(v);
    }
    if (lua_type(L, index) != LUA_TTABLE)
        return true;
    if (depth > 100)
        php_error(L, "the array is nested too deeply");
    luaL_checkstack(L, 4, NULL);
    lua_pushnil(L);
    while (is && lua_next(L, index)) {
        int top = lua_gettop(L);

        budget_charge(L, 1);
        is = is_valid(L, top - 1, depth + 1) && is_valid(L, top, depth + 1);
        lua_settop(L, top - 1);
    }
    return is;
}

static int call_mb_check_encoding(lua_State *L)
{
    php_count(L, 0, 2);
    if (!php_is_array(L, 1) && php_has(L, 1))
        php_string(L, 1);
    php_mb_check(L, 2);
    return php_push_bool(L, is_valid(L, 1, 0));
}

static int call_mb_ord(lua_State *L)
{
    struct view v;
    uint32_t point;
    size_t len;

    php_count(L, 1, 2);
    v = php_string(L, 1);
    if (v.len == 0)
        php_bad_value(L, 1, "must not be empty");
    php_mb_check(L, 2);
    point = utf8_decode(v, &len);
    if (point == UTF8_ERROR)
        return php_push_bool(L, false);
    return php_push_int(L, point);
}

static int call_mb_chr(lua_State *L)
{
    char bytes[UTF8_ROOM], *end;
    int64_t point;

    php_count(L, 1, 2);
    point = php_int(L, 1);
    php_mb_check(L, 2);
    if (!utf8_is_point(point))
        return php_push_bool(L, false);
    end = utf8_encode(bytes, (uint32_t)point);
    return php_push_view(L, view_of(bytes, (size_t)(end - bytes)));
}

static int call_mb_scrub(lua_State *L)
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    php_mb_check(L, 2);
    if (utf8_is_valid(v))
        return php_push_argument(L, 1);
    unicode_scrub(php_result_begin_for(&result, L, v.len), v, '?');
    return php_result_push(&result);
}

static int call_mb_strwidth(lua_State *L)
{
    struct view v;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    php_mb_check(L, 2);
    return php_push_int(L, (int64_t)unicode_width(v));
}

/* How many bytes take up to `width` columns, in whole characters. */
static size_t fit(struct view v, int64_t width)
{
    size_t at = 0, len;

    while (at < v.len) {
        width -=
            (int64_t)unicode_point_width(utf8_decode(view_skip(v, at), &len));
        if (width < 0)
            break;
        at += len;
    }
    return at;
}

/* Skips characters, and not columns. */
static struct view skip(struct view v, int64_t count)
{
    size_t len;

    for (; count > 0 && v.len > 0; count--) {
        utf8_decode(v, &len);
        v = view_skip(v, len);
    }
    return v;
}

/* What begins at the character that argument 2 names; raises outside. */
static struct view skip_to_start(lua_State *L, struct view v)
{
    int64_t from = php_int(L, 2), count;

    if (from != 0) {
        count = (int64_t)utf8_walk_count(v);
        if (from < 0)
            from = from < -count ? -1 : from + count;
        if (from < 0 || from > count)
            php_bad_value(L, 2, "is out of range");
    }
    return skip(v, from);
}

static int call_mb_strimwidth(lua_State *L)
{
    struct php_result result;
    struct sink *sink;
    struct view v, marker;
    int64_t width, all;

    php_count(L, 3, 5);
    v = php_text(L, 1);
    width = php_int(L, 3);
    marker = php_string_or(L, 4, view_of("", 0));
    php_int(L, 2);
    php_mb_check(L, 5);
    v = skip_to_start(L, v);
    if (width < 0) {
        all = (int64_t)unicode_width(v);
        width = width < -all ? -1 : width + all;
    }
    if (width < 0)
        php_bad_value(L, 3, "is out of range");
    sink = php_result_begin(&result, L);
    if (fit(v, width) == v.len) {
        unicode_scrub(sink, v, '?');
        return php_result_push(&result);
    }
    width -= (int64_t)unicode_width(marker);
    unicode_scrub(sink, view_first(v, fit(v, width)), '?');
    sink_append_view(sink, marker);
    return php_result_push(&result);
}

#define ONE "string $string, ?string $encoding = null"

static const struct php_row rows[] = {
    {"mb_strtolower", ONE, "string", "In lower case.", call_mb_strtolower},
    {"mb_strtoupper", ONE, "string", "In upper case.", call_mb_strtoupper},
    {"mb_convert_case", "string $string, int $mode, ?string $encoding = null",
     "string", "In another case.", call_mb_convert_case},
    {"mb_check_encoding",
     "array|string|null $value = null, ?string $encoding = null", "bool",
     "Whether it is valid.", call_mb_check_encoding},
    {"mb_ord", ONE, "int|false", "The number of the first character.",
     call_mb_ord},
    {"mb_chr", "int $codepoint, ?string $encoding = null", "string|false",
     "The character with this number.", call_mb_chr},
    {"mb_scrub", ONE, "string", "With question marks for what is not valid.",
     call_mb_scrub},
    {"mb_strwidth", ONE, "int", "How many columns it takes.", call_mb_strwidth},
    {"mb_strimwidth",
     "string $string, int $start, int $width, string $trim_marker = \"\", "
     "?string $encoding = null",
     "string", "Cut to so many columns.", call_mb_strimwidth},
    {NULL, NULL, NULL, NULL, NULL},
};

static const struct php_constant constants[] = {
    {"MB_CASE_UPPER", UNICODE_UPPER},
    {"MB_CASE_LOWER", UNICODE_LOWER},
    {"MB_CASE_TITLE", UNICODE_TITLE},
    {"MB_CASE_FOLD", UNICODE_FOLD},
    {"MB_CASE_UPPER_SIMPLE", UNICODE_UPPER_SIMPLE},
    {"MB_CASE_LOWER_SIMPLE", UNICODE_LOWER_SIMPLE},
    {"MB_CASE_TITLE_SIMPLE", UNICODE_TITLE_SIMPLE},
    {"MB_CASE_FOLD_SIMPLE", UNICODE_FOLD_SIMPLE},
    {NULL, 0},
};

const struct php_group php_mb_text_group = {"UTF-8 text", rows, constants};
