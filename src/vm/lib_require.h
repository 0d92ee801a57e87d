/*
 * `require`, which a script may leave to call the host: in a module that is
 * loaded, and in a searcher.
 */
#ifndef MOON_VM_LIB_REQUIRE_H
#define MOON_VM_LIB_REQUIRE_H

#include "vm/state.h"

/*
 * Defines it, with what the library `package` says; in a sandbox for the
 * modules that are there.  On LuaJIT its own stays elsewhere.
 */
void require_open(lua_State *L, int32_t profile);

/*
 * Makes the one argument that waits the module that it gives for `name`.
 * Returns MOON_OK or a status.
 */
int32_t require_provide(struct state *st, const char *name, size_t len);

#endif
