/*
 * Which of the standard libraries a script is given.
 */
#ifndef MOON_VM_LIBRARY_H
#define MOON_VM_LIBRARY_H

#include "vm/state.h"

/* Opens the libraries of `profile` and puts our functions in. */
void library_open_all(lua_State *L, int32_t profile, int32_t flags);

#endif
