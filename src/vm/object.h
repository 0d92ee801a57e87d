/*
 * What the host holds by handle: an anchored Lua value, in the list of its
 * state.
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
};

/*
 * Opens a handle of the function or table on top of st->co, which is popped.
 * Returns the handle or MOON_EMEMORY.
 */
int64_t object_open(struct state *st);

void object_close(struct object *object);
void object_close_all(struct state *st);

/* Closes what was opened since `last` was the last of st->objects. */
void object_close_since(struct state *st, const struct object *last);

/* Pushes what the object names.  [-0, +1, -] */
void object_push(const struct object *object, lua_State *L);

#endif
