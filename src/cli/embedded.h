/*
 * The files of lua/cli/, made part of the program by tools/embed.lua.
 */
#ifndef MOON_CLI_EMBEDDED_H
#define MOON_CLI_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *name; /* the path below lua/cli/, without ".lua" */
    const char *bytes;
    size_t len;
};

/* The list ends with a NULL name. */
extern const struct embedded cli_files[];

#endif
