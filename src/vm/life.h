/*
 * The beginning and the end of a state.
 */
#ifndef MOON_VM_LIFE_H
#define MOON_VM_LIFE_H

#include "vm/state.h"

/*
 * Opens a state, and stores MOON_OK or why there is none.  `limit` is in
 * bytes, SIZE_MAX for none.
 */
struct state *life_open(int32_t profile, int32_t flags, size_t limit,
                        int32_t *status);

/* Closes what belongs to it too. */
void life_close(struct state *st);

#endif
