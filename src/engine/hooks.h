/*
 * Count hooks belong to coroutines where the engine is the system's Lua.
 */
#ifndef MOON_ENGINE_HOOKS_H
#define MOON_ENGINE_HOOKS_H

#include "engine/engine.h"

/* Before `co` runs, which may have been made when hooks were not armed. */
#ifdef MOON_ENGINE_LUA54
static inline void hooks_enter(lua_State *co)
{
    (void)co;
}
#else
void hooks_enter(lua_State *co);
#endif

#endif
