#include "vm/library.h"

#include <string.h>

#include "vm/callback.h"
#include "vm/coroutine.h"
#include "vm/lib_base.h"
#include "vm/lib_os.h"
#include "vm/lib_require.h"
#include "vm/lib_string.h"
#include "vm/lib_table.h"
#include "vm/lib_utf8.h"
#include "vm/null.h"
#include "vm/object.h"
#include "vm/output.h"

/* The least trusted profile that is given a library; else MOON_TRUSTED. */
static const struct {
    const char *library;
    int32_t profile;
} given[] = {
    {"_G", MOON_SANDBOX},        {"table", MOON_SANDBOX},
    {"string", MOON_SANDBOX},    {"math", MOON_SANDBOX},
    {"utf8", MOON_SANDBOX},      {"bit", MOON_SANDBOX},
    {"coroutine", MOON_SANDBOX}, {"os", MOON_SANDBOX},
    {"jit", MOON_SANDBOX}, /* opening it is what switches the compiler on */
    {"package", MOON_STANDARD},  {"io", MOON_STANDARD},
};

/*
 * What is taken out of them again, up to and including a profile: what loads
 * files or machine code, reaches the host's process, or makes finalizers.
 */
static const struct {
    const char *library;
    const char *name;
    int32_t profile;
} taken[] = {
    {"_G", "dofile", MOON_SANDBOX},     {"_G", "loadfile", MOON_SANDBOX},
    {"_G", "newproxy", MOON_SANDBOX},   {"_G", "jit", MOON_STANDARD},
    {"string", "dump", MOON_SANDBOX},   {"os", "execute", MOON_STANDARD},
    {"os", "exit", MOON_STANDARD},      {"os", "getenv", MOON_SANDBOX},
    {"os", "remove", MOON_SANDBOX},     {"os", "rename", MOON_SANDBOX},
    {"os", "setlocale", MOON_STANDARD}, {"os", "tmpname", MOON_SANDBOX},
    {"io", "popen", MOON_STANDARD},     {"package", "loadlib", MOON_STANDARD},
};

static bool is_given(const char *library, int32_t profile)
{
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        if (strcmp(given[i].library, library) == 0)
            return profile >= given[i].profile;
    }
    return profile >= MOON_TRUSTED;
}

static void open_given(lua_State *L, int32_t profile)
{
    for (const struct engine_library *l = engine_libraries; l->name; l++) {
        if (is_given(l->name, profile)) {
            luaL_requiref(L, l->name, l->open, 1);
            lua_pop(L, 1);
        }
    }
}

static void take(lua_State *L, const char *library, const char *name)
{
    lua_getglobal(L, library);
    if (lua_istable(L, -1)) {
        lua_pushnil(L);
        lua_setfield(L, -2, name);
    }
    lua_pop(L, 1);
}

static void take_out(lua_State *L, int32_t profile)
{
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (profile <= taken[i].profile)
            take(L, taken[i].library, taken[i].name);
    }
}

/* Leaves `require` with Lua files: the other searchers load C libraries. */
static void require_only_text(lua_State *L)
{
    lua_getglobal(L, "package");
    lua_pushliteral(L, "");
    lua_setfield(L, -2, "cpath");
    lua_getfield(L, -1, LUA_VERSION_NUM < 502 ? "loaders" : "searchers");
    for (int i = 4; i > 2; i--) {
        lua_pushnil(L);
        lua_rawseti(L, -2, i);
    }
    lua_pop(L, 2);
}

/* What the library `package` looks for. */
static void ignore_environment(lua_State *L)
{
    lua_pushboolean(L, 1);
    lua_setfield(L, LUA_REGISTRYINDEX, "LUA_NOENV");
}

/* Of all this next to nothing is garbage. */
void library_open_all(lua_State *L, int32_t profile, int32_t flags)
{
    lua_gc(L, LUA_GCSTOP, 0);
    if (profile <= MOON_STANDARD)
        engine_hide_addresses(L);
    if (flags & MOON_NO_ENVIRONMENT)
        ignore_environment(L);
    open_given(L, profile);
    lib_string_open(L, profile);
    take_out(L, profile);
    coroutine_open(L);
    engine_open_limits(L);
    lib_base_open(L, profile);
    lib_os_open(L, profile, flags);
    lib_table_open(L, profile);
    lib_utf8_open(L);
    callback_open(L);
    require_open(L, profile);
    object_begin(L);
    if (profile == MOON_STANDARD)
        require_only_text(L);
    null_open(L);
    output_open(L);
    if (flags & MOON_STDOUT)
        engine_open_warnings(L);
    engine_rest_gc(L);
}
