/*
 * Functions and coroutines that the host holds.
 */
#ifndef MOON_VM_FUNCTION_H
#define MOON_VM_FUNCTION_H

#include "vm/object.h"

/*
 * Makes the name of a function, the chunk that it stands in and the line where
 * it begins the three results; nil for what there is not.  Returns how many
 * there are, or a status.
 */
int32_t function_show(const struct object *function);

/* Opens a handle of a new coroutine with the one argument for its function. */
int64_t function_open_coroutine(struct state *st);

/* MOON_SUSPENDED and so on, or MOON_EMEMORY. */
int32_t function_coroutine_status(const struct object *coroutine);

#endif
