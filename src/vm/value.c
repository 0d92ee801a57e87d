#include "vm/value.h"

#include "vm/host.h"
#include "vm/null.h"

/*
 * The place of a result on st->co; 0 where there is none, or where a finalizer
 * has closed the coroutine since.
 */
static int place_of(const struct state *st, int index)
{
    int place;

    if (index < 0 || index >= st->result_count)
        return 0;
    place = lua_gettop(st->co) - st->result_count + 1 + index;
    return place > 0 ? place : 0;
}

bool value_holds_int(int64_t value)
{
    return value >= engine_integer_min && value <= engine_integer_max;
}

int32_t value_kind(const struct state *st, int index)
{
    int place = place_of(st, index);

    if (place == 0)
        return MOON_NIL;
    switch (lua_type(st->co, place)) {
    case LUA_TNIL: return MOON_NIL;
    case LUA_TBOOLEAN: return MOON_BOOL;
    case LUA_TNUMBER:
        return lua_isinteger(st->co, place) ? MOON_INT : MOON_FLOAT;
    case LUA_TSTRING: return MOON_BYTES;
    case LUA_TFUNCTION:
        return host_function_at(st, st->co, place) ? MOON_HOSTED
                                                   : MOON_FUNCTION;
    case LUA_TTABLE: return MOON_TABLE;
    case LUA_TTHREAD: return MOON_COROUTINE;
    default: return null_is(st->co, place, st) ? MOON_NIL : MOON_USERDATA;
    }
}

int64_t value_int(const struct state *st, int index)
{
    int place = place_of(st, index);

    if (place == 0)
        return 0;
    if (lua_isboolean(st->co, place))
        return lua_toboolean(st->co, place);
    if (lua_isfunction(st->co, place))
        return host_function_at(st, st->co, place);
    if (!lua_isinteger(st->co, place))
        return 0;
    return (int64_t)lua_tointeger(st->co, place);
}

double value_float(const struct state *st, int index)
{
    int place = place_of(st, index);

    if (place == 0 || lua_type(st->co, place) != LUA_TNUMBER)
        return 0;
    return lua_tonumber(st->co, place);
}

static const char *bytes_of(const struct state *st, int index, size_t *len)
{
    int place = place_of(st, index);

    *len = 0;
    if (place == 0 || lua_type(st->co, place) != LUA_TSTRING)
        return "";
    return lua_tolstring(st->co, place, len);
}

const char *value_bytes(const struct state *st, int index)
{
    size_t len;

    return bytes_of(st, index, &len);
}

size_t value_len(const struct state *st, int index)
{
    size_t len;

    bytes_of(st, index, &len);
    return len;
}

bool value_push(struct state *st, int index)
{
    if (!engine_check_stack(st->co, 1))
        return false;
    lua_pushvalue(st->co, place_of(st, index));
    return true;
}
