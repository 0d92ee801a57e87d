/*
 * Names with dots between them, followed from the globals down.
 *
 * Access is raw: the host reads and writes without running a script's code.
 */
#ifndef MOON_VM_PATH_H
#define MOON_VM_PATH_H

#include "vm/state.h"

/* Leaves what stands at a path, or nil, on top of st->L. */
int32_t path_get(struct state *st, const char *bytes, size_t len);

/* The same for what is to be called; MOON_ERUNTIME when it cannot be. */
int32_t path_get_callable(struct state *st, const char *bytes, size_t len);

/* Stores the value on top of st->co, which is popped, and makes tables. */
int32_t path_set(struct state *st, const char *bytes, size_t len);

/* Removes what stands at a path; MOON_EINVAL when nothing does. */
int32_t path_take(struct state *st, const char *bytes, size_t len);

#endif
