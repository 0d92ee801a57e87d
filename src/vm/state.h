/*
 * A state: one Lua world, and what the host reads back from it.
 *
 * A function that takes `struct state *` never raises a Lua error.  A function
 * that takes `lua_State *` may, and so runs only behind the fence (guard.h).
 *
 * Two Lua stacks are used.  On L, the main thread, wait the arguments of the
 * next call; only our own C code runs there.  On `co`, a coroutine that serves
 * one call after another, run the scripts; there stay the results, or the one
 * error value, until the next call.
 */
#ifndef MOON_VM_STATE_H
#define MOON_VM_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "engine/engine.h"
#include "moonspan.h"

enum { FRAME_WORDS = MOON_FRAME_FIRST + 2 * MOON_FRAME_SLOTS };

/* One word of the memory that is shared with the host. */
union word {
    int64_t integer;
    double number;
};

/* Why the last call failed; all zero when it did not. */
struct error {
    int32_t status;
    const char *message; /* one of the texts here, or the error value's own */
    size_t message_len;
    char brief[160];    /* for what is said without taking memory */
    struct buffer text; /* for what takes more */
    struct buffer path; /* where a conversion failed */
    struct buffer traceback;
};

struct state {
    struct arena arena;
    lua_State *L;
    lua_State *co; /* NULL until the first call, or when memory was short */
    int co_ref;
    bool running; /* a call has not returned */
    int32_t profile;
    int32_t flags;
    int64_t handle;
    int64_t fuel_burnt; /* up to the last refill */
    int result_count;
    struct object *objects; /* what the host holds handles of */
    struct error error;
    struct buffer output;
    struct buffer wire; /* what the last value was written as */
    const void *null;   /* `php.null` */
    int null_ref;
    union word frame[FRAME_WORDS];
};

/* The state in which L runs. */
struct state *state_of(lua_State *L);

/* Forgets the results and the error of the last call. */
void state_forget(struct state *st);

/* Drops the arguments that wait for the next call. */
void state_drop_arguments(struct state *st);

#endif
