/*
 * URLs and their queries.
 */
#include "base/number.h"
#include "str/encode.h"
#include "str/numeric.h"
#include "str/url.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { RFC1738 = 1, RFC3986 = 2, NESTING_MAX = 100 };

static const char *const part_names[URL_PARTS] = {
    "scheme", "host", "port", "user", "pass", "path", "query", "fragment"};

/* Control characters become underscores.  False when the part is not there. */
static bool push_part(lua_State *L, const struct url *url, int part)
{
    struct php_result result;
    struct view v = url->parts[part];
    char *to;

    if (part == URL_PORT) {
        if (url->port < 0)
            return false;
        lua_pushinteger(L, url->port);
        return true;
    }
    if (!v.bytes)
        return false;
    to = php_result_exact(&result, L, v.len);
    for (size_t i = 0; i < v.len; i++) {
        unsigned char c = view_at(v, i);

        to[i] = (char)(c < 32 || c == 127 ? '_' : c);
    }
    php_result_push(&result);
    lua_replace(L, result.slot);
    return true;
}

static int call_parse_url(lua_State *L)
{
    char text[NUMERIC_ROOM];
    struct url url;
    struct view v;
    int64_t component;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    component = php_int_or(L, 2, -1);
    if (!url_parse(&url, v))
        return php_push_bool(L, false);
    if (component >= URL_PARTS) {
        *numeric_write_int(text, component) = '\0';
        php_bad_value(
            L, 2, "must be a valid URL component identifier, %s given", text);
    }
    if (component > -1) {
        if (!push_part(L, &url, (int)component))
            lua_pushnil(L);
        return 1;
    }
    lua_newtable(L);
    for (int part = 0; part < URL_PARTS; part++) {
        if (push_part(L, &url, part))
            lua_setfield(L, -2, part_names[part]);
    }
    return 1;
}

/* A query being written; the keys of the arrays around are in `prefix`. */
struct query {
    lua_State *L;
    struct sink *sink;
    struct view number_prefix;
    struct view separator;
    bool raw;
};

static void put_url(const struct query *q, struct sink *sink, struct view v)
{
    encode_url(sink, v, q->raw);
}

/* The key on top: its text as it is in the query. */
static void put_key(const struct query *q, struct sink *prefix, bool is_nested)
{
    char text[NUMERIC_ROOM];
    struct view v;

    if (is_nested)
        sink_append_text(prefix, "%5B");
    if (lua_type(q->L, -1) == LUA_TSTRING) {
        v.bytes = lua_tolstring(q->L, -1, &v.len);
        put_url(q, prefix, v);
    } else {
        int64_t number = (int64_t)lua_tointeger(q->L, -1);
        const char *end = numeric_write_int(text, number);

        if (!is_nested)
            sink_append_view(prefix, q->number_prefix);
        sink_append(prefix, text, (size_t)(end - text));
    }
    if (is_nested)
        sink_append_text(prefix, "%5D");
}

/* The value on top, which is no array and no null. */
static void put_value(const struct query *q)
{
    char text[NUMBER_ROOM];
    lua_State *L = q->L;

    if (lua_type(L, -1) == LUA_TBOOLEAN) {
        sink_put(q->sink, (char)(lua_toboolean(L, -1) ? '1' : '0'));
        return;
    }
    if (lua_type(L, -1) == LUA_TNUMBER && !lua_isinteger(L, -1)) {
        const char *end = number_write_float(text, lua_tonumber(L, -1));

        put_url(q, q->sink, view_of(text, (size_t)(end - text)));
        return;
    }
    put_url(q, q->sink, php_array_to_string(L));
}

static void put_array(const struct query *q, int depth, struct sink *prefix);

static void put_entry(const struct query *q, int depth, struct sink *prefix)
{
    lua_State *L = q->L;

    if (lua_type(L, -1) == LUA_TTABLE) {
        put_array(q, depth + 1, prefix);
        return;
    }
    if (php_is_null(L, -1) || lua_type(L, -1) == LUA_TFUNCTION)
        return;
    if (q->sink->len > 0)
        sink_append_view(q->sink, q->separator);
    sink_append_view(q->sink, sink_view(prefix));
    sink_put(q->sink, '=');
    put_value(q);
}

/* The table on top.  A list has the keys from 0 on. */
static void put_array(const struct query *q, int depth, struct sink *prefix)
{
    lua_State *L = q->L;
    int table = lua_gettop(L), keys;
    size_t count, len = prefix->len;

    if (depth > NESTING_MAX)
        php_error(L, "the array is nested too deeply");
    luaL_checkstack(L, 12, NULL);
    count = php_array_make_pairs(L, table);
    keys = lua_gettop(L);
    for (size_t i = 1; i <= count; i++) {
        budget_charge(L, 1);
        if (lua_isnil(L, keys))
            lua_pushinteger(L, (lua_Integer)i - 1);
        else
            lua_rawgeti(L, keys, (int)i);
        put_key(q, prefix, depth > 0);
        lua_rawgeti(L, table, (int)i);
        put_entry(q, depth, prefix);
        lua_settop(L, keys);
        prefix->len = len;
    }
}

static int call_http_build_query(lua_State *L)
{
    struct php_result result, prefix;
    struct query q = {.L = L};
    int64_t type;

    php_count(L, 1, 4);
    if (!php_is_array(L, 1))
        php_bad_value(L, 1, "must be of type array, %s given",
                      php_type_name(L, 1));
    q.number_prefix = php_string_or(L, 2, view_of("", 0));
    q.separator = php_string_or(L, 3, view_of("&", 1));
    type = php_int_or(L, 4, RFC1738);
    q.raw = type == RFC3986;
    q.sink = php_result_begin(&result, L);
    php_result_begin(&prefix, L);
    lua_pushvalue(L, 1);
    put_array(&q, 0, &prefix.sink);
    return php_result_push(&result);
}

static const struct php_row rows[] = {
    {"parse_url", "string $url, int $component = -1",
     "array|string|int|false|null", "The parts of a URL.", call_parse_url},
    {"http_build_query",
     "array $data, string $numeric_prefix = \"\", "
     "?string $arg_separator = null, int $encoding_type = PHP_QUERY_RFC1738",
     "string", "The query that stands for an array.", call_http_build_query},
    {NULL, NULL, NULL, NULL, NULL},
};

static const struct php_constant constants[] = {
    {"PHP_URL_SCHEME", URL_SCHEME},
    {"PHP_URL_HOST", URL_HOST},
    {"PHP_URL_PORT", URL_PORT},
    {"PHP_URL_USER", URL_USER},
    {"PHP_URL_PASS", URL_PASS},
    {"PHP_URL_PATH", URL_PATH},
    {"PHP_URL_QUERY", URL_QUERY},
    {"PHP_URL_FRAGMENT", URL_FRAGMENT},
    {"PHP_QUERY_RFC1738", RFC1738},
    {"PHP_QUERY_RFC3986", RFC3986},
    {NULL, 0},
};

const struct php_group php_url_group = {"URLs", rows, constants};
