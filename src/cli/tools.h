/*
 * What the long options of lua-cli do before, after and instead of running.
 */
#ifndef MOON_CLI_TOOLS_H
#define MOON_CLI_TOOLS_H

#include "cli/program.h"

/* --version */
void tools_version(void);

/*
 * --check: compiles the files that are named, or standard input, and says what
 * does not on stderr.  Returns whether all do.
 */
int tools_check(struct program *program);

/* Before anything runs.  Returns whether it could. */
int tools_begin(struct program *program);

/* --json: prints the results of the last call.  Returns whether it could. */
int tools_print_results(struct program *program);

/* --profile and --stats, when all has run. */
void tools_end(struct program *program);

#endif
