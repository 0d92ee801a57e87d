/*
 * Comparing: which of two strings comes first, and how much they differ.
 */
#include "str/compare.h"
#include "str/distance.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static int compare(lua_State *L, compare_function *order)
{
    php_count(L, 2, 2);
    return php_push_int(L, order(php_text(L, 1), php_text(L, 2)));
}

static int call_strcmp(lua_State *L)
{
    return compare(L, compare_bytes);
}

static int call_strcasecmp(lua_State *L)
{
    return compare(L, compare_folded);
}

/* PHP asks the C library, whose strings end with a zero byte that counts. */
static struct view as_text(struct view v)
{
    return view_of(v.bytes, strlen(v.bytes) + 1);
}

static int call_strcoll(lua_State *L)
{
    php_count(L, 2, 2);
    return php_push_int(
        L, compare_bytes(as_text(php_text(L, 1)), as_text(php_text(L, 2))));
}

static struct view cut(struct view v, int64_t len)
{
    return (uint64_t)len < v.len ? view_first(v, (size_t)len) : v;
}

static int compare_start(lua_State *L, compare_function *order)
{
    struct view a, b;
    int64_t len;

    php_count(L, 3, 3);
    a = php_text(L, 1);
    b = php_text(L, 2);
    len = php_int(L, 3);
    if (len < 0)
        php_bad_value(L, 3, "must be greater than or equal to 0");
    return php_push_int(L, order(cut(a, len), cut(b, len)));
}

static int call_strncmp(lua_State *L)
{
    return compare_start(L, compare_bytes);
}

static int call_strncasecmp(lua_State *L)
{
    return compare_start(L, compare_folded);
}

static int call_strnatcmp(lua_State *L)
{
    php_count(L, 2, 2);
    return php_push_int(L,
                        compare_natural(php_text(L, 1), php_text(L, 2), false));
}

static int call_strnatcasecmp(lua_State *L)
{
    php_count(L, 2, 2);
    return php_push_int(L,
                        compare_natural(php_text(L, 1), php_text(L, 2), true));
}

/* The lengths are compared first, though the offset may be wrong. */
static int call_substr_compare(lua_State *L)
{
    struct view a, b;
    int64_t offset, len = INT64_MAX;
    bool folded;

    php_count(L, 3, 5);
    a = php_text(L, 1);
    b = php_text(L, 2);
    offset = php_int(L, 3);
    if (php_has(L, 4))
        len = php_int(L, 4);
    folded = php_bool_or(L, 5, false);
    if (len == 0)
        return php_push_int(L, 0);
    if (len < 0)
        php_bad_value(L, 4, "must be greater than or equal to 0");
    if (offset < 0)
        offset = offset < -(int64_t)a.len ? 0 : offset + (int64_t)a.len;
    if (offset > (int64_t)a.len)
        php_bad_value(L, 3, "must be contained in argument #1 ($haystack)");
    a = cut(view_skip(a, (size_t)offset), len);
    b = cut(b, len);
    return php_push_int(L, folded ? compare_folded(a, b) : compare_bytes(a, b));
}

static void *scratch(lua_State *L, size_t count, size_t size)
{
    if (count > SIZE_MAX / 2 / size)
        php_too_large(L);
    return lua_newuserdata(L, count * size);
}

static int call_levenshtein(lua_State *L)
{
    struct distance_costs costs;
    struct php_work work;
    struct view a, b;

    php_count(L, 2, 5);
    a = php_string(L, 1);
    b = php_string(L, 2);
    costs.insertion = php_int_or(L, 3, 1);
    costs.replacement = php_int_or(L, 4, 1);
    costs.deletion = php_int_or(L, 5, 1);
    php_work_begin(&work, L);
    if (costs.insertion == 1 && costs.replacement == 1 && costs.deletion == 1) {
        size_t len = a.len > b.len ? a.len : b.len;
        signed char small[PHP_RESULT_SMALL];

        return php_push_int(
            L, (int64_t)distance_unit(
                   a, b, len > sizeof small ? scratch(L, len, 1) : small,
                   &work.work));
    }
    return php_push_int(
        L,
        distance_weighted(a, b, &costs, scratch(L, b.len + 1, sizeof(int64_t)),
                          &work.work));
}

static int call_similar_text(lua_State *L)
{
    struct php_work work;
    struct view a, b;
    size_t common;

    php_count(L, 2, 3);
    a = php_string(L, 1);
    b = php_string(L, 2);
    php_work_begin(&work, L);
    common = distance_common(a, b, scratch(L, b.len + 1, sizeof(size_t)),
                             &work.work);
    lua_pushinteger(L, (lua_Integer)common);
    if (a.len + b.len == 0)
        lua_pushnumber(L, 0);
    else
        lua_pushnumber(L,
                       (double)common * 2.0 * 100.0 / (double)(a.len + b.len));
    return 2;
}

#define TWO "string $string1, string $string2"

static const struct php_row rows[] = {
    {"strcmp", TWO, "int", "Which comes first, byte by byte.", call_strcmp},
    {"strcasecmp", TWO, "int", "strcmp(), but for the case of letters.",
     call_strcasecmp},
    {"strncmp", TWO ", int $length", "int", "strcmp() of the first bytes.",
     call_strncmp},
    {"strncasecmp", TWO ", int $length", "int",
     "strcasecmp() of the first bytes.", call_strncasecmp},
    {"strnatcmp", TWO, "int", "Which comes first, with numbers as numbers.",
     call_strnatcmp},
    {"strnatcasecmp", TWO, "int", "strnatcmp(), but for the case of letters.",
     call_strnatcasecmp},
    {"strcoll", TWO, "int", "strcmp() up to a zero byte.", call_strcoll},
    {"substr_compare",
     "string $haystack, string $needle, int $offset, ?int $length = null, "
     "bool $case_insensitive = false",
     "int", "strcmp() of a part.", call_substr_compare},
    {"levenshtein",
     TWO ", int $insertion_cost = 1, int $replacement_cost = 1, "
         "int $deletion_cost = 1",
     "int", "How many changes make the one into the other.", call_levenshtein},
    {"similar_text", TWO ", &$percent = null", "int, float",
     "How many bytes they have in common, and what percentage that is.",
     call_similar_text},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_compare_group = {"Comparison", rows, NULL};
