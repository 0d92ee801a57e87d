/*
 * Objects of PHP that stand, inside a value, for what is not copied: a class,
 * and under one key a number, a handle or that of a function of the host.
 */
#ifndef MOON_VM_STAND_IN_H
#define MOON_VM_STAND_IN_H

#include "base/wire.h"
#include "vm/state.h"

/* Whether the class of an object is one of these. */
bool stand_in_is(const struct wire_item *object);

/*
 * Pushes what an object with this first entry stands for, and returns NULL; or
 * pushes nothing and returns why there is none, as static text.  [-0, +1, m]
 */
const char *stand_in_push(lua_State *L, const struct wire_item *object,
                          const struct wire_item *key,
                          const struct wire_item *value);

/* The same for what stands in a marked map, see conversion.h.  [-0, +1, m] */
const char *stand_in_push_mark(lua_State *L, const struct wire_item *kind,
                               const struct wire_item *handle);

#endif
