/*
 * What scripts print, kept until the host reads it.
 */
#ifndef MOON_VM_OUTPUT_H
#define MOON_VM_OUTPUT_H

#include "vm/state.h"

/* Replaces `print` by one that writes to the state, or counts for stdout. */
void output_open(lua_State *L);

/* Forgets what was printed. */
void output_clear(struct state *st);

#endif
