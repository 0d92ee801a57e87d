/*
 * Functions and errors of the host, which it knows by numbers.
 *
 * A function of the host is a function to Lua; calling it yields out of the
 * call of the host (engine_ask()).  An exception of the host is a table with
 * the fields class, message and code.  Each holds an anchor, whose finalizer
 * writes the number down, so that the host learns what Lua has let go of.
 */
#ifndef MOON_VM_HOST_H
#define MOON_VM_HOST_H

#include "vm/state.h"

/*
 * Pushes the function with that number, always the same while Lua holds it.
 * [-0, +1, e]
 */
void host_push_function(lua_State *L, int64_t number);

/* Makes an error of class, message and code, on top.  [-3, +1, e] */
void host_make_error(lua_State *L, int64_t number);

/* The number of the function at `index` of a stack; 0. */
int64_t host_function_at(const struct state *st, lua_State *L, int index);

/* The number of the error at `place` of st->co; 0. */
int64_t host_error_at(const struct state *st, int place);

/*
 * The next number that Lua has let go of, or 0.  The frame says how many there
 * are at most.
 */
int64_t host_take_released(struct state *st);

#endif
