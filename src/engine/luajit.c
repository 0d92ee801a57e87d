#include "engine/engine.h"

#include <luajit.h>

/*
 * Places in the registry: the function that runs behind engine_protect(), and
 * the table of engine_ref().
 */
enum { PROTECTED_REF = 1, REFS_REF = 2 };

const char engine_id[] = "luajit";
const char engine_release[] = LUAJIT_VERSION;
const char engine_copyright[] =
    LUAJIT_VERSION " -- " LUAJIT_COPYRIGHT ". " LUAJIT_URL;
const bool engine_opens_under_limit = false;
const bool engine_collects_when_short = false;
const bool engine_keeps_sandbox = true;
const bool engine_interrupts_across_threads = false;
const bool engine_repeats_itself = false;
const bool engine_can_freeze = false;

const struct engine_library engine_libraries[] = {
    {"_G", luaopen_base},
    {LUA_LOADLIBNAME, luaopen_package},
    {LUA_TABLIBNAME, luaopen_table},
    {LUA_IOLIBNAME, luaopen_io},
    {LUA_OSLIBNAME, luaopen_os},
    {LUA_STRLIBNAME, luaopen_string},
    {LUA_MATHLIBNAME, luaopen_math},
    {LUA_DBLIBNAME, luaopen_debug},
    {LUA_BITLIBNAME, luaopen_bit},
    {LUA_JITLIBNAME, luaopen_jit},
    {LUA_FFILIBNAME, luaopen_ffi},
    {NULL, NULL},
};

struct engine_link *engine_link(lua_State *L)
{
    void *ud;

    lua_getallocf(L, &ud);
    return ud;
}

/* What run_protected() is to call; set just before and read at once. */
static _Thread_local struct {
    engine_body *body;
    void *arg;
} pending;

static int run_protected(lua_State *L)
{
    pending.body(L, pending.arg);
    return lua_gettop(L);
}

/*
 * luaL_unref() works outside of any protection, so the head of its free list is
 * there from the start.
 */
static int keep_protected(lua_State *L)
{
    lua_pushcfunction(L, run_protected);
    lua_rawseti(L, LUA_REGISTRYINDEX, PROTECTED_REF);
    lua_newtable(L);
    lua_pushinteger(L, 0);
    lua_rawseti(L, -2, 0);
    lua_rawseti(L, LUA_REGISTRYINDEX, REFS_REF);
    return 0;
}

lua_State *engine_open(lua_Alloc alloc, void *ud)
{
    lua_State *L = lua_newstate(alloc, ud);

    if (L && lua_cpcall(L, keep_protected, NULL) != LUA_OK) {
        lua_close(L);
        return NULL;
    }
    return L;
}

/* Always: machine code and its bookkeeping lie outside of the allocator. */
void engine_close(lua_State *L, bool has_finalizers)
{
    (void)has_finalizers;
    lua_close(L);
}

/* Neither closures nor light userdata can be pushed safely from outside. */
int engine_protect(lua_State *L, engine_body *body, void *arg)
{
    pending.body = body;
    pending.arg = arg;
    lua_rawgeti(L, LUA_REGISTRYINDEX, PROTECTED_REF);
    return lua_pcall(L, 0, LUA_MULTRET, 0);
}

int engine_ref(lua_State *L)
{
    int ref;

    lua_rawgeti(L, LUA_REGISTRYINDEX, REFS_REF);
    lua_insert(L, -2);
    ref = luaL_ref(L, -2);
    lua_pop(L, 1);
    return ref;
}

void engine_unref(lua_State *L, int ref)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, REFS_REF);
    luaL_unref(L, -1, ref);
    lua_pop(L, 1);
}

void engine_push_ref(lua_State *L, int ref)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, REFS_REF);
    lua_rawgeti(L, -1, ref);
    lua_remove(L, -2);
}

static int grow_stack(lua_State *L)
{
    luaL_checkstack(L, *(const int *)lua_touserdata(L, 1), NULL);
    return 0;
}

/* lua_checkstack() raises when memory is short; what was grown stays so. */
bool engine_check_stack(lua_State *L, int count)
{
    if (lua_cpcall(L, grow_stack, &count) == LUA_OK)
        return lua_checkstack(L, count);
    lua_pop(L, 1);
    return false;
}

/* No C function may stand under a coroutine that is to yield. */
void engine_push_base(lua_State *co)
{
    (void)co;
}

void engine_open_warnings(lua_State *L)
{
    (void)L;
}

int engine_close_coroutine(lua_State *L, lua_State *co)
{
    (void)L;
    (void)co;
    return LUA_OK;
}

bool engine_recycle(lua_State *L, lua_State *co)
{
    (void)L;
    (void)co;
    return false;
}

/* The libraries of Lua 5.1 make themselves known. */
void luaL_requiref(lua_State *L, const char *name, lua_CFunction open,
                   int global)
{
    (void)global;
    lua_pushcfunction(L, open);
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
}
