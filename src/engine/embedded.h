/*
 * The files of lua/engine/, made part of the library by tools/embed.lua.
 */
#ifndef MOON_ENGINE_EMBEDDED_H
#define MOON_ENGINE_EMBEDDED_H

#include <stddef.h>

#include "engine/engine.h"

struct embedded {
    const char *name; /* the path below lua/engine/, without ".lua" */
    const char *bytes;
    size_t len;
};

/* The list ends with a NULL name. */
extern const struct embedded engine_files[];

/* Pushes one of them, compiled.  [-0, +1, e] */
void embedded_load(lua_State *L, const char *name);

#endif
