/*
 * For engines whose tables, strings and collector are closed to us.
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

static void show_number(lua_State *L, int index, struct engine_scalar *value)
{
    value->is_integer = lua_isinteger(L, index) != 0;
    if (value->is_integer)
        value->integer = (int64_t)lua_tointeger(L, index);
    else
        value->number = lua_tonumber(L, index);
}

void engine_show(lua_State *L, int index, struct engine_scalar *value)
{
    value->type = lua_type(L, index);
    if (value->type == LUA_TNUMBER)
        show_number(L, index, value);
    else if (value->type == LUA_TBOOLEAN)
        value->integer = lua_toboolean(L, index);
    else if (value->type == LUA_TSTRING)
        value->bytes = lua_tolstring(L, index, &value->len);
}

static void push(lua_State *L, const struct engine_scalar *value)
{
    if (value->type == LUA_TSTRING)
        lua_pushlstring(L, value->bytes, value->len);
    else if (value->type == LUA_TBOOLEAN)
        lua_pushboolean(L, value->integer != 0);
    else if (value->is_integer)
        lua_pushinteger(L, (lua_Integer)value->integer);
    else
        lua_pushnumber(L, value->number);
}

void engine_peek(lua_State *L, int index, int key, struct engine_scalar *value)
{
    lua_rawgeti(L, index, key);
    engine_show(L, -1, value);
    lua_pop(L, 1);
}

void engine_poke(lua_State *L, int index, int key,
                 const struct engine_scalar *value)
{
    lua_pushvalue(L, index);
    push(L, value);
    lua_rawseti(L, -2, key);
    lua_pop(L, 1);
}

void engine_poke_at(lua_State *L, int index, const struct engine_scalar *key,
                    const struct engine_scalar *value)
{
    lua_pushvalue(L, index);
    push(L, key);
    push(L, value);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

int engine_peek_ints(lua_State *L, int index, int key, int64_t *to, int max)
{
    struct engine_scalar value;

    for (int i = 0; i < max; i++) {
        engine_peek(L, index, key + i, &value);
        if (value.type != LUA_TNUMBER || !value.is_integer)
            return i;
        to[i] = value.integer;
    }
    return max;
}

void engine_poke_ints(lua_State *L, int index, int key, const int64_t *from,
                      int count)
{
    lua_pushvalue(L, index);
    for (int i = 0; i < count; i++) {
        lua_pushinteger(L, (lua_Integer)from[i]);
        lua_rawseti(L, -2, key + i);
    }
    lua_pop(L, 1);
}

/* The key on the stack is the place. */
bool engine_next(lua_State *L, int index, struct engine_entry *entry)
{
    lua_pop(L, 1);
    if (!lua_next(L, index + 1)) {
        lua_settop(L, lua_gettop(L) + 2);
        return false;
    }
    engine_show(L, -2, &entry->key);
    engine_show(L, -1, &entry->value);
    return true;
}

static ptrdiff_t bytes_in_use(lua_State *L)
{
    return (ptrdiff_t)lua_gc(L, LUA_GCCOUNT, 0) * 1024 +
           lua_gc(L, LUA_GCCOUNTB, 0);
}

void engine_hold_gc(lua_State *L, struct engine_hold *hold)
{
    hold->is_held = lua_gc(L, LUA_GCISRUNNING, 0) != 0;
    hold->taken = bytes_in_use(L);
    if (hold->is_held)
        lua_gc(L, LUA_GCSTOP, 0);
}

void engine_release_gc(lua_State *L, const struct engine_hold *hold)
{
    if (hold->is_held)
        lua_gc(L, LUA_GCRESTART, 0);
}

void engine_repay_gc(lua_State *L, const struct engine_hold *hold)
{
    ptrdiff_t taken = bytes_in_use(L);

    if (hold->is_held && taken > hold->taken)
        lua_gc(L, LUA_GCSTEP, (int)((taken - hold->taken) / 1024));
}

void engine_rest_gc(lua_State *L)
{
    lua_gc(L, LUA_GCRESTART, 0);
}

char *engine_new_string(lua_State *L, size_t len)
{
    (void)L;
    (void)len;
    return NULL;
}

bool engine_call_failed(lua_State *co, lua_CFunction function, void *ud)
{
    (void)co;
    (void)function;
    (void)ud;
    return false;
}
