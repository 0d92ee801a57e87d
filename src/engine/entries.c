/*
 * For engines whose tables are closed to us.
 */
#include "engine/engine.h"

size_t engine_count_entries(lua_State *L, int index)
{
    size_t count = 0;

    lua_pushvalue(L, index);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        count++;
    }
    lua_pop(L, 1);
    return count;
}

static void peek_number(lua_State *L, struct engine_scalar *value)
{
    value->is_integer = lua_isinteger(L, -1) != 0;
    if (value->is_integer)
        value->integer = (int64_t)lua_tointeger(L, -1);
    else
        value->number = lua_tonumber(L, -1);
}

void engine_peek(lua_State *L, int index, int key, struct engine_scalar *value)
{
    lua_rawgeti(L, index, key);
    value->type = lua_type(L, -1);
    if (value->type == LUA_TNUMBER)
        peek_number(L, value);
    else if (value->type == LUA_TBOOLEAN)
        value->integer = lua_toboolean(L, -1);
    else if (value->type == LUA_TSTRING)
        value->bytes = lua_tolstring(L, -1, &value->len);
    lua_pop(L, 1);
}

void engine_poke(lua_State *L, int index, int key,
                 const struct engine_scalar *value)
{
    lua_pushvalue(L, index);
    if (value->type == LUA_TBOOLEAN)
        lua_pushboolean(L, value->integer != 0);
    else if (value->is_integer)
        lua_pushinteger(L, (lua_Integer)value->integer);
    else
        lua_pushnumber(L, value->number);
    lua_rawseti(L, -2, key);
    lua_pop(L, 1);
}
