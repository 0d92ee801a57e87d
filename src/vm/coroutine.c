#include "vm/coroutine.h"

#include "vm/guard.h"

static void make(lua_State *L, void *arg)
{
    struct state *st = arg;
    lua_State *co = lua_newthread(L);

    lua_rawseti(L, LUA_REGISTRYINDEX, st->co_ref);
    st->co = co;
}

void coroutine_drop(struct state *st)
{
    lua_pushboolean(st->L, 0);
    lua_rawseti(st->L, LUA_REGISTRYINDEX, st->co_ref);
    st->co = NULL;
}

bool coroutine_prepare(struct state *st, int count)
{
    if (!st->co && guard_run(st, make, st) != LUA_OK) {
        lua_pop(st->L, 1);
        return false;
    }
    return engine_check_stack(st->co, count);
}

void coroutine_renew(struct state *st)
{
    lua_xmove(st->co, st->L, 1);
    coroutine_drop(st);
    guard_collect_if_short(st);
    if (coroutine_prepare(st, 1))
        lua_xmove(st->L, st->co, 1);
    else
        lua_pop(st->L, 1);
}

static bool is_main(lua_State *L)
{
    const struct state *st = state_of(L);

    return L == st->co || L == st->L;
}

static int yield(lua_State *L)
{
    if (is_main(L)) {
        lua_pushliteral(L, "attempt to yield from outside a coroutine");
        return lua_error(L);
    }
    return lua_yield(L, lua_gettop(L));
}

/*
 * Lua 5.4 returns the thread and true for the main one, Lua 5.1 just nil.  The
 * main one is st->co even to handlers that run on st->L, which stays our own.
 */
static int running(lua_State *L)
{
    const struct state *st = state_of(L);
    bool is_main_thread = is_main(L);

#if LUA_VERSION_NUM < 502
    if (is_main_thread) {
        lua_pushnil(L);
        return 1;
    }
#endif
    if (is_main_thread && st->co)
        lua_rawgeti(L, LUA_REGISTRYINDEX, st->co_ref);
    else
        lua_pushthread(L);
    lua_pushboolean(L, is_main_thread);
    return LUA_VERSION_NUM < 502 ? 1 : 2;
}

static int isyieldable(lua_State *L)
{
    lua_State *co = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;

    lua_pushboolean(L, !is_main(co) && lua_isyieldable(co));
    return 1;
}

void coroutine_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"yield", yield},
        {"running", running},
        {"isyieldable", isyieldable},
        {NULL, NULL},
    };

    lua_pushboolean(L, 0);
    state_of(L)->co_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_getglobal(L, LUA_COLIBNAME);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
