#include "vm/object.h"

#include "base/handles.h"
#include "vm/guard.h"

static void anchor(lua_State *L, void *arg)
{
    struct object *object = arg;

    lua_xmove(object->st->co, L, 1);
    object->ref = engine_ref(L);
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
    enum handle_kind kind =
        lua_istable(st->co, -1) ? HANDLE_TABLE : HANDLE_FUNCTION;
    struct object *object = arena_resize(&st->arena, NULL, 0, sizeof *object);
    int rest = lua_gettop(st->co) - 1;

    if (!object) {
        lua_settop(st->co, rest);
        return MOON_EMEMORY;
    }
    *object = (struct object){.st = st};
    if (guard_run(st, anchor, object) != LUA_OK) {
        lua_pop(st->L, 1);
        lua_settop(st->co, rest); /* memory may be out before anchor() runs */
        free_object(object);
        return MOON_EMEMORY;
    }
    link(object);
    object->handle = handles_put(object, kind);
    if (object->handle)
        return object->handle;
    object_close(object);
    return MOON_EMEMORY;
}

/* Writes only to places of the registry that exist, so takes no memory. */
void object_close(struct object *object)
{
    engine_unref(object->st->L, object->ref);
    handles_take(object->handle);
    unlink(object);
    free_object(object);
}

void object_close_since(struct state *st, const struct object *last)
{
    while (st->objects != last)
        object_close(st->objects);
}

void object_close_all(struct state *st)
{
    object_close_since(st, NULL);
}

void object_push(const struct object *object, lua_State *L)
{
    engine_push_ref(L, object->ref);
}
