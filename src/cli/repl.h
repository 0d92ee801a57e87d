/*
 * The interactive mode.
 */
#ifndef MOON_CLI_REPL_H
#define MOON_CLI_REPL_H

#include "cli/program.h"

/* Reads and runs statements until the input ends. */
void repl_run(struct program *program);

#endif
