#include "vm/lib_require.h"

#include "vm/call.h"
#include "vm/error.h"
#include "vm/guard.h"

static const char LOADED[] = "_LOADED";

/* What stands where on the stack. */
enum { NAME = 1, MODULES, SEARCHERS, NEWS, LOADER, DATA, MODULE };

/* The module is what the loader returned, or has put there itself, or true. */
static int finish(lua_State *L)
{
    if (lua_isnil(L, MODULE)) {
        lua_pushvalue(L, NAME);
        lua_gettable(L, MODULES);
        lua_replace(L, MODULE);
    }
    if (lua_isnil(L, MODULE)) {
        lua_pushboolean(L, 1);
        lua_replace(L, MODULE);
    }
    lua_pushvalue(L, NAME);
    lua_pushvalue(L, MODULE);
    lua_settable(L, MODULES);
    lua_pushvalue(L, DATA);
    return 2;
}

static int loaded(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    return finish(L);
}

static int load(lua_State *L)
{
    lua_pushvalue(L, LOADER);
    lua_pushvalue(L, NAME);
    lua_pushvalue(L, DATA);
    engine_callk(L, 2, 1, 0, loaded);
    return finish(L);
}

/* What a searcher gave: a loader with data for it, or why it has none. */
static bool has_loader(lua_State *L)
{
    if (lua_isfunction(L, LOADER))
        return true;
    if (lua_isstring(L, LOADER)) {
        lua_pushvalue(L, NEWS);
        lua_pushliteral(L, "\n\t");
        lua_pushvalue(L, LOADER);
        lua_concat(L, 3);
        lua_replace(L, NEWS);
    }
    return false;
}

static int searched(lua_State *L, int status, lua_KContext i);

static int search_from(lua_State *L, int i)
{
    for (;; i++) {
        lua_settop(L, NEWS);
        lua_rawgeti(L, SEARCHERS, i);
        if (lua_isnil(L, -1))
            return luaL_error(L, "module '%s' not found:%s",
                              lua_tostring(L, NAME), lua_tostring(L, NEWS));
        lua_pushvalue(L, NAME);
        engine_callk(L, 1, 2, i, searched);
        if (has_loader(L))
            return load(L);
    }
}

static int searched(lua_State *L, int status, lua_KContext i)
{
    (void)status;
    return has_loader(L) ? load(L) : search_from(L, (int)i + 1);
}

/* The library `package` is the upvalue. */
static int require(lua_State *L)
{
    luaL_checkstring(L, NAME);
    lua_settop(L, NAME);
    lua_getfield(L, LUA_REGISTRYINDEX, LOADED);
    lua_pushvalue(L, NAME);
    lua_gettable(L, MODULES);
    if (lua_toboolean(L, -1))
        return 1;
    lua_settop(L, MODULES);
    lua_getfield(L, lua_upvalueindex(1), "searchers");
    if (!lua_istable(L, SEARCHERS))
        return luaL_error(L, "'package.searchers' must be a table");
    lua_pushliteral(L, "");
    return search_from(L, 1);
}

/* The one searcher of a sandbox. */
static int search_registered(lua_State *L)
{
    lua_pushfstring(L, "no module '%s' is registered", lua_tostring(L, 1));
    return 1;
}

/* Pushes what a sandbox has for the library `package`, out of its reach. */
static void push_sandbox_package(lua_State *L)
{
    lua_newtable(L);
    lua_newtable(L);
    lua_pushcfunction(L, search_registered);
    lua_rawseti(L, -2, 1);
    lua_setfield(L, -2, "searchers");
}

void require_open(lua_State *L, int32_t profile)
{
    if (profile == MOON_SANDBOX)
        push_sandbox_package(L);
    else if (LUA_VERSION_NUM >= 502)
        lua_getglobal(L, "package");
    else
        return;
    lua_pushcclosure(L, require, 1);
    lua_setglobal(L, "require");
}

struct module {
    struct state *st;
    const char *name;
    size_t len;
};

static void provide(lua_State *L, void *arg)
{
    const struct module *module = arg;

    lua_getfield(L, LUA_REGISTRYINDEX, LOADED);
    lua_pushlstring(L, module->name, module->len);
    lua_xmove(module->st->co, L, 1);
    lua_rawset(L, 1);
    lua_settop(L, 0);
}

int32_t require_provide(struct state *st, const char *name, size_t len)
{
    struct module module = {st, name, len};
    int32_t status = call_take(st, 1);
    int lua_status;

    if (status != MOON_OK)
        return status;
    lua_status = guard_run(st, provide, &module);
    return lua_status == LUA_OK ? MOON_OK : error_from_run(st, lua_status);
}
