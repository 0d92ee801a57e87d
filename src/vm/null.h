/*
 * `php.null`: what stands in a table where PHP has a null, so that the place
 * and the length of a list are kept.  One value for each state; it is no nil,
 * so it is true in a condition, and it equals itself alone.
 */
#ifndef MOON_VM_NULL_H
#define MOON_VM_NULL_H

#include "vm/state.h"

/* Makes the global table `php`, with `null` and the functions in it. */
void null_open(lua_State *L);

/* [-0, +1, -] */
void null_push(lua_State *L, const struct state *st);

/* Whether the userdata at `index` is it. */
bool null_is(lua_State *L, int index, const struct state *st);

#endif
