/*
 * The coroutine on which scripts are called, and how they do not notice it.
 */
#ifndef MOON_VM_COROUTINE_H
#define MOON_VM_COROUTINE_H

#include "vm/state.h"

/*
 * Makes sure that there is a coroutine to call on, with an empty stack and
 * room for `count` values.  Returns false when out of memory.
 */
bool coroutine_prepare(struct state *st, int count);

/* Lets go of the coroutine and of all that its stack holds. */
void coroutine_drop(struct state *st);

/*
 * Puts a new coroutine in the place of one that cannot run again, and moves the
 * error value there.  Without memory for it there is none afterwards.
 */
void coroutine_renew(struct state *st);

/*
 * Reserves the coroutine's place in the registry, and replaces the functions of
 * the library `coroutine` that would tell a script that its main chunk runs in
 * a coroutine.
 */
void coroutine_open(lua_State *L);

#endif
