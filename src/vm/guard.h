/*
 * The fence: the only place that enters Lua.
 *
 * Whatever is raised behind it comes out as a status of the engine, with the
 * error value on a stack.  Nothing is allocated outside the fence, so running
 * out of memory is an error like any other.
 */
#ifndef MOON_VM_GUARD_H
#define MOON_VM_GUARD_H

#include "vm/state.h"

/*
 * Runs our own `body` on the main thread, with an empty stack frame.  What it
 * leaves there, or the one error value, is then on top of the stack of st->L.
 * If memory ran out, the garbage that could have been collected is gone.
 */
int guard_run(struct state *st, engine_body *body, void *arg);

/* Collects all garbage.  Returns whether nothing went wrong in it. */
bool guard_collect(struct state *st);

/*
 * Collects the garbage if memory was refused and the engine did not do so
 * itself, so that what comes next has it.
 */
void guard_collect_if_short(struct state *st);

/* Runs what stands on st->co, as engine_call() does. */
int guard_call(struct state *st, int *results);

/* Goes on with st->co, as engine_answer() does. */
int guard_answer(struct state *st, int count, int *results);

/* Closes the coroutine whose error has ended the call, if there is one. */
void guard_close_failed(struct state *st);

/*
 * After guard_call() returned anything but LUA_OK: runs the `__close` handlers
 * that wait, and leaves the error value on top of the stack of st->co.  Returns
 * whether st->co can run again.
 */
bool guard_recycle(struct state *st);

#endif
