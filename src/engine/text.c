/*
 * For engines that show addresses: texts of values that need not.
 */

#include "engine/engine.h"
#include "engine/opaque.h"

/* Its address is the key of the secret in the registry. */
static const char secret_key = 's';

void engine_fix_seeds(bool is_fixed)
{
    (void)is_fixed;
}

void engine_hide_addresses(lua_State *L)
{
    struct opaque_secret *secret;

    lua_pushlightuserdata(L, (void *)(uintptr_t)&secret_key);
    secret = lua_newuserdata(L, sizeof *secret);
    *secret = opaque_new(false);
    lua_rawset(L, LUA_REGISTRYINDEX);
}

const void *engine_identity(lua_State *L, int index)
{
    const void *address = lua_topointer(L, index);
    const struct opaque_secret *secret;

    lua_pushlightuserdata(L, (void *)(uintptr_t)&secret_key);
    lua_rawget(L, LUA_REGISTRYINDEX);
    secret = lua_touserdata(L, -1);
    lua_pop(L, 1);
    if (!secret || !address)
        return address;
    return (const void *)(uintptr_t)opaque_mix(secret,
                                               (uint64_t)(uintptr_t)address);
}

void engine_freeze(lua_State *L, int index)
{
    (void)L;
    (void)index;
}

bool engine_is_frozen(lua_State *L, int index)
{
    (void)L;
    (void)index;
    return false;
}

/* The name that `__name` gives, which Lua 5.1 does not know. */
static void push_object(lua_State *L, int index)
{
    const void *identity = engine_identity(L, index);
    const char *kind = luaL_typename(L, index);
    bool has_name = false;

#if LUA_VERSION_NUM > 502
    int type = luaL_getmetafield(L, index, "__name");

    has_name = type != LUA_TNIL;
    if (type == LUA_TSTRING)
        kind = lua_tostring(L, -1);
#endif
    lua_pushfstring(L, "%s: %p", kind, identity);
    if (has_name)
        lua_remove(L, -2);
}

/* The text of a value without a metamethod.  [-0, +1, m] */
static void push_text(lua_State *L, int index)
{
    switch (lua_type(L, index)) {
    case LUA_TNIL: lua_pushliteral(L, "nil"); break;
    case LUA_TBOOLEAN:
        lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
        break;
    case LUA_TNUMBER:
        lua_pushvalue(L, index);
        lua_tostring(L, -1);
        break;
    case LUA_TSTRING: lua_pushvalue(L, index); break;
    default: push_object(L, index); break;
    }
}

const char *engine_tolstring(lua_State *L, int index, size_t *len)
{
    index = index < 0 ? lua_gettop(L) + index + 1 : index;
    if (!luaL_callmeta(L, index, "__tostring"))
        push_text(L, index);
    else if (!lua_isstring(L, -1))
        luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, len);
}
