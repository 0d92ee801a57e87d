/*
 * What the host is told about a call that failed.
 *
 * An error has a status and a message, and, when a script or the compiler
 * raised it, the value that was raised, which is then the one result.
 */
#ifndef MOON_VM_ERROR_H
#define MOON_VM_ERROR_H

#include "vm/state.h"

/*
 * Sets status and message; the message is cut to fit.  Returns `status`.
 */
__attribute__((format(printf, 3, 4))) int32_t error_set(struct state *st,
                                                        int32_t status,
                                                        const char *format,
                                                        ...);

/* Names the limit, if there is one.  Returns MOON_EMEMORY. */
int32_t error_no_memory(struct state *st);

/*
 * Makes the value that is alone on st->co the error; `lua_status` says what
 * kind it is.  Returns the status.
 */
int32_t error_from_call(struct state *st, int lua_status);

/* The same for the value on top of st->L, which is popped. */
int32_t error_from_run(struct state *st, int lua_status);

/*
 * Keeps the traceback of st->co, where an error was just raised, and what the
 * error value says of itself there.
 */
void error_keep_traceback(struct state *st);
void error_keep_description(struct state *st);

/* A line for each status. */
const char *error_status_text(int32_t status);

#endif
