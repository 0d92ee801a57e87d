#include "vm/function.h"

#include <string.h>

#include "vm/call.h"
#include "vm/error.h"
#include "vm/guard.h"

/* Where things stand while a name is looked for. */
enum { FUNCTION = 1, BEST = 2 };

/*
 * Of several names the shortest counts, and of those the first in the alphabet,
 * so that it does not depend on the order in a table.
 */
static bool is_better(lua_State *L)
{
    const char *name = lua_tostring(L, -1);
    const char *best = lua_tostring(L, BEST);

    if (!best || strlen(name) != strlen(best))
        return !best || strlen(name) < strlen(best);
    return strcmp(name, best) < 0;
}

/* Pushes the name of the entry whose key is at -2, in the table of that name.
 */
static void push_name(lua_State *L, const char *table)
{
    if (*table)
        lua_pushfstring(L, "%s.%s", table, lua_tostring(L, -2));
    else
        lua_pushvalue(L, -2);
}

/* The table on top, and with `depth` those in it.  [-0, +0, m] */
static void look_in(lua_State *L, const char *table, int depth)
{
    luaL_checkstack(L, 6, NULL);
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        bool is_it = lua_rawequal(L, -1, FUNCTION);

        if (lua_type(L, -2) != LUA_TSTRING ||
            !(is_it || (depth > 0 && lua_istable(L, -1))))
            continue;
        push_name(L, table);
        if (is_it && is_better(L)) {
            lua_replace(L, BEST);
        } else if (is_it) {
            lua_pop(L, 1);
        } else {
            lua_insert(L, -2);
            look_in(L, lua_tostring(L, -2), depth - 1);
            lua_remove(L, -2);
        }
    }
}

/* Among the globals and the modules, and in the tables there. */
static void push_function_name(lua_State *L)
{
    lua_settop(L, FUNCTION);
    lua_pushnil(L);
    lua_pushglobaltable(L);
    look_in(L, "", 1);
    lua_getfield(L, LUA_REGISTRYINDEX, "_LOADED");
    if (lua_istable(L, -1))
        look_in(L, "", 1);
    lua_settop(L, BEST);
}

static void describe(lua_State *L, void *arg)
{
    lua_Debug info;

    object_push(arg, L);
    push_function_name(L);
    lua_pushvalue(L, FUNCTION);
    lua_getinfo(L, ">S", &info);
    lua_pushstring(L, info.short_src);
    if (info.linedefined < 0)
        lua_pushnil(L);
    else
        lua_pushinteger(L, info.linedefined);
    lua_remove(L, FUNCTION);
}

int32_t function_show(const struct object *function)
{
    struct state *st = function->st;
    int32_t status = call_take(st, 0);
    int lua_status;

    if (status != MOON_OK)
        return status;
    lua_status = guard_run(st, describe, (void *)(uintptr_t)function);
    if (lua_status == LUA_OK)
        return call_show(st);
    return error_from_run(st, lua_status);
}

static void make_coroutine(lua_State *L, void *arg)
{
    struct state *st = arg;
    lua_State *co = lua_newthread(L);

    lua_xmove(st->co, co, 1);
    lua_xmove(L, st->co, 1);
}

int64_t function_open_coroutine(struct state *st)
{
    int32_t status = call_take(st, 1);
    int64_t handle;
    int lua_status;

    if (status != MOON_OK)
        return status;
    if (!lua_isfunction(st->co, -1)) {
        status = error_set(st, MOON_EINVAL, "a coroutine takes a function");
        lua_settop(st->co, 0);
        return status;
    }
    lua_status = guard_run(st, make_coroutine, st);
    if (lua_status != LUA_OK)
        return error_from_run(st, lua_status);
    handle = object_open(st);
    if (handle < 0)
        error_no_memory(st);
    return handle;
}

static void push_status(lua_State *L, void *arg)
{
    object_push(arg, L);
    engine_push_status(L, lua_tothread(L, 1));
    lua_remove(L, 1);
}

static int32_t status_of_name(const char *name)
{
    switch (*name) {
    case 's': return MOON_SUSPENDED;
    case 'r': return MOON_RUNNING;
    case 'n': return MOON_NORMAL;
    default: return MOON_DEAD;
    }
}

/* The coroutine of the state itself is its main thread to a script. */
int32_t function_coroutine_status(const struct object *coroutine)
{
    struct state *st = coroutine->st;
    int32_t status = MOON_EMEMORY;
    bool is_own;

    object_push(coroutine, st->L);
    is_own = lua_tothread(st->L, -1) == st->co;
    lua_pop(st->L, 1);
    if (is_own)
        return MOON_RUNNING;
    if (guard_run(st, push_status, (void *)(uintptr_t)coroutine) == LUA_OK)
        status = status_of_name(lua_tostring(st->L, -1));
    lua_pop(st->L, 1);
    return status;
}
