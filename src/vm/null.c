#include "vm/null.h"

#include "vm/php.h"
#include "vm/php_argument.h"

static int null_to_text(lua_State *L)
{
    lua_pushliteral(L, "null");
    return 1;
}

static void hide_metatable(lua_State *L)
{
    lua_createtable(L, 0, 2);
    lua_pushcfunction(L, null_to_text);
    lua_setfield(L, -2, "__tostring");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

void null_open(lua_State *L)
{
    struct state *st = state_of(L);

    lua_createtable(L, 0, 1);
    st->null = lua_newuserdata(L, 1);
    hide_metatable(L);
    lua_pushvalue(L, -1);
    st->null_ref = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, PHP_NULL);
    lua_setfield(L, -2, "null");
    php_open(L);
    lua_setglobal(L, "php");
}

void null_push(lua_State *L, const struct state *st)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, st->null_ref);
}

bool null_is(lua_State *L, int index, const struct state *st)
{
    return lua_touserdata(L, index) == st->null;
}
