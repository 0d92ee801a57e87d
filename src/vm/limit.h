/*
 * Limits of what a call may spend: time, instructions, output.  The limit of
 * memory is the arena's; here is what follows when it is reached.
 *
 * An outermost call has a budget of its own; calls that the host makes while it
 * waits share it.  The engine's fuel is given out in slices, and whenever one
 * is used up the clocks are looked at.  Once a limit is hit there is no more
 * fuel until the outermost call is over: every safepoint raises an error again,
 * in whichever coroutine or handler it is, so nothing that catches it gets any
 * further; and the call fails even if the script came to its end.
 *
 * Time is measured in spans, from where the host calls or answers to where the
 * call returns or asks.  The clock of the processor costs a system call, so it
 * is read only in spans that outlast a slice, and not before the limit could be
 * reached.
 */
#ifndef MOON_VM_LIMIT_H
#define MOON_VM_LIMIT_H

#include "vm/state.h"

/* Calls that may wait for the host inside each other, unless it says so. */
enum { LIMIT_DEPTH_USUAL = 200, LIMIT_DEPTH_MAX = 10000 };

/* For a new state. */
void limit_open(struct state *st);

/* Limits are those of MOON_LIMIT_; MOON_OK or MOON_EINVAL. */
int32_t limit_set(struct state *st, int32_t limit, int64_t value);

/*
 * The host calls, or answers: a span begins.  `is_new` is false for an answer.
 */
void limit_enter(struct state *st, bool is_new);

/* The span is over.  Returns whether there was one. */
bool limit_leave(struct state *st);

/* After the outermost call is over, a limit that was hit holds no longer. */
void limit_settle(struct state *st);

/* Stops the clocks while the host works for a script, and starts them again. */
void limit_pause(struct state *st, bool is_paused);

/*
 * Notes where scripts are as fuel runs out, at most every `interval_ns`; 0 ends
 * it.  MOON_OK, MOON_EINVAL or MOON_EMEMORY.
 */
int32_t limit_profile(struct state *st, int64_t interval_ns);

/* From any thread or signal handler: the script is to stop. */
void limit_interrupt(struct state *st);

/* From now on the script that runs, in `L`, is stopped for this reason. */
void limit_hit(struct state *st, lua_State *L, int32_t status);

/* Raises the error that stops it.  [-0, +0, e] */
int limit_raise(lua_State *L);

/* Counts `len` bytes of output.  [-0, +0, e] */
void limit_count_output(lua_State *L, size_t len);

/* Large blocks take time to fill: the clocks are looked at sooner. */
void limit_count_block(struct state *st, size_t len);

/* Makes the limit that was hit the error of the state.  Returns its status. */
int32_t limit_report(struct state *st);

/* What all calls have used, the one at work included. */
int64_t limit_cpu_used_ns(const struct state *st);
int64_t limit_instructions_used(const struct state *st);

#endif
