/*
 * string.find, string.match and string.gmatch.
 */
#ifndef MOON_VM_LIB_FIND_H
#define MOON_VM_LIB_FIND_H

#include "engine/engine.h"

/* Their first upvalue is that of lib_pattern_push_cache(). */
int lib_find_find(lua_State *L);
int lib_find_match(lua_State *L);
int lib_find_gmatch(lua_State *L);

#endif
