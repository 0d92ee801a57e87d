/*
 * What the host holds by handle: an anchored Lua value, in the list of its
 * state.  A value has one handle at a time, which counts how often it was given
 * out, and is closed when it was given back as often.
 */
#ifndef MOON_VM_OBJECT_H
#define MOON_VM_OBJECT_H

#include "vm/state.h"

struct object {
    struct state *st;
    struct object *next;
    struct object *previous;
    int64_t handle;
    int ref; /* in the registry */
    int64_t holds;
};

/* Before any other. */
void object_begin(lua_State *L);

/*
 * Opens a handle of the function, table or coroutine on top of st->co, which is
 * popped.  Returns the handle or MOON_EMEMORY.
 */
int64_t object_open(struct state *st);

/* Gives a handle back once; the object is gone when nothing holds it. */
void object_close(struct object *object);
void object_close_handle(int64_t handle);

/* Whoever holds them. */
void object_close_all(struct state *st);

/* Pushes what the object names.  [-0, +1, -] */
void object_push(const struct object *object, lua_State *L);

#endif
