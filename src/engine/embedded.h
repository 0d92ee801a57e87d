/*
 * The files of lua/engine/, made part of the library by tools/embed.lua.
 */
#ifndef MOON_ENGINE_EMBEDDED_H
#define MOON_ENGINE_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *name; /* the path below lua/engine/, without ".lua" */
    const char *bytes;
    size_t len;
};

/* The list ends with a NULL name. */
extern const struct embedded engine_files[];

#endif
