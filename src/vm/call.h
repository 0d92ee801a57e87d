/*
 * The calls of the public interface: each forgets the last outcome, takes the
 * arguments that wait, and returns how many results there are or a status.
 */
#ifndef MOON_VM_CALL_H
#define MOON_VM_CALL_H

#include "vm/chunk.h"
#include "vm/object.h"
#include "vm/state.h"

int32_t call_eval(struct state *st, const struct chunk *chunk);

/* Calls the object, or what `push` pushes with the object and the arguments. */
typedef void call_pusher(lua_State *L);
int32_t call_object(const struct object *object, call_pusher *push);
int32_t call_path(struct state *st, const char *path, size_t len);

/* Returns a handle of the compiled function. */
int64_t call_load(struct state *st, const struct chunk *chunk);

/* Returns a handle of a function of the host. */
int64_t call_open_host(struct state *st, int64_t number);

/*
 * Answers to the latest call that waits for the host: it goes on with the
 * arguments, or with an error made of three of them, and the outcome is that of
 * the call.  An answer that fails leaves it waiting; call_abandon() ends it.
 */
int32_t call_answer(struct state *st);
int32_t call_raise(struct state *st, int64_t number);
int32_t call_abandon(struct state *st);

/* Raises such an error in a coroutine. */
int32_t call_raise_in(const struct object *coroutine, int64_t number);

/*
 * For what is no call of Lua: leaves the arguments, `needs` of them, alone on
 * the stack of st->co; and makes what is on that of st->L the results.
 */
int32_t call_take(struct state *st, int needs);
int32_t call_show(struct state *st);

int32_t call_profile(struct state *st);
int32_t call_get(struct state *st, const char *path, size_t len);
int32_t call_set(struct state *st, const char *path, size_t len);
int32_t call_remove(struct state *st, const char *path, size_t len);

#endif
