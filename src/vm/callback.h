/*
 * Functions of the host where a call cannot be left: a C function stands below
 * that no yield can pass, such as the sorting of a table on LuaJIT.  The host
 * is called back then; until it returns it can pass values, and nothing else.
 */
#ifndef MOON_VM_CALLBACK_H
#define MOON_VM_CALLBACK_H

#include "vm/state.h"

void callback_open(lua_State *L);

#endif
