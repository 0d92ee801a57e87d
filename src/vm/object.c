#include "vm/object.h"

#include "base/handles.h"
#include "vm/guard.h"

void object_begin(lua_State *L)
{
    lua_newtable(L);
    state_of(L)->objects_ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

/*
 * Pushes the table of objects and what it has for the value on top; takes no
 * memory.  LuaJIT may lose entries when memory runs out.  [-0, +2, -]
 */
static struct object *look_up(const struct state *st, lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, st->objects_ref);
    lua_pushvalue(L, -2);
    lua_rawget(L, -2);
    return lua_touserdata(L, -1);
}

static void anchor(lua_State *L, void *arg)
{
    struct object *object = arg;

    lua_xmove(object->st->co, L, 1);
    lua_pushvalue(L, 1);
    object->ref = engine_ref(L);
    look_up(object->st, L);
    lua_pushvalue(L, 1);
    lua_pushlightuserdata(L, object);
    lua_rawset(L, 2);
    lua_settop(L, 0);
}

/* Removing what is there takes no memory; adding, to remove it, might. */
static void unanchor(struct object *object)
{
    lua_State *L = object->st->L;
    int top = lua_gettop(L);

    engine_push_ref(L, object->ref);
    if (look_up(object->st, L) == object) {
        lua_pushvalue(L, top + 1);
        lua_pushnil(L);
        lua_rawset(L, top + 2);
    }
    lua_settop(L, top);
    engine_unref(L, object->ref);
}

static void enlist(struct object *object)
{
    struct state *st = object->st;

    object->next = st->objects;
    object->previous = NULL;
    if (object->next)
        object->next->previous = object;
    st->objects = object;
}

static void delist(struct object *object)
{
    if (object->previous)
        object->previous->next = object->next;
    else
        object->st->objects = object->next;
    if (object->next)
        object->next->previous = object->previous;
}

static void free_object(struct object *object)
{
    arena_resize(&object->st->arena, object, sizeof *object, 0);
}

static enum handle_kind kind_of(lua_State *L)
{
    switch (lua_type(L, -1)) {
    case LUA_TTABLE: return HANDLE_TABLE;
    case LUA_TTHREAD: return HANDLE_COROUTINE;
    default: return HANDLE_FUNCTION;
    }
}

static void close(struct object *object)
{
    unanchor(object);
    handles_take(object->handle);
    delist(object);
    free_object(object);
}

/* A new object of the value on top of st->co; NULL when out of memory. */
static struct object *new_object(struct state *st)
{
    enum handle_kind kind = kind_of(st->co);
    struct object *object = arena_resize(&st->arena, NULL, 0, sizeof *object);

    if (!object)
        return NULL;
    *object = (struct object){.st = st, .holds = 1};
    if (guard_run(st, anchor, object) != LUA_OK) {
        lua_pop(st->L, 1);
        if (object->ref)
            engine_unref(st->L, object->ref);
        free_object(object);
        return NULL;
    }
    enlist(object);
    object->handle = handles_put(object, kind);
    if (object->handle)
        return object;
    close(object);
    return NULL;
}

int64_t object_open(struct state *st)
{
    int rest = lua_gettop(st->co) - 1;
    struct object *object;

    if (!engine_check_stack(st->co, 2)) {
        lua_settop(st->co, rest);
        return MOON_EMEMORY;
    }
    object = look_up(st, st->co);
    lua_settop(st->co, rest + 1);
    if (object)
        object->holds++;
    else
        object = new_object(st);
    lua_settop(st->co, rest); /* memory may be out before anchor() runs */
    return object ? object->handle : MOON_EMEMORY;
}

void object_close(struct object *object)
{
    if (--object->holds == 0)
        close(object);
}

void object_close_handle(int64_t handle)
{
    void *object;

    if (handles_find(handle, HANDLE_ANY, &object) == HANDLE_GOOD)
        object_close(object);
}

void object_close_all(struct state *st)
{
    while (st->objects)
        close(st->objects);
}

void object_push(const struct object *object, lua_State *L)
{
    engine_push_ref(L, object->ref);
}
