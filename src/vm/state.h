/*
 * A state: one Lua world, and what the host reads back from it.
 *
 * A function that takes `struct state *` never raises a Lua error.  A function
 * that takes `lua_State *` may, and so runs only behind the fence (guard.h).
 *
 * Two Lua stacks are used.  On L, the main thread, wait the arguments of the
 * next call; only our own C code runs there.  On `co`, a coroutine that serves
 * one call after another, run the scripts; there stay the results, or the one
 * error value, until the next call.  A script that calls a function of the host
 * leaves its coroutine to wait, with the arguments on top as if they were
 * results; calls that are made meanwhile run on others (coroutine.h).
 */
#ifndef MOON_VM_STATE_H
#define MOON_VM_STATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "engine/engine.h"
#include "moonspan.h"
#include "vm/lane.h"

enum { FRAME_WORDS = MOON_FRAME_TEXT + MOON_FRAME_BYTES / 8 };

_Static_assert(MOON_FRAME_TEXT == MOON_FRAME_FIRST + 2 * MOON_FRAME_SLOTS,
               "bytes follow the slots");

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
    char brief[160];       /* for what is said without taking memory */
    struct buffer text;    /* for what takes more */
    const void *described; /* the value that had its say where it was raised */
    struct buffer path;    /* where a conversion failed */
    struct buffer traceback;
};

/* What is known of functions of the host; host.h. */
struct host {
    int64_t called;         /* the number of the one that was called last */
    struct buffer released; /* numbers that Lua let go of, an int64_t each */
    size_t anchors;         /* how many Lua holds */
    uint64_t made;          /* how many there ever were */
    int functions_ref;
    int errors_ref;
    lua_CFunction call_back; /* for where no yield can be; callback.h */
    int64_t (*callback)(int64_t state); /* the host's, or NULL */
    bool ended; /* it has ended the call that is running */
};

/* What scripts may spend in one outermost call; 0 is no limit. */
struct limits {
    int64_t cpu_ns;
    int64_t wall_ns;
    int64_t instructions;
    int64_t output_bytes;
    int depth;
    bool counts_host; /* processor time of the host's functions too */
};

/* What the outermost call at work has spent; limit.h. */
struct spending {
    int32_t hit; /* the limit that was reached, as a status */
    bool is_wall;
    bool in_span;
    bool in_script;  /* a script runs, not our own code */
    int64_t slice;   /* fuel that was given out */
    int64_t hurried; /* what was taken from it and is no instruction */
    int64_t instructions;
    int64_t printed;
    int64_t cpu_ns;    /* up to the span at work */
    int64_t cpu_check; /* when that could reach its limit */
    int64_t span_start;
    int64_t span_cpu_start; /* -1: no sample was taken yet */
    int64_t host_cpu_start;
    int64_t wall_start;
    int64_t wall_end;
    int64_t paused_at; /* 0: not paused */
};

/* Where scripts spend their time; profile.h. */
struct profile {
    int64_t interval_ns; /* 0: nothing is noted */
    int64_t next;        /* when, by the clock on the wall */
    int64_t cpu_start;   /* of what the next note is about */
    int ref;             /* the table of stacks */
};

struct state {
    struct engine_link link;
    struct arena arena;
    lua_State *L;
    lua_State *co;     /* NULL until the first call, or when memory was short */
    struct lane *lane; /* that of `co` */
    struct lane *waiting; /* for the host's answer, the latest first */
    struct lane *idle;
    int depth;    /* calls that wait for an answer, `co` included */
    bool waits;   /* `co` waits for an answer */
    bool running; /* a call has not returned */
    bool serving; /* but a function of the host runs, called back */
    struct host host;
    int32_t profile;
    int32_t flags;
    int64_t handle;
    struct limits limits;
    struct spending spent;
    struct profile profiling;
    atomic_bool interrupted; /* another thread or a signal says stop */
    int64_t cpu_ns;          /* of all calls */
    int64_t instructions;    /* of all calls, up to the last slice */
    int result_count;
    struct object *objects; /* what the host holds handles of */
    int objects_ref;
    struct error error;
    struct buffer output;
    struct buffer wire; /* what the last value was written as */
    const void *null;   /* `php.null` */
    int null_ref;
    union word frame[FRAME_WORDS];
};

/* The state in which L runs. */
struct state *state_of(lua_State *L);

/*
 * Forgets the results and the error of the last call, and sets aside a call
 * that waits.  state_forget_outcome() leaves the results and the call.
 */
void state_forget(struct state *st);
void state_forget_outcome(struct state *st);

/* Drops the arguments that wait for the next call. */
void state_drop_arguments(struct state *st);

#endif
