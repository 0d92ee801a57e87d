/*
 * The module `php` for a Lua that is not ours: a C module, php/core.so, which
 * lua/php.lua loads.  It is made of the same functions; there are no limits, so
 * nothing is charged for (engine/guest.c).
 */
#include "vm/php.h"

__attribute__((visibility("default"))) int luaopen_php_core(lua_State *L);

int luaopen_php_core(lua_State *L)
{
    lua_newtable(L);
    php_push_null(L);
    lua_setfield(L, -2, "null");
    php_fill(L);
    return 1;
}
