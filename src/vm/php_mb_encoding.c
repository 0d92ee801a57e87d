/*
 * Text put from one encoding into another.
 */
#include "str/charset.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_mb.h"
#include "vm/php_result.h"

enum { NESTING_MAX = 100, FROM_MAX = 16 };

/* Those that the text may be in, of which it is the first that it is valid in.
 */
struct sources {
    enum charset charsets[FROM_MAX];
    bool has_mark[FROM_MAX];
    int count;
};

static void add_source(lua_State *L, struct sources *s, struct view name)
{
    while (name.len > 0 && name.bytes[0] == ' ')
        name = view_skip(name, 1);
    while (name.len > 0 && name.bytes[name.len - 1] == ' ')
        name.len--;
    if (view_equal(name, view_of("auto", 4))) {
        add_source(L, s, view_of("ASCII", 5));
        name = view_of("UTF-8", 5);
    }
    if (s->count >= FROM_MAX ||
        !charset_find(name, &s->charsets[s->count], &s->has_mark[s->count])) {
        lua_pushlstring(L, name.bytes, name.len);
        php_bad_value(L, 3, "contains invalid encoding \"%s\"",
                      lua_tostring(L, -1));
    }
    s->count++;
}

static void add_names(lua_State *L, struct sources *s, struct view names)
{
    while (names.len > 0) {
        const char *comma = memchr(names.bytes, ',', names.len);
        size_t len = comma ? (size_t)(comma - names.bytes) : names.len;

        add_source(L, s, view_first(names, len));
        names = view_skip(names, len + (comma != NULL));
    }
}

static void read_sources(lua_State *L, struct sources *s)
{
    if (php_is_array(L, 3)) {
        size_t count = php_array_make_list(L, 3);

        for (size_t i = 1; i <= count; i++) {
            add_source(L, s, php_array_string(L, 3, i));
            lua_pop(L, 1);
        }
    } else {
        add_names(L, s, php_string_or(L, 3, view_of("UTF-8", 5)));
    }
    if (s->count == 0)
        php_bad_value(L, 3, "must specify at least one encoding");
}

/* Pushes the result; false where it is in none of the encodings. */
static bool convert(lua_State *L, struct view v, const struct sources *s,
                    enum charset to)
{
    struct php_result result;
    int i = 0;
    enum charset from;

    budget_charge_bytes(L, v.len * 8);
    while (s->count > 1 && i < s->count && !charset_is_valid(v, s->charsets[i]))
        i++;
    if (i == s->count)
        return false;
    from = s->charsets[i];
    if (s->has_mark[i])
        from = charset_take_mark(&v, from);
    charset_convert(php_result_begin(&result, L), v, from, to);
    php_result_push(&result);
    lua_replace(L, result.slot);
    return true;
}

/* Replaces the value on top, keys of arrays too, by what it becomes. */
static void convert_any(lua_State *L, const struct sources *s, enum charset to,
                        int depth)
{
    int top = lua_gettop(L);
    struct view v;

    if (lua_type(L, top) == LUA_TSTRING) {
        v.bytes = lua_tolstring(L, top, &v.len);
        if (!convert(L, v, s, to))
            lua_pushboolean(L, 0);
        lua_replace(L, top);
        return;
    }
    if (lua_type(L, top) != LUA_TTABLE)
        return;
    if (depth > NESTING_MAX)
        php_error(L, "the array is nested too deeply");
    luaL_checkstack(L, 8, NULL);
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, top)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        convert_any(L, s, to, depth + 1);
        lua_insert(L, -2);
        convert_any(L, s, to, depth + 1);
        lua_insert(L, -2);
        lua_rawset(L, top + 1);
    }
    lua_replace(L, top);
}

static int call_mb_convert_encoding(lua_State *L)
{
    struct sources s = {.count = 0};
    enum charset to;
    bool has_mark;

    php_count(L, 2, 3);
    lua_settop(L, 3);
    if (!php_is_array(L, 1))
        php_string(L, 1);
    if (!charset_find(php_string(L, 2), &to, &has_mark))
        php_bad_value(L, 2, "must be a valid encoding, \"%s\" given",
                      php_string(L, 2).bytes);
    read_sources(L, &s);
    lua_pushvalue(L, 1);
    convert_any(L, &s, to, 0);
    return 1;
}

static const struct php_row rows[] = {
    {"mb_convert_encoding",
     "array|string $string, string $to_encoding, "
     "array|string|null $from_encoding = null",
     "array|string|false", "In another encoding.", call_mb_convert_encoding},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_mb_encoding_group = {"Encodings", rows, NULL};
