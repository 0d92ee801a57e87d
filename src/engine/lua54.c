#include "engine/engine.h"

#ifdef MOON_ENGINE_LUA54
const char engine_id[] = "lua54";
const bool engine_keeps_sandbox = true;
#else
const char engine_id[] = "lua54-system";
const bool engine_keeps_sandbox = false;
#endif

const char engine_release[] = LUA_RELEASE;
const char engine_copyright[] = LUA_COPYRIGHT;
const bool engine_opens_under_limit = true;
const bool engine_collects_when_short = true;
const int64_t engine_integer_max = INT64_MAX;
const int64_t engine_integer_min = INT64_MIN;

const struct engine_library engine_libraries[] = {
    {LUA_GNAME, luaopen_base},
    {LUA_LOADLIBNAME, luaopen_package},
    {LUA_COLIBNAME, luaopen_coroutine},
    {LUA_TABLIBNAME, luaopen_table},
    {LUA_IOLIBNAME, luaopen_io},
    {LUA_OSLIBNAME, luaopen_os},
    {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math},
    {LUA_UTF8LIBNAME, luaopen_utf8},
    {LUA_DBLIBNAME, luaopen_debug},
    {NULL, NULL},
};

lua_State *engine_open(lua_Alloc alloc, void *ud)
{
    return lua_newstate(alloc, ud);
}

void engine_close(lua_State *L, bool has_finalizers)
{
    if (has_finalizers)
        lua_close(L);
}

int engine_protect(lua_State *L, lua_CFunction function, void *ud)
{
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, ud);
    return lua_pcall(L, 1, LUA_MULTRET, 0);
}

bool engine_check_stack(lua_State *L, int count)
{
    return lua_checkstack(L, count);
}

static int finish_base(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    return lua_gettop(L);
}

/* The C function under every script, which ends tracebacks as in `lua`. */
static int run_base(lua_State *L)
{
    lua_callk(L, lua_gettop(L) - 1, LUA_MULTRET, 0, finish_base);
    return finish_base(L, LUA_OK, 0);
}

void engine_push_base(lua_State *co)
{
    lua_pushcfunction(co, run_base);
}

/* More results may come than there was room for; asking for none allows it. */
int engine_call(lua_State *L, lua_State *co, int *results)
{
    int status = lua_resume(co, L, lua_gettop(co) - 1, results);

    lua_checkstack(co, 0);
    return status;
}

bool engine_recycle(lua_State *L, lua_State *co)
{
#if LUA_VERSION_RELEASE_NUM >= 50406
    lua_closethread(co, L);
#else
    (void)L;
    lua_resetthread(co);
#endif
    return true;
}

#ifndef MOON_ENGINE_LUA54
void engine_set_fuel(lua_State *L, int64_t amount, engine_fuel_handler *on_out)
{
    (void)L;
    (void)amount;
    (void)on_out;
}

int64_t engine_fuel_left(lua_State *L)
{
    (void)L;
    return INT64_MAX;
}
#endif
