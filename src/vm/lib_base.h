/*
 * Functions of the base library that need a bound, or hide something.
 */
#ifndef MOON_VM_LIB_BASE_H
#define MOON_VM_LIB_BASE_H

#include <stdint.h>

#include "engine/engine.h"

/* Replaces what the engine put there, as far as `profile` asks for it. */
void lib_base_open(lua_State *L, int32_t profile);

#endif
