/*
 * The engine as far as the module `php` needs it in a program that is not ours,
 * whose Lua has neither fuel nor a structure of ours beside its states.
 */
#include "engine/engine.h"

#ifndef MOON_ENGINE_LUAJIT
const int64_t engine_integer_max = INT64_MAX;
const int64_t engine_integer_min = INT64_MIN;
#endif

void engine_burn_fuel(lua_State *L, int64_t amount)
{
    (void)L;
    (void)amount;
}
