/*
 * A running lua-cli: its state, and the ways to run code in it and to say what
 * went wrong.
 */
#ifndef MOON_CLI_PROGRAM_H
#define MOON_CLI_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#include "cli/options.h"

struct program {
    struct options options;
    const char *name; /* before messages; NULL for none */
    int64_t state;
    int64_t globals;   /* handles of the table of globals, */
    int64_t arguments; /* and of what gives those of the script */
    int64_t encode;    /* and of what --json needs, or 0 */
    int exit_status;
};

/*
 * After a call that returned `status`: reports its error on stderr as `lua`
 * does.  Returns whether there was none.
 */
int program_report(struct program *program, int64_t status);

/* Says something on stderr as an error of the program. */
void program_complain(struct program *program, const char *message);

/*
 * Run what they name with the arguments that wait; an interrupt from the
 * keyboard stops it.  They return as moon_eval() and moon_call() do.
 */
int32_t program_eval(struct program *program, const char *code, size_t len,
                     const char *name);
int32_t program_call(struct program *program, int64_t function);

/* Pushes results of the last call, from and to places; 0 if it cannot. */
int program_push_results(struct program *program, int32_t from, int32_t end);

/*
 * Calls a function that gives true and results, or false and a message, which
 * is reported.  Returns how many results there are, true included, or 0.
 */
int32_t program_try(struct program *program, int64_t function);

/*
 * Runs the file of lua/cli/ of this name with the arguments that wait, and
 * returns a handle of its first result, or 0 after reporting why not.
 */
int64_t program_open(struct program *program, const char *name);

#endif
