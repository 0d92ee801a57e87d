/*
 * Yields to the host on LuaJIT: lua/relay.lua, and what it needs of C.
 */
#include "engine/embedded.h"
#include "engine/engine.h"

/* Each coroutine inside another takes some of the C stack. */
enum { DEPTH_MAX = 190 };

/* In the registry. */
static const char WRAP[] = "moonspan.wrap";

int engine_answer(lua_State *L, lua_State *co, int count, int *results)
{
    struct engine_link *link = engine_link(L);
    int status;

    link->passing = false;
    link->unreachable = false;
    link->depth = 0;
    status = lua_resume(co, count);
    *results = lua_gettop(co);
    return status;
}

int engine_call(lua_State *L, lua_State *co, int *results)
{
    return engine_answer(L, co, lua_gettop(co) - 1, results);
}

bool engine_can_ask(lua_State *L)
{
    return lua_isyieldable(L) && !engine_link(L)->unreachable;
}

int engine_ask(lua_State *L)
{
    engine_link(L)->passing = true;
    return lua_yield(L, lua_gettop(L));
}

int engine_yield(lua_State *L, int count)
{
    return lua_yield(L, count);
}

void engine_wrap(lua_State *L)
{
    lua_getfield(L, LUA_REGISTRYINDEX, WRAP);
    lua_insert(L, -2);
    lua_call(L, 1, 1);
}

static int passing(lua_State *L)
{
    lua_pushboolean(L, engine_link(L)->passing);
    return 1;
}

static int enter(lua_State *L)
{
    struct engine_link *link = engine_link(L);

    if (link->depth >= DEPTH_MAX)
        return luaL_error(L, "C stack overflow");
    link->depth++;
    lua_pushboolean(L, link->unreachable);
    link->unreachable = link->unreachable || !lua_isyieldable(L);
    link->passing = false;
    return 1;
}

static int leave(lua_State *L)
{
    struct engine_link *link = engine_link(L);

    link->unreachable = lua_toboolean(L, 1);
    link->depth--;
    return 0;
}

static int finish(lua_State *L)
{
    struct engine_link *link = engine_link(L);

    if (!link->raising)
        return lua_gettop(L);
    link->raising = false;
    return lua_error(L);
}

void engine_open_coroutines(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"passing", passing}, {"enter", enter}, {"leave", leave},
        {"finish", finish},   {NULL, NULL},
    };

    embedded_load(L, "relay");
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    lua_call(L, 1, 1);
    lua_setfield(L, LUA_REGISTRYINDEX, WRAP);
}
