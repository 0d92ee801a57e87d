/*
 * Strings cut into lists, and lists put together.
 */
#include "base/copy.h"
#include "str/find.h"
#include "str/sink.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static void set_view(lua_State *L, size_t i, struct view v)
{
    lua_pushlstring(L, v.bytes, v.len);
    lua_rawseti(L, -2, (int)i);
}

/* A table with room for so many entries. */
static void push_list(lua_State *L, size_t count)
{
    if (count > INT32_MAX / 2)
        php_too_large(L);
    budget_charge(L, (int64_t)count);
    lua_createtable(L, (int)count, 0);
}

/* The first `count` pieces; what is left stays in *v. */
static void set_pieces(lua_State *L, struct view *v, struct view separator,
                       size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        size_t at = find_first(*v, separator);

        set_view(L, i, view_first(*v, at));
        *v = view_skip(*v, at + separator.len);
    }
}

static int call_explode(lua_State *L)
{
    struct view separator, v;
    int64_t limit;
    size_t count;

    php_count(L, 2, 3);
    separator = php_string(L, 1);
    v = php_text(L, 2);
    limit = php_int_or(L, 3, INT64_MAX);
    if (separator.len == 0)
        php_bad_value(L, 1, "cannot be empty");
    count = find_count(v, separator) + 1;
    if (limit < 0) {
        if (limit < -(int64_t)count)
            limit = -(int64_t)count;
        count -= (size_t)-limit;
        push_list(L, count);
        set_pieces(L, &v, separator, count);
        return 1;
    }
    if (limit == 0)
        limit = 1;
    if ((uint64_t)limit < count)
        count = (size_t)limit;
    push_list(L, count);
    set_pieces(L, &v, separator, count - 1);
    set_view(L, count, v);
    return 1;
}

static int call_str_split(lua_State *L)
{
    struct view v;
    int64_t length;
    size_t count, piece;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    length = php_int_or(L, 2, 1);
    if (length < 1)
        php_bad_value(L, 2, "must be greater than 0");
    piece = (uint64_t)length > v.len ? v.len : (size_t)length;
    count = piece ? (v.len + piece - 1) / piece : 0;
    push_list(L, count);
    for (size_t i = 1; i <= count; i++) {
        struct view rest = view_skip(v, (i - 1) * piece);

        set_view(L, i, rest.len > piece ? view_first(rest, piece) : rest);
    }
    return 1;
}

/* The bytes of all entries, when all of them are strings. */
static bool sum_strings(lua_State *L, int list, size_t count, size_t *sum)
{
    struct scalar entry;

    *sum = 0;
    for (size_t i = 1; i <= count; i++) {
        engine_peek(L, list, (int)i, &entry);
        if (entry.kind != SCALAR_BYTES || entry.len > SIZE_MAX / 8 - *sum)
            return false;
        *sum += entry.len;
    }
    return true;
}

static int join_strings(lua_State *L, int list, size_t count,
                        struct view separator, size_t sum)
{
    struct php_result result;
    struct scalar entry;
    char *to;

    if (separator.len > 0 && count > SIZE_MAX / 8 / separator.len)
        php_too_large(L);
    sum += (count - 1) * separator.len;
    budget_charge_bytes(L, sum);
    to = php_result_exact(&result, L, sum);
    for (size_t i = 1; i <= count; i++) {
        engine_peek(L, list, (int)i, &entry);
        to = copy_few(to, entry.bytes, entry.len);
        if (i < count)
            to = copy_few(to, separator.bytes, separator.len);
    }
    return php_result_push(&result);
}

static int join_any(lua_State *L, int list, size_t count, struct view separator)
{
    struct php_result result;
    struct sink *sink = php_result_begin(&result, L);

    for (size_t i = 1; i <= count; i++) {
        sink_append_view(sink, php_array_string(L, list, i));
        lua_pop(L, 1);
        if (i < count)
            sink_append_view(sink, separator);
    }
    return php_result_push(&result);
}

/* The list may stand alone, and is the second argument's else. */
static int join_list(lua_State *L)
{
    if (php_has(L, 2))
        return 2;
    if (php_is_array(L, 1))
        return 1;
    php_string(L, 1);
    php_error(L, "Argument #1 ($array) must be of type array, string given");
}

static int call_implode(lua_State *L)
{
    struct view separator = {"", 0};
    size_t count, sum;
    int list;

    php_count(L, 1, 2);
    list = join_list(L);
    if (list == 2) {
        if (php_is_array(L, 1) && php_is_array(L, 2))
            php_bad_value(L, 1, "must be of type string, array given");
        if (!php_is_array(L, 2))
            php_bad_type(L, 2);
        separator = php_string(L, 1);
    }
    count = php_array_make_pairs(L, list);
    budget_charge(L, (int64_t)count);
    if (count > 0 && sum_strings(L, list, count, &sum))
        return join_strings(L, list, count, separator, sum);
    return join_any(L, list, count, separator);
}

static int call_join(lua_State *L)
{
    return call_implode(L);
}

#define JOIN "array|string $separator, ?array $array = null"

static const struct php_row rows[] = {
    {"explode", "string $separator, string $string, int $limit = PHP_INT_MAX",
     "array", "The pieces between the separators.", call_explode},
    {"implode", JOIN, "string", "The entries, with a separator between them.",
     call_implode},
    {"join", JOIN, "string", "implode() by another name.", call_join},
    {"str_split", "string $string, int $length = 1", "array",
     "Pieces of so many bytes.", call_str_split},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_list_group = {"Lists", rows, NULL};
