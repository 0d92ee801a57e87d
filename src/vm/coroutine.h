/*
 * The coroutines on which scripts are called, and how they do not notice it.
 *
 * One serves call after call.  When a script calls a function of the host, its
 * coroutine waits for the answer; if the host calls into the state before it
 * answers, that coroutine is set aside and the call gets another.
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

/* Keeps the coroutine for another call, with nothing on its stack. */
void coroutine_retire(struct state *st);

/*
 * Puts a new coroutine in the place of one that cannot run again, and moves the
 * error value there.  Without memory for it there is none afterwards.
 */
void coroutine_renew(struct state *st);

/*
 * Makes the latest that waits for the host the one on which the state works,
 * without the arguments of the host's function.  Returns false if none waits.
 */
bool coroutine_return(struct state *st);

/*
 * Replaces the functions of the library `coroutine` that would tell a script
 * that its main chunk runs in a coroutine, and lets calls of the host pass.
 */
void coroutine_open(lua_State *L);

#endif
