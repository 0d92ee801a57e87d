/*
 * Text with a structure: HTML tags, fields of a line.
 */
#include "str/casing.h"
#include "str/csv.h"
#include "str/tags.h"
#include "vm/php.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

/* The tags of argument 2, as `<a><b>` in lower case. */
static void put_allowed(lua_State *L, struct sink *sink)
{
    if (php_is_array(L, 2)) {
        size_t count = php_array_make_list(L, 2);

        for (size_t i = 1; i <= count; i++) {
            sink_put(sink, '<');
            sink_append_view(sink, php_array_string(L, 2, i));
            sink_put(sink, '>');
            lua_pop(L, 1);
        }
    } else if (php_has(L, 2)) {
        sink_append_view(sink, php_string(L, 2));
    }
    casing_lower(sink->bytes, sink_view(sink));
}

static int call_strip_tags(lua_State *L)
{
    struct php_result result, allowed, tag;
    struct view v;

    php_count(L, 1, 2);
    lua_settop(L, 2);
    v = php_text(L, 1);
    put_allowed(L, php_result_begin(&allowed, L));
    php_result_begin(&tag, L);
    tags_strip(php_result_begin_for(&result, L, v.len), v,
               sink_view(&allowed.sink), &tag.sink);
    return php_result_push(&result);
}

/* The first byte of an argument, or `otherwise`. */
static char first_byte(lua_State *L, int arg, char otherwise)
{
    struct view v = php_string_or(L, arg, view_of("", 0));

    return (char)(v.len ? v.bytes[0] : otherwise);
}

/* One that is the enclosure, too, escapes nothing. */
static int escape(lua_State *L, char enclosure)
{
    struct view v = php_string_or(L, 4, view_of("\\", 1));

    if (v.len == 0 || v.bytes[0] == enclosure)
        return CSV_NO_ESCAPE;
    return view_at(v, 0);
}

static int call_str_getcsv(lua_State *L)
{
    struct php_result field;
    struct csv csv;
    struct view v;
    bool more = true;

    php_count(L, 1, 4);
    v = php_text(L, 1);
    for (int arg = 2; arg <= 4; arg++)
        php_string_or(L, arg, v);
    csv_begin(&csv, v);
    csv.separator = first_byte(L, 2, ',');
    csv.enclosure = first_byte(L, 3, '"');
    csv.escape = escape(L, csv.enclosure);
    lua_newtable(L);
    if (csv.v.len == 0) { /* a line that is empty is a null */
        lua_getfield(L, LUA_REGISTRYINDEX, PHP_NULL);
        lua_rawseti(L, -2, 1);
        return 1;
    }
    for (int i = 1; more; i++) {
        more = csv_read(&csv, php_result_begin(&field, L));
        php_result_push(&field);
        lua_rawseti(L, field.slot - 1, i);
        lua_settop(L, field.slot - 1);
    }
    return 1;
}

static const struct php_row rows[] = {
    {"strip_tags", "string $string, array|string|null $allowed_tags = null",
     "string", "Without tags.", call_strip_tags},
    {"str_getcsv",
     "string $string, string $separator = \",\", "
     "string $enclosure = \"\\\"\", string $escape = \"\\\\\"",
     "array", "The fields of a line.", call_str_getcsv},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_text_group = {"Structured text", rows, NULL};
