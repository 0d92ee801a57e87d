#include "vm/table.h"

#include "vm/call.h"
#include "vm/error.h"
#include "vm/frame.h"
#include "vm/guard.h"

struct access {
    const struct object *table;
    int count; /* arguments, on the coroutine of the state */
    int64_t entries;
};

/* The stack is then the table, and the arguments. */
static void take_arguments(lua_State *L, const struct access *access)
{
    object_push(access->table, L);
    lua_xmove(access->table->st->co, L, access->count);
}

static void get(lua_State *L, void *arg)
{
    take_arguments(L, arg);
    lua_rawget(L, 1);
    lua_remove(L, 1);
}

static void set(lua_State *L, void *arg)
{
    take_arguments(L, arg);
    if (lua_isnil(L, 2))
        luaL_error(L, "a key cannot be nil");
    lua_rawset(L, 1);
    lua_settop(L, 0);
}

static void next(lua_State *L, void *arg)
{
    take_arguments(L, arg);
    if (!lua_next(L, 1))
        lua_settop(L, 1);
    lua_remove(L, 1);
}

static void count(lua_State *L, void *arg)
{
    struct access *access = arg;

    object_push(access->table, L);
    access->entries = (int64_t)engine_count_entries(L, 1);
    lua_settop(L, 0);
}

/* What the body leaves on the main thread becomes the results. */
static int32_t run(const struct object *table, engine_body *body, int needs)
{
    struct state *st = table->st;
    struct access access = {.table = table, .count = needs};
    int32_t status = call_take(st, needs);
    int lua_status;

    if (status != MOON_OK)
        return status;
    lua_status = guard_run(st, body, &access);
    if (lua_status == LUA_OK)
        return call_show(st);
    if (error_from_run(st, lua_status) == MOON_ERUNTIME)
        st->error.status = MOON_EINVAL;
    frame_show_results(st);
    return st->error.status;
}

int32_t table_get(const struct object *table)
{
    return run(table, get, 1);
}

int32_t table_set(const struct object *table)
{
    return run(table, set, 2);
}

int32_t table_next(const struct object *table)
{
    return run(table, next, 1);
}

int64_t table_len(const struct object *table)
{
    lua_State *L = table->st->L;
    int64_t len;

    object_push(table, L);
    len = (int64_t)lua_rawlen(L, -1);
    lua_pop(L, 1);
    return len;
}

/* Behind the fence, for some engines have to walk through it. */
int64_t table_count(const struct object *table)
{
    struct access access = {.table = table};
    int lua_status = guard_run(table->st, count, &access);

    if (lua_status == LUA_OK)
        return access.entries;
    lua_pop(table->st->L, 1);
    return MOON_EMEMORY;
}

int32_t table_show(const struct object *object)
{
    state_forget(object->st);
    state_drop_arguments(object->st);
    object_push(object, object->st->L);
    return call_show(object->st);
}
