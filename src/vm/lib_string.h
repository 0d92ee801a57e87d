/*
 * Puts our own functions into `string`: bounded by the limits of the state, and
 * the same in every locale.  Where the engine compiles its own, they stay.
 */
#ifndef MOON_VM_LIB_STRING_H
#define MOON_VM_LIB_STRING_H

#include "vm/state.h"

/* After the engine has opened its `string`. */
void lib_string_open(lua_State *L, int32_t profile);

#endif
