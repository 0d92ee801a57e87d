#include "engine/engine.h"

#include <stdio.h>
#include <string.h>

#include "engine/hooks.h"
#include "engine/relay54.h"

#ifdef MOON_ENGINE_LUA54
const char engine_id[] = "lua54";
const bool engine_keeps_sandbox = true;
const bool engine_interrupts_across_threads = true;
const bool engine_repeats_itself = true;
const bool engine_can_freeze = true;
#else
const char engine_id[] = "lua54-system";
const bool engine_keeps_sandbox = false;
const bool engine_interrupts_across_threads = false;
const bool engine_repeats_itself = false;
const bool engine_can_freeze = false;
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

struct engine_link *engine_link(lua_State *L)
{
    void *ud;

    lua_getallocf(L, &ud);
    return ud;
}

/*
 * Texts that the engine raises, or says of a coroutine that cannot be resumed,
 * where nothing catches an error: that memory is out would abort the process.
 * A short string that is there already takes none.
 */
static void keep_messages(lua_State *L)
{
    static const char *const messages[] = {
        "cannot resume dead coroutine",
        "cannot resume non-suspended coroutine",
        "C stack overflow",
        "error in error handling",
        "too many results to resume",
    };
    int count = sizeof messages / sizeof *messages;

    lua_createtable(L, count, 0);
    for (int i = 0; i < count; i++) {
        lua_pushstring(L, messages[i]);
        lua_rawseti(L, -2, i + 1);
    }
    luaL_ref(L, LUA_REGISTRYINDEX);
}

/*
 * Tables that would grow step by step while libraries are opened.  Until that
 * is done there is no garbage, and the collector waits.
 */
static void make_room(lua_State *L, void *arg)
{
    enum { GLOBALS = 40, LIBRARIES = 16 };

    (void)arg;
    lua_gc(L, LUA_GCSTOP, 0);
    lua_createtable(L, 0, GLOBALS);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_createtable(L, 0, LIBRARIES);
    lua_setfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    keep_messages(L);
}

lua_State *engine_open(lua_Alloc alloc, void *ud)
{
    lua_State *L = lua_newstate(alloc, ud);

    if (L)
        memset(lua_getextraspace(L), 0, LUA_EXTRASPACE);
    if (L && engine_protect(L, make_room, NULL) != LUA_OK) {
        lua_close(L);
        return NULL;
    }
    return L;
}

void engine_close(lua_State *L, bool has_finalizers)
{
    if (has_finalizers)
        lua_close(L);
}

#ifndef MOON_ENGINE_LUA54
struct protected
{
    engine_body *body;
    void *arg;
};

static int run_protected(lua_State *L)
{
    struct protected *run = lua_touserdata(L, 1);

    lua_settop(L, 0);
    run->body(L, run->arg);
    return lua_gettop(L);
}

int engine_protect(lua_State *L, engine_body *body, void *arg)
{
    struct protected run = {.body = body, .arg = arg};

    lua_pushcfunction(L, run_protected);
    lua_pushlightuserdata(L, &run);
    return lua_pcall(L, 1, LUA_MULTRET, 0);
}
#endif

int engine_ref(lua_State *L)
{
    return luaL_ref(L, LUA_REGISTRYINDEX);
}

void engine_unref(lua_State *L, int ref)
{
    luaL_unref(L, LUA_REGISTRYINDEX, ref);
}

void engine_push_ref(lua_State *L, int ref)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, ref);
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

/* "@on" and "@off" in one piece, and not inside of a warning, switch. */
static bool is_switch(struct engine_link *link, const char *piece)
{
    if (*piece != '@')
        return false;
    if (strcmp(piece, "@on") == 0)
        link->warns = true;
    else if (strcmp(piece, "@off") == 0)
        link->warns = false;
    return true;
}

/* A warning comes in pieces; those of one that goes on say so. */
static void warn(void *ud, const char *piece, int goes_on)
{
    struct engine_link *link = ud;

    if (!link->in_warning && !goes_on && is_switch(link, piece))
        return;
    if (!link->warns)
        return;
    fprintf(stderr, "%s%s%s", link->in_warning ? "" : "Lua warning: ", piece,
            goes_on ? "" : "\n");
    fflush(stderr);
    link->in_warning = goes_on;
}

void engine_open_warnings(lua_State *L)
{
    lua_setwarnf(L, warn, engine_link(L));
}

static int close_coroutine(lua_State *L, lua_State *co)
{
#if LUA_VERSION_RELEASE_NUM >= 50406
    return lua_closethread(co, L);
#else
    (void)L;
    return lua_resetthread(co);
#endif
}

#ifdef MOON_ENGINE_LUA54

int engine_close_coroutine(lua_State *L, lua_State *co)
{
    return close_coroutine(L, co);
}

bool engine_recycle(lua_State *L, lua_State *co)
{
    close_coroutine(L, co);
    engine_trim(co);
    return true;
}

#else

/* Nor is anything closed once a limit was hit. */
int engine_close_coroutine(lua_State *L, lua_State *co)
{
    int status = lua_status(co);

    if (!engine_link(L)->stopping && !relay_is_beyond_limits(co)) {
        hooks_enter(co);
        return close_coroutine(L, co);
    }
    return status == LUA_YIELD ? LUA_OK : status;
}

/* What a hook has ended serves no other call, for no hook would end that. */
bool engine_recycle(lua_State *L, lua_State *co)
{
    bool is_clean = !relay_note(co)->is_struck && !engine_link(L)->stopping;

    engine_close_coroutine(L, co);
    return is_clean;
}

#endif
