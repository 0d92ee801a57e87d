#include "vm/path.h"

#include <string.h>

#include "vm/error.h"
#include "vm/guard.h"
#include "vm/php.h"

struct path {
    struct state *st;
    const char *bytes; /* what is left of it */
    size_t len;
    const char *start;
    int32_t failure; /* what an error means */
};

/* Digits without a sign or needless zeros, few enough to fit. */
static bool is_index(const char *name, size_t len)
{
    if (len == 0 || len > 15 || (name[0] == '0' && len > 1))
        return false;
    for (size_t i = 0; i < len; i++) {
        if (name[i] < '0' || name[i] > '9')
            return false;
    }
    return true;
}

static lua_Integer to_index(const char *name, size_t len)
{
    lua_Integer n = 0;

    for (size_t i = 0; i < len; i++)
        n = n * 10 + (name[i] - '0');
    return n;
}

/* Pushes the next name as a key; false when it was the last.  [-0, +1, m] */
static bool push_key(lua_State *L, struct path *path)
{
    const char *dot = memchr(path->bytes, '.', path->len);
    size_t len = dot ? (size_t)(dot - path->bytes) : path->len;

    if (is_index(path->bytes, len))
        lua_pushinteger(L, to_index(path->bytes, len));
    else
        lua_pushlstring(L, path->bytes, len);
    path->bytes += len + (dot ? 1 : 0);
    path->len -= len + (dot ? 1 : 0);
    return dot != NULL;
}

/* Raises unless what was found on the way is a table. */
static void check_table(lua_State *L, const struct path *path)
{
    if (lua_istable(L, -1))
        return;
    lua_pushlstring(L, path->start, (size_t)(path->bytes - path->start) - 1);
    luaL_error(L, "'%s' is a %s value, not a table", lua_tostring(L, -1),
               luaL_typename(L, -2));
}

/* The module `php` is there in full only when it is looked into. */
static void begin(lua_State *L, const struct path *path)
{
    static const char module[] = "php";
    size_t len = sizeof module - 1;

    if (path->len >= len && memcmp(path->bytes, module, len) == 0)
        php_complete(L);
}

static void get(lua_State *L, void *arg)
{
    struct path *path = arg;
    bool more;

    begin(L, path);
    lua_pushglobaltable(L);
    do {
        more = push_key(L, path);
        lua_rawget(L, -2);
        lua_remove(L, -2);
        if (lua_isnil(L, -1))
            return;
        if (more)
            check_table(L, path);
    } while (more);
}

static void get_callable(lua_State *L, void *arg)
{
    struct path *path = arg;

    get(L, path);
    if (lua_isfunction(L, -1) || luaL_getmetafield(L, -1, "__call")) {
        lua_settop(L, 1);
        return;
    }
    path->failure = MOON_ERUNTIME;
    path->bytes += path->len;
    lua_pushlstring(L, path->start, (size_t)(path->bytes - path->start));
    luaL_error(L, "attempt to call a %s value ('%s')", luaL_typename(L, -2),
               lua_tostring(L, -1));
}

/* Stands in for nil on the way: a new table.  [-1, +1, m] */
static void make_table(lua_State *L)
{
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
}

static void set(lua_State *L, void *arg)
{
    struct path *path = arg;

    lua_xmove(path->st->co, L, 1);
    begin(L, path);
    lua_pushglobaltable(L);
    while (push_key(L, path)) {
        lua_pushvalue(L, -1);
        lua_rawget(L, -3);
        if (lua_isnil(L, -1))
            make_table(L);
        check_table(L, path);
        lua_replace(L, 2);
        lua_settop(L, 2);
    }
    lua_pushvalue(L, 1);
    lua_rawset(L, 2);
    lua_settop(L, 0);
}

/* `require` is not to find a library that is gone. */
static void unload(lua_State *L, const struct path *path)
{
    lua_getfield(L, LUA_REGISTRYINDEX, "_LOADED");
    if (lua_istable(L, -1)) {
        lua_pushlstring(L, path->start, (size_t)(path->bytes - path->start));
        lua_pushnil(L);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
}

static void take(lua_State *L, void *arg)
{
    struct path *path = arg;
    bool is_global = !memchr(path->bytes, '.', path->len);

    begin(L, path);
    lua_pushglobaltable(L);
    while (push_key(L, path)) {
        lua_rawget(L, 1);
        check_table(L, path);
        lua_replace(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_rawget(L, 1);
    if (lua_isnil(L, -1))
        luaL_error(L, "nothing stands there to be removed");
    lua_pop(L, 1);
    lua_pushnil(L);
    lua_rawset(L, 1);
    if (is_global)
        unload(L, path);
    lua_settop(L, 0);
}

static bool has_empty_name(const char *bytes, size_t len)
{
    if (len == 0 || bytes[0] == '.' || bytes[len - 1] == '.')
        return true;
    for (size_t i = 1; i < len; i++) {
        if (bytes[i] == '.' && bytes[i - 1] == '.')
            return true;
    }
    return false;
}

static int32_t walk(struct state *st, engine_body *body, const char *bytes,
                    size_t len)
{
    struct path path = {st, bytes, len, bytes, MOON_EINVAL};
    int lua_status;

    if (has_empty_name(bytes, len))
        return error_set(st, MOON_EINVAL, "the path '%.*s' has an empty name",
                         len < 80 ? (int)len : 80, bytes);
    lua_status = guard_run(st, body, &path);
    if (lua_status == LUA_OK)
        return MOON_OK;
    if (error_from_run(st, lua_status) != MOON_EMEMORY)
        st->error.status = path.failure;
    return st->error.status;
}

int32_t path_get(struct state *st, const char *bytes, size_t len)
{
    return walk(st, get, bytes, len);
}

int32_t path_get_callable(struct state *st, const char *bytes, size_t len)
{
    return walk(st, get_callable, bytes, len);
}

int32_t path_set(struct state *st, const char *bytes, size_t len)
{
    return walk(st, set, bytes, len);
}

int32_t path_take(struct state *st, const char *bytes, size_t len)
{
    return walk(st, take, bytes, len);
}
