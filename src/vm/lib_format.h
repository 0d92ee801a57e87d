/*
 * string.format, for Lua 5.4: the same in every locale, and yieldable in the
 * __tostring of what it shows.
 */
#ifndef MOON_VM_LIB_FORMAT_H
#define MOON_VM_LIB_FORMAT_H

#include "engine/engine.h"

#if LUA_VERSION_NUM >= 504

int lib_format_format(lua_State *L);

#else

/*
 * The engine's own, the first upvalue, which knows no locale; but addresses are
 * not shown.
 */
int lib_format_without_addresses(lua_State *L);

#endif

#endif
