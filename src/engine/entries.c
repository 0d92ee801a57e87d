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

void engine_push_table(lua_State *L, int elements, int entries)
{
    luaL_checkstack(L, 1 + ENGINE_TABLE_ROOM, NULL);
    lua_createtable(L, elements, entries);
}

static void show_number(lua_State *L, int index, struct scalar *value)
{
    if (lua_isinteger(L, index)) {
        value->kind = SCALAR_INT;
        value->integer = (int64_t)lua_tointeger(L, index);
    } else {
        value->kind = SCALAR_FLOAT;
        value->number = lua_tonumber(L, index);
    }
}

void engine_show(lua_State *L, int index, struct scalar *value)
{
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: show_number(L, index, value); break;
    case LUA_TBOOLEAN:
        value->kind = SCALAR_BOOL;
        value->integer = lua_toboolean(L, index);
        break;
    case LUA_TSTRING:
        value->kind = SCALAR_BYTES;
        value->bytes = lua_tolstring(L, index, &value->len);
        break;
    default: value->kind = SCALAR_OTHER;
    }
}

static void push(lua_State *L, const struct scalar *value)
{
    switch (value->kind) {
    case SCALAR_BYTES: lua_pushlstring(L, value->bytes, value->len); break;
    case SCALAR_BOOL: lua_pushboolean(L, value->integer != 0); break;
    case SCALAR_INT: lua_pushinteger(L, (lua_Integer)value->integer); break;
    case SCALAR_FLOAT: lua_pushnumber(L, value->number); break;
    case SCALAR_OTHER: lua_pushnil(L); break;
    }
}

void engine_peek(lua_State *L, int index, int key, struct scalar *value)
{
    lua_rawgeti(L, index, key);
    engine_show(L, -1, value);
    lua_pop(L, 1);
}

int engine_peek_run(lua_State *L, int index, int key, struct scalar *to,
                    int max)
{
    for (int i = 0; i < max; i++) {
        engine_peek(L, index, key + i, &to[i]);
        if (to[i].kind == SCALAR_OTHER)
            return i;
    }
    return max;
}

void engine_poke_run(lua_State *L, int index, int key,
                     const struct scalar *from, int count)
{
    lua_pushvalue(L, index);
    for (int i = 0; i < count; i++) {
        push(L, &from[i]);
        lua_rawseti(L, -2, key + i);
    }
    lua_pop(L, 1);
}

void engine_poke_pairs(lua_State *L, int index, const struct scalar *pairs,
                       int count)
{
    lua_pushvalue(L, index);
    for (int i = 0; i < count; i++, pairs += 2) {
        push(L, &pairs[0]);
        push(L, &pairs[1]);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
}

/* The key on the stack is the place, until there is none. */
int engine_next(lua_State *L, int index, unsigned *place, struct scalar *pairs,
                int max)
{
    bool is_plain = true;
    int count = 0;

    for (; is_plain && *place == 0 && count < max; pairs += 2) {
        lua_pop(L, 1);
        if (!lua_next(L, index + 1)) {
            lua_settop(L, lua_gettop(L) + 2);
            *place = 1;
            break;
        }
        engine_show(L, -2, &pairs[0]);
        engine_show(L, -1, &pairs[1]);
        is_plain =
            pairs[0].kind != SCALAR_OTHER && pairs[1].kind != SCALAR_OTHER;
        count++;
    }
    return count;
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
