/*
 * Fuel by count hooks, for engines that do not count it themselves.
 *
 * What it cannot do: on the system's Lua each coroutine has a hook of its own,
 * which it inherits when it is made; compiled code of LuaJIT calls no hooks, so
 * there nothing is compiled while hooks are armed; and no hook runs inside of
 * C functions.
 */
#include "engine/hooks.h"

#include "engine/embedded.h"

#ifdef MOON_ENGINE_LUAJIT
# include <luajit.h>
#endif

enum { STEP = 1000 };

static void strike(lua_State *L, lua_Debug *frame);

static void set_hook(lua_State *L, int step)
{
    if (lua_gethook(L) != strike || lua_gethookcount(L) != step)
        lua_sethook(L, strike, LUA_MASKCOUNT, step);
}

/* Without fuel every instruction counts, so that nothing runs on. */
static void strike(lua_State *L, lua_Debug *frame)
{
    struct engine_hooks *hooks = &engine_link(L)->hooks;

    (void)frame;
    hooks->fuel -= lua_gethookcount(L);
    if (hooks->fuel < 0) {
        set_hook(L, 1);
        hooks->striking = true;
        hooks->on_fuel_out(L);
        hooks->striking = false;
    }
    if (hooks->armed)
        set_hook(L, STEP);
    else
        lua_sethook(L, NULL, 0, 0);
}

void engine_set_fuel(lua_State *L, int64_t amount, engine_handler *on_out)
{
    struct engine_hooks *hooks = &engine_link(L)->hooks;

    hooks->fuel = amount;
    hooks->on_fuel_out = on_out;
}

int64_t engine_fuel_left(lua_State *L)
{
    return engine_link(L)->hooks.fuel;
}

/* Compiled code would run on, or crash when memory is out. */
static void choose_mode(lua_State *L)
{
#ifdef MOON_ENGINE_LUAJIT
    struct engine_hooks *hooks = &engine_link(L)->hooks;
    bool interpreted = hooks->armed || hooks->memory_limited;
    int mode = interpreted ? LUAJIT_MODE_OFF : LUAJIT_MODE_ON;

    if (hooks->interpreted == interpreted)
        return;
    hooks->interpreted = interpreted;
    luaJIT_setmode(L, 0, LUAJIT_MODE_ENGINE | LUAJIT_MODE_FLUSH);
    luaJIT_setmode(L, 0, LUAJIT_MODE_ENGINE | mode);
#else
    (void)L;
#endif
}

/* The hook may be there without being armed, after an interruption. */
void engine_arm(lua_State *L, bool armed)
{
    engine_link(L)->hooks.armed = armed;
    choose_mode(L);
    if (armed)
        set_hook(L, STEP);
    else if (lua_gethook(L) == strike)
        lua_sethook(L, NULL, 0, 0);
}

void engine_limit_memory(lua_State *L, bool limited)
{
    engine_link(L)->hooks.memory_limited = limited;
    choose_mode(L);
}

void hooks_enter(lua_State *co)
{
    struct engine_hooks *hooks = &engine_link(co)->hooks;

    hooks->striking = false;
    if (hooks->armed)
        set_hook(co, STEP);
    else if (lua_gethook(co) == strike)
        lua_sethook(co, NULL, 0, 0);
}

void engine_burn_fuel(lua_State *L, int64_t amount)
{
    struct engine_hooks *hooks = &engine_link(L)->hooks;

    if (!hooks->armed && hooks->fuel > 0) /* and nobody has interrupted */
        return;
    hooks->fuel -= amount;
    if (hooks->fuel < 0)
        hooks->on_fuel_out(L);
}

void engine_hurry(lua_State *L, int64_t amount)
{
    struct engine_hooks *hooks = &engine_link(L)->hooks;

    if (hooks->armed)
        hooks->fuel -= amount;
}

void engine_interrupt(lua_State *L)
{
    engine_link(L)->hooks.fuel = 0;
    lua_sethook(L, strike, LUA_MASKCOUNT, 1);
}

void engine_on_memory_out(lua_State *L, engine_handler *handler)
{
    (void)L;
    (void)handler;
}

static int handle(lua_State *L)
{
    if (engine_link(L)->stopping)
        return 1;
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

/* What is no function stays as it is: the engine has something to say of it. */
static int guard(lua_State *L)
{
    lua_settop(L, 1);
    if (lua_isfunction(L, 1))
        lua_pushcclosure(L, handle, 1);
    return 1;
}

void engine_open_limits(lua_State *L)
{
    embedded_load(L, "hooks");
    lua_pushcfunction(L, guard);
    lua_call(L, 1, 0);
}
