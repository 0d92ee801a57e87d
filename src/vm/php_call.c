#include "vm/php_call.h"

#include "base/wire_msgpack.h"
#include "vm/call.h"
#include "vm/coroutine.h"
#include "vm/decode.h"
#include "vm/encode.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/null.h"

/* A call on its way to the other side of the fence. */
struct request {
    struct state *st;
    struct view name;
    const struct php_value *arguments;
    int count;
};

static void push_function(lua_State *L, struct view name)
{
    lua_getglobal(L, "php");
    lua_pushlstring(L, name.bytes, name.len);
    lua_gettable(L, -2);
    if (lua_type(L, -1) != LUA_TFUNCTION)
        luaL_error(
            L, "there is no function '%s'",
            (lua_pushlstring(L, name.bytes, name.len), lua_tostring(L, -1)));
    lua_replace(L, -2);
}

static void push_value(lua_State *L, const struct php_value *value)
{
    if (value->type == LUA_TSTRING)
        lua_pushlstring(L, value->text.bytes, value->text.len);
    else if (value->type == LUA_TBOOLEAN)
        lua_pushboolean(L, value->integer != 0);
    else if (value->type != LUA_TNUMBER)
        lua_pushnil(L);
    else if (value->is_float)
        lua_pushnumber(L, value->number);
    else
        lua_pushinteger(L, (lua_Integer)value->integer);
}

static void run(lua_State *L, void *arg)
{
    const struct request *request = arg;

    luaL_checkstack(L, request->count + 1, NULL);
    push_function(L, request->name);
    for (int i = 0; i < request->count; i++)
        push_value(L, &request->arguments[i]);
    lua_call(L, request->count, LUA_MULTRET);
}

/*
 * What is left of the call before, `count` values at the bottom, goes when the
 * arguments are there: they may be made of it.  What this call was refused is
 * not forgotten, for it tells what its error is.
 */
static void forget(struct state *st, int count)
{
    bool was_denied = st->arena.denied;

    while (count-- > 0)
        lua_remove(st->L, 1);
    state_forget(st);
    st->arena.denied = was_denied;
}

static void show(lua_State *L, int index, struct php_value *value)
{
    *value = (struct php_value){.type = lua_type(L, index)};
    if (value->type == LUA_TSTRING) {
        value->text.bytes = lua_tolstring(L, index, &value->text.len);
    } else if (value->type == LUA_TNUMBER) {
        value->is_float = !lua_isinteger(L, index);
        value->number = lua_tonumber(L, index);
        value->integer = value->is_float ? 0 : (int64_t)lua_tointeger(L, index);
    } else if (value->type == LUA_TBOOLEAN) {
        value->integer = lua_toboolean(L, index);
    }
}

int32_t php_call(struct state *st, const char *name,
                 const struct php_value *arguments, int count,
                 struct php_answer *answer)
{
    struct request request = {st, view_text(name), arguments, count};
    int before = lua_gettop(st->L);
    int lua_status;

    st->arena.denied = false;
    lua_status = guard_run(st, run, &request);
    forget(st, before);
    if (lua_status != LUA_OK)
        return error_from_run(st, lua_status);
    show(st->L, 1, &answer->value);
    answer->second = lua_gettop(st->L) > 1 ? lua_tonumber(st->L, 2) : 0;
    return MOON_OK;
}

/* Pushes the entries of the list on top, and says how many. */
static int push_entries(lua_State *L)
{
    int list = lua_gettop(L), count;

    if (lua_type(L, list) != LUA_TTABLE)
        luaL_error(L, "arguments come in a list");
    count = (int)lua_rawlen(L, list);
    luaL_checkstack(L, count, "too many arguments");
    for (int i = 1; i <= count; i++)
        lua_rawgeti(L, list, i);
    return count;
}

/* Makes a list of all that is on the stack; nil is null there. */
static void pack(lua_State *L, const struct state *st)
{
    int count = lua_gettop(L);

    lua_createtable(L, count, 0);
    lua_insert(L, 1);
    for (int i = count; i > 0; i--) {
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            null_push(L, st);
        }
        lua_rawseti(L, 1, i);
    }
}

/* The list of arguments waits on st->co. */
static void run_list(lua_State *L, void *arg)
{
    const struct request *request = arg;
    int count;

    push_function(L, request->name);
    lua_xmove(request->st->co, L, 1);
    count = push_entries(L);
    lua_remove(L, 2);
    lua_call(L, count, LUA_MULTRET);
    pack(L, request->st);
}

static int32_t call_with_list(struct request *request)
{
    struct state *st = request->st;
    int lua_status;

    if (!coroutine_prepare(st, LUA_MINSTACK))
        return error_no_memory(st);
    lua_xmove(st->L, st->co, 1);
    lua_status = guard_run(st, run_list, request);
    if (lua_status != LUA_OK)
        return error_from_run(st, lua_status);
    return call_show(st);
}

int32_t php_call_wire(struct state *st, struct view name, struct view list)
{
    const struct conversion_format *format = conversion_format(MOON_MSGPACK);
    struct request request = {.st = st, .name = name};
    int before = lua_gettop(st->L);
    int32_t status;
    int64_t len;

    st->arena.denied = false;
    status = decode_push(st, format, list.bytes, list.len);
    if (status != MOON_OK)
        return status;
    forget(st, before);
    status = call_with_list(&request);
    if (status < 0)
        return status;
    len = encode_result(st, 0, format);
    return len < 0 ? (int32_t)len : MOON_OK;
}
