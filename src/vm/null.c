#include "vm/null.h"

#include "vm/php.h"

void null_open(lua_State *L)
{
    struct state *st = state_of(L);

    lua_createtable(L, 0, 1);
    php_push_null(L);
    st->null = lua_touserdata(L, -1);
    lua_pushvalue(L, -1);
    st->null_ref = luaL_ref(L, LUA_REGISTRYINDEX);
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
