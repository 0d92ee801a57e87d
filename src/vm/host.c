#include "vm/host.h"

#include <string.h>

#include "vm/limit.h"

/* What a function or an error of the host holds. */
struct anchor {
    int64_t number;
};

static const char ANCHOR[] = "moonspan.anchor";
static const char EXCEPTION[] = "moonspan.exception";

/* A place to write to was reserved when the anchor was made. */
static int let_go(lua_State *L)
{
    struct state *st = state_of(L);
    const struct anchor *anchor = lua_touserdata(L, 1);

    buffer_append(&st->host.released, &st->arena, (const char *)&anchor->number,
                  sizeof anchor->number);
    st->host.anchors--;
    st->frame[MOON_FRAME_RELEASED].integer++;
    return 0;
}

static int describe_error(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_getfield(L, 1, "class");
    lua_pushliteral(L, ": ");
    lua_getfield(L, 1, "message");
    if (!lua_isstring(L, 2) || !lua_isstring(L, 4))
        return luaL_error(L, "an exception without a class or a message");
    lua_concat(L, 3);
    return 1;
}

static int new_weak_table(lua_State *L, const char *mode)
{
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushstring(L, mode);
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

static void new_metatable(lua_State *L, const char *name, const char *event,
                          lua_CFunction function)
{
    luaL_newmetatable(L, name);
    lua_pushcfunction(L, function);
    lua_setfield(L, -2, event);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}

/* Before the first of them, for many states have none.  [-0, +0, e] */
static void prepare(lua_State *L)
{
    struct host *host = &state_of(L)->host;

    if (host->functions_ref)
        return;
    new_metatable(L, ANCHOR, "__gc", let_go);
    new_metatable(L, EXCEPTION, "__tostring", describe_error);
    host->errors_ref = new_weak_table(L, "k");
    host->functions_ref = new_weak_table(L, "kv");
}

/*
 * What the host holds for a number is not seen by the collector of Lua, which
 * would let thousands pile up; so it is told of a kilobyte for each.
 */
static void press_collector(lua_State *L, struct state *st)
{
    enum { GROUP = 64 };

    if (++st->host.made % GROUP == 0)
        lua_gc(L, LUA_GCSTEP, GROUP);
}

/* [-0, +1, e] */
static void push_anchor(lua_State *L, int64_t number)
{
    struct state *st = state_of(L);
    struct anchor *anchor = lua_newuserdata(L, sizeof *anchor);

    anchor->number = number;
    if (!buffer_reserve(&st->host.released, &st->arena,
                        (st->host.anchors + 1) * sizeof number))
        luaL_error(L, "not enough memory");
    luaL_getmetatable(L, ANCHOR);
    lua_setmetatable(L, -2);
    st->host.anchors++;
    press_collector(L, st);
}

static int call_host(lua_State *L)
{
    struct state *st = state_of(L);
    const struct anchor *anchor = lua_touserdata(L, lua_upvalueindex(1));

    if (st->spent.hit)
        return limit_raise(L);
    st->host.called = anchor->number;
    return engine_can_ask(L) ? engine_ask(L) : st->host.call_back(L);
}

/* The table of functions has them by number, and their numbers by them. */
void host_push_function(lua_State *L, int64_t number)
{
    prepare(L);
    lua_rawgeti(L, LUA_REGISTRYINDEX, state_of(L)->host.functions_ref);
    lua_pushinteger(L, (lua_Integer)number);
    lua_rawget(L, -2);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        push_anchor(L, number);
        lua_pushcclosure(L, call_host, 1);
        engine_wrap(L);
        lua_pushinteger(L, (lua_Integer)number);
        lua_pushvalue(L, -2);
        lua_rawset(L, -4);
        lua_pushvalue(L, -1);
        lua_pushinteger(L, (lua_Integer)number);
        lua_rawset(L, -4);
    }
    lua_remove(L, -2);
}

void host_make_error(lua_State *L, int64_t number)
{
    prepare(L);
    lua_createtable(L, 0, 3);
    lua_insert(L, -4);
    lua_setfield(L, -4, "code");
    lua_setfield(L, -3, "message");
    lua_setfield(L, -2, "class");
    luaL_getmetatable(L, EXCEPTION);
    lua_setmetatable(L, -2);

    lua_rawgeti(L, LUA_REGISTRYINDEX, state_of(L)->host.errors_ref);
    lua_pushvalue(L, -2);
    push_anchor(L, number);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

/* Pushes what a table of the registry has for the value at `index`. */
static void look_up(lua_State *L, int ref, int index)
{
    lua_pushvalue(L, index);
    lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
    lua_insert(L, -2);
    lua_rawget(L, -2);
    lua_remove(L, -2);
}

int64_t host_function_at(const struct state *st, lua_State *L, int index)
{
    int64_t number;

    if (!st->host.functions_ref || !engine_check_stack(L, 2))
        return 0;
    look_up(L, st->host.functions_ref, index);
    number = (int64_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return number;
}

int64_t host_error_at(const struct state *st, int place)
{
    const struct anchor *anchor;
    int64_t number;

    if (!st->host.functions_ref || lua_type(st->co, place) != LUA_TTABLE ||
        !engine_check_stack(st->co, 2))
        return 0;
    look_up(st->co, st->host.errors_ref, place);
    anchor = lua_touserdata(st->co, -1);
    number = anchor ? anchor->number : 0;
    lua_pop(st->co, 1);
    return number;
}

/* A number may have been given to Lua again meanwhile. */
static bool is_held(const struct state *st, int64_t number)
{
    bool is_function;

    lua_rawgeti(st->L, LUA_REGISTRYINDEX, st->host.functions_ref);
    lua_pushinteger(st->L, (lua_Integer)number);
    lua_rawget(st->L, -2);
    is_function = lua_isfunction(st->L, -1);
    lua_pop(st->L, 2);
    return is_function;
}

int64_t host_take_released(struct state *st)
{
    struct buffer *released = &st->host.released;
    int64_t number;

    while (released->len > 0) {
        released->len -= sizeof number;
        memcpy(&number, released->bytes + released->len, sizeof number);
        st->frame[MOON_FRAME_RELEASED].integer =
            (int64_t)(released->len / sizeof number);
        if (!is_held(st, number))
            return number;
    }
    return 0;
}
