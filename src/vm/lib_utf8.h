/*
 * The utf8 library, of Lua 5.4: same results and messages, and charged for.
 */
#ifndef MOON_VM_LIB_UTF8_H
#define MOON_VM_LIB_UTF8_H

#include "engine/engine.h"

/* Replaces the functions of `utf8`, where the engine has it. */
void lib_utf8_open(lua_State *L);

#endif
