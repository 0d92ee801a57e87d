#include "vm/object.h"

#include "base/handles.h"
#include "vm/guard.h"

static void anchor(lua_State *L, void *arg)
{
    struct object *object = arg;

    lua_xmove(object->st->co, L, 1);
    object->ref = luaL_ref(L, LUA_REGISTRYINDEX);
}

static void link(struct object *object)
{
    struct state *st = object->st;

    object->next = st->objects;
    object->previous = NULL;
    if (object->next)
        object->next->previous = object;
    st->objects = object;
}

static void unlink(struct object *object)
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

int64_t object_open(struct state *st)
{
    struct object *object = arena_resize(&st->arena, NULL, 0, sizeof *object);

    if (!object) {
        lua_pop(st->co, 1);
        return MOON_EMEMORY;
    }
    *object = (struct object){.st = st};
    if (guard_run(st, anchor, object) != LUA_OK) {
        lua_pop(st->L, 1);
        free_object(object);
        return MOON_EMEMORY;
    }
    link(object);
    object->handle = handles_put(object, HANDLE_FUNCTION);
    if (object->handle)
        return object->handle;
    object_close(object);
    return MOON_EMEMORY;
}

/* Writes only to places of the registry that exist, so takes no memory. */
void object_close(struct object *object)
{
    luaL_unref(object->st->L, LUA_REGISTRYINDEX, object->ref);
    handles_take(object->handle);
    unlink(object);
    free_object(object);
}

void object_close_all(struct state *st)
{
    while (st->objects)
        object_close(st->objects);
}

void object_push(const struct object *object, lua_State *L)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, object->ref);
}
