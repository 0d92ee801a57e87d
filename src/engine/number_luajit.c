/*
 * Integers, which LuaJIT does not tell from other numbers.
 */
#include <math.h>

#include "engine/engine.h"

const int64_t engine_integer_max = INT64_C(1) << 53;
const int64_t engine_integer_min = -(INT64_C(1) << 53);

/* Every number is a float here: an integer is one that could be. */
int lua_isinteger(lua_State *L, int index)
{
    double n;

    if (lua_type(L, index) != LUA_TNUMBER)
        return 0;
    n = lua_tonumber(L, index);
    return n >= (double)engine_integer_min && n <= (double)engine_integer_max &&
           n == floor(n) && !(n == 0 && signbit(n));
}
