/*
 * Where scripts spend their time.
 *
 * Now and then, when fuel runs out, the stack of the coroutine that runs is
 * noted, with the processor time that went by since the last note.  So what is
 * measured is time, and the time of C functions is their callers'; a note costs
 * nothing in between.
 */
#ifndef MOON_VM_PROFILE_H
#define MOON_VM_PROFILE_H

#include "vm/state.h"

/* MOON_OK, MOON_EINVAL or MOON_EMEMORY; 0 ends the profile. */
int32_t profile_start(struct state *st, int64_t interval_ns);

/* The host's own time, up to now, does not count. */
void profile_go_on(struct state *st);

/* Notes where L is, if it is time.  [-0, +0, m] */
void profile_note(lua_State *L);

/* Pushes the table of stacks, or nil, on st->L. */
void profile_push(struct state *st);

#endif
