/*
 * string.gsub, whose callbacks may yield where the engine knows how.
 */
#ifndef MOON_VM_LIB_GSUB_H
#define MOON_VM_LIB_GSUB_H

#include "engine/engine.h"

/* Its first upvalue is that of lib_pattern_push_cache(). */
int lib_gsub_gsub(lua_State *L);

#endif
