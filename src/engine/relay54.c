/*
 * Yields to the host on Lua 5.4: C functions that run coroutines yield in turn,
 * with a continuation that goes on with the coroutine.
 */
#include "engine/relay54.h"

#include "engine/hooks.h"

enum outcome { RAN, FAILED, PASSED };

/* Which function runs a coroutine; also their continuation's. */
enum { RESUME = 0, WRAP = 1, HOST = 2 };

/* It has left; `striking` tells whether by the error of a hook. */
static void note(lua_State *co, int status)
{
    struct engine_link *link = engine_link(co);

    relay_note(co)->waits = status == LUA_YIELD && link->passing;
    relay_note(co)->is_struck = status > LUA_YIELD && link->hooks.striking;
    link->hooks.striking = false;
}

static int run(lua_State *L, lua_State *co, int count, int *results)
{
    int status;

    engine_link(L)->passing = false;
    relay_note(co)->waits = false;
    hooks_enter(co);
    status = lua_resume(co, L, count, results);
    note(co, status);
    return status;
}

int engine_answer(lua_State *L, lua_State *co, int count, int *results)
{
    int status;

    engine_link(L)->unreachable = false;
    engine_serve(L, co);
    status = run(L, co, count, results);
    engine_serve(L, NULL);
    lua_checkstack(co, 0); /* more may have come than there was room for */
    return status;
}

int engine_call(lua_State *L, lua_State *co, int *results)
{
    return engine_answer(L, co, lua_gettop(co) - 1, results);
}

bool engine_can_ask(lua_State *L)
{
    return lua_isyieldable(L) && !engine_link(L)->unreachable;
}

static int finish(lua_State *L, int status, lua_KContext context)
{
    struct engine_link *link = engine_link(L);

    (void)status;
    (void)context;
    if (!link->raising)
        return lua_gettop(L);
    link->raising = false;
    return lua_error(L);
}

int engine_ask(lua_State *L)
{
    engine_link(L)->passing = true;
    return lua_yieldk(L, lua_gettop(L), 0, finish);
}

int engine_yield(lua_State *L, int count)
{
    return lua_yieldk(L, count, 0, finish);
}

void engine_wrap(lua_State *L)
{
    (void)L;
}

void engine_where(lua_State *L)
{
    luaL_where(L, 1);
}

/* No option is valid then. */
bool engine_is_finalizing(lua_State *L)
{
    return lua_gc(L, LUA_GCCOUNT) < 0;
}

static lua_State *to_coroutine(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);

    luaL_argexpected(L, co, 1, "coroutine");
    return co;
}

static const char *status_of(lua_State *L, lua_State *co)
{
    lua_Debug frame;

    if (L == co)
        return "running";
    if (relay_note(co)->waits)
        return "normal";
    switch (lua_status(co)) {
    case LUA_YIELD: return "suspended";
    case LUA_OK:
        if (lua_getstack(co, 0, &frame))
            return "normal";
        return lua_gettop(co) == 0 ? "dead" : "suspended";
    default: return "dead";
    }
}

/* Moves `count` values; false, with a message on top of L, without room. */
static bool hand_over(lua_State *L, lua_State *co, int count)
{
    if (relay_note(co)->waits) {
        lua_pushliteral(L, "cannot resume non-suspended coroutine");
        return false;
    }
    if (!lua_checkstack(co, count)) {
        lua_pushliteral(L, "too many arguments to resume");
        return false;
    }
    lua_xmove(L, co, count);
    return true;
}

/*
 * Resumes `co` with the top `count` values of L.  RAN leaves the results there,
 * *results of them; FAILED the error value on top of `co`, or a message on top
 * of L if `co` did not run; PASSED what is for the host.
 */
static enum outcome relay(lua_State *L, lua_State *co, int count, int *results)
{
    struct engine_link *link = engine_link(L);
    bool was_unreachable = link->unreachable;
    int status;

    link->unreachable = was_unreachable || !lua_isyieldable(L);
    status = run(L, co, count, results);
    link->unreachable = was_unreachable;
    if (status != LUA_OK && status != LUA_YIELD)
        return FAILED;
    if (!lua_checkstack(L, *results + 1)) {
        bool passing = link->passing;

        link->passing = false;
        lua_pop(co, *results);
        if (passing)
            luaL_error(L, "too many arguments to a function of the host");
        lua_pushliteral(co, "too many results to resume");
        return FAILED;
    }
    lua_xmove(co, L, *results);
    return relay_note(co)->waits ? PASSED : RAN;
}

static int go_on(lua_State *L, int status, lua_KContext which);

static int fail_resume(lua_State *L)
{
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

static int finish_resume(lua_State *L, lua_State *co, int count)
{
    int results;

    switch (relay(L, co, count, &results)) {
    case FAILED: lua_xmove(co, L, 1); return fail_resume(L);
    case PASSED: return lua_yieldk(L, results, RESUME, go_on);
    default:
        lua_pushboolean(L, 1);
        lua_insert(L, -(results + 1));
        return results + 1;
    }
}

static int resume(lua_State *L)
{
    lua_State *co = to_coroutine(L);
    int count = lua_gettop(L) - 1;

    return hand_over(L, co, count) ? finish_resume(L, co, count)
                                   : fail_resume(L);
}

/* Says where it was called, in a message; memory may be out for that. */
static int fail_wrap(lua_State *L, int status)
{
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int finish_wrap(lua_State *L, lua_State *co, int count)
{
    int results;
    int status;

    switch (relay(L, co, count, &results)) {
    case FAILED:
        status = lua_status(co);
        if (status != LUA_OK && status != LUA_YIELD)
            status = engine_close_coroutine(L, co);
        lua_xmove(co, L, 1);
        return fail_wrap(L, status);
    case PASSED: return lua_yieldk(L, results, WRAP, go_on);
    default: return results;
    }
}

/* The error is the caller's, who is told where it comes from. */
static int finish_host(lua_State *L, lua_State *co, int count)
{
    struct engine_link *link = engine_link(L);
    int results;
    enum outcome outcome = relay(L, co, count, &results);

    link->raising = false;
    switch (outcome) {
    case FAILED:
        link->failed = co;
        lua_xmove(co, L, 1);
        return lua_error(L);
    case PASSED: return lua_yieldk(L, results, HOST, go_on);
    default: return results;
    }
}

static lua_State *wrapped(lua_State *L)
{
    return lua_tothread(L, lua_upvalueindex(1));
}

static int call_wrapped(lua_State *L)
{
    int count = lua_gettop(L);

    if (!hand_over(L, wrapped(L), count))
        return fail_wrap(L, LUA_ERRRUN);
    return finish_wrap(L, wrapped(L), count);
}

static int go_on(lua_State *L, int status, lua_KContext which)
{
    lua_State *co = which == WRAP ? wrapped(L) : lua_tothread(L, 1);
    int count = lua_gettop(L) - (which == WRAP ? 0 : 1);

    (void)status;
    relay_note(co)->waits = false;
    if (!hand_over(L, co, count))
        return luaL_error(L, "too many results of a function of the host");
    switch (which) {
    case WRAP: return finish_wrap(L, co, count);
    case HOST: return finish_host(L, co, count);
    default: return finish_resume(L, co, count);
    }
}

/* The coroutine, which can be resumed, or else an error. */
static lua_State *to_suspended(lua_State *L)
{
    lua_State *co = to_coroutine(L);
    const char *name = status_of(L, co);

    if (*name != 's') {
        lua_pushfstring(L, "cannot resume %s coroutine",
                        *name == 'd' ? name : "non-suspended");
        lua_error(L);
    }
    return co;
}

static int resume_for_host(lua_State *L)
{
    lua_State *co = to_suspended(L);
    int count = lua_gettop(L) - 1;

    return hand_over(L, co, count) ? finish_host(L, co, count) : lua_error(L);
}

/* A coroutine that has not begun has no yield at which to raise it. */
static int raise_for_host(lua_State *L)
{
    lua_State *co = to_suspended(L);

    lua_settop(L, 2);
    if (lua_status(co) != LUA_YIELD) {
        engine_close_coroutine(L, co);
        lua_settop(co, 0);
        return lua_error(L);
    }
    if (!hand_over(L, co, 1))
        return lua_error(L);
    engine_link(L)->raising = true;
    return finish_host(L, co, 1);
}

static int wrap(lua_State *L)
{
    lua_State *co;

    luaL_checktype(L, 1, LUA_TFUNCTION);
    co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

static int status(lua_State *L)
{
    lua_pushstring(L, status_of(L, to_coroutine(L)));
    return 1;
}

static int close(lua_State *L)
{
    lua_State *co = to_coroutine(L);
    const char *name = status_of(L, co);

    if (*name != 'd' && *name != 's')
        return luaL_error(L, "cannot close a %s coroutine", name);
    if (relay_is_beyond_limits(co)) {
        lua_pushliteral(L, "cannot close a stopped coroutine");
        return fail_resume(L);
    }
    if (engine_close_coroutine(L, co) == LUA_OK) {
        lua_pushboolean(L, 1);
        return 1;
    }
    lua_xmove(co, L, 1);
    return fail_resume(L);
}

static int close_for_host(lua_State *L)
{
    if (*status_of(L, to_coroutine(L)) == 'd')
        return 0;
    return close(L) > 1 ? lua_error(L) : 0;
}

void engine_push_resume(lua_State *L)
{
    lua_pushcfunction(L, resume_for_host);
}

void engine_push_raise(lua_State *L)
{
    lua_pushcfunction(L, raise_for_host);
}

void engine_push_close(lua_State *L)
{
    lua_pushcfunction(L, close_for_host);
}

void engine_push_status(lua_State *L, lua_State *co)
{
    lua_pushstring(L, status_of(L, co));
}

void engine_open_coroutines(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"resume", resume}, {"wrap", wrap}, {"status", status},
        {"close", close},   {NULL, NULL},
    };

    lua_getglobal(L, LUA_COLIBNAME);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}
