/*
 * Yields to the host on LuaJIT: lua/relay.lua, and what it needs of C.
 */
#include <stdlib.h>

#include "engine/embedded.h"
#include "engine/engine.h"

/* Less than any thread or Fiber has. */
enum { C_STACK_MAX = 256 * 1024 };

/* In the registry. */
static const char WRAP[] = "moonspan.wrap";

/* What lua/relay.lua gives besides, in this order. */
enum { RESUME, RAISE, CLOSE, STATUS, HELPERS = ENGINE_HELPERS };

/* Whichever way it grows. */
void engine_check_c_stack(lua_State *L)
{
    const char *base = engine_link(L)->c_stack;
    char here;

    if (base && labs(&here - base) > C_STACK_MAX)
        luaL_error(L, "C stack overflow");
}

int engine_answer(lua_State *L, lua_State *co, int count, int *results)
{
    struct engine_link *link = engine_link(L);
    const char *outer = link->c_stack;
    char here;
    int status;

    link->passing = false;
    link->unreachable = false;
    link->c_stack = &here;
    status = lua_resume(co, count);
    link->c_stack = outer;
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

/* The function of Lua that engine_wrap() makes stands between. */
void engine_where(lua_State *L)
{
    luaL_where(L, 2);
}

bool engine_is_finalizing(lua_State *L)
{
    return !lua_gc(L, LUA_GCISRUNNING, 0);
}

static int passing(lua_State *L)
{
    lua_pushboolean(L, engine_link(L)->passing);
    return 1;
}

static int enter(lua_State *L)
{
    struct engine_link *link = engine_link(L);

    engine_check_c_stack(L);
    lua_pushboolean(L, link->unreachable);
    link->unreachable = link->unreachable || !lua_isyieldable(L);
    link->passing = false;
    return 1;
}

static int leave(lua_State *L)
{
    engine_link(L)->unreachable = lua_toboolean(L, 1);
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

static int begun(lua_State *L)
{
    lua_pushboolean(L, lua_status(lua_tothread(L, 1)) == LUA_YIELD);
    return 1;
}

static int raising(lua_State *L)
{
    engine_link(L)->raising = lua_toboolean(L, 1);
    return 0;
}

static int failed(lua_State *L)
{
    engine_link(L)->failed = lua_tothread(L, 1);
    return 0;
}

void engine_open_coroutines(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"passing", passing}, {"enter", enter}, {"leave", leave},
        {"finish", finish},   {"begun", begun}, {"raising", raising},
        {"failed", failed},   {NULL, NULL},
    };
    struct engine_link *link = engine_link(L);

    embedded_load(L, "relay");
    lua_newtable(L);
    luaL_register(L, NULL, functions);
    lua_call(L, 1, 1 + HELPERS);
    for (int i = HELPERS - 1; i >= 0; i--)
        link->helper_refs[i] = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_setfield(L, LUA_REGISTRYINDEX, WRAP);
}

static void push_helper(lua_State *L, int which)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, engine_link(L)->helper_refs[which]);
}

void engine_push_resume(lua_State *L)
{
    push_helper(L, RESUME);
}

void engine_push_raise(lua_State *L)
{
    push_helper(L, RAISE);
}

void engine_push_close(lua_State *L)
{
    push_helper(L, CLOSE);
}

void engine_push_status(lua_State *L, lua_State *co)
{
    push_helper(L, STATUS);
    lua_pushthread(co);
    lua_xmove(co, L, 1);
    lua_call(L, 1, 1);
}
