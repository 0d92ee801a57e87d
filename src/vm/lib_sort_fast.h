/*
 * Lists of numbers, and of strings, sorted without a step into Lua.
 */
#ifndef MOON_VM_LIB_SORT_FAST_H
#define MOON_VM_LIB_SORT_FAST_H

#include <stdbool.h>

#include "engine/engine.h"

/*
 * Sorts the table at 1, of `count` elements, which has no metatable and is not
 * frozen, if they are all integers, all floats or all strings; if not, nothing
 * was changed and false is returned.  Strings stand in the order of their
 * bytes, NaNs at the ends.  [-0, +1, me]
 */
bool lib_sort_fast(lua_State *L, int count);

#endif
