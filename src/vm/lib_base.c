#include "vm/lib_base.h"

#include <string.h>

#include "moonspan.h"
#include "vm/budget.h"
#include "vm/chunk.h"

/* No hand-written text is as long. */
enum { TEXT_MAX = 16 * 1024 * 1024 };

/* Places on the stack of `load`: its arguments and the reader's last piece. */
enum { CHUNK = 1, NAME, MODE, ENVIRONMENT, PIECE };

struct source {
    const char *bytes;
    size_t left;
    size_t total;
    size_t max;
    bool is_function; /* CHUNK gives more when nothing is left */
};

static void read_more(lua_State *L, struct source *source)
{
    luaL_checkstack(L, 2, "too many nested functions");
    lua_pushvalue(L, CHUNK);
    lua_call(L, 0, 1);
    if (!lua_isnil(L, -1) && !lua_isstring(L, -1))
        luaL_error(L, "reader function must return a string");
    lua_replace(L, PIECE);
    source->bytes = lua_tolstring(L, PIECE, &source->left);
}

static const char *read_piece(lua_State *L, void *ud, size_t *len)
{
    struct source *source = ud;
    const char *piece;

    if (source->left == 0 && source->is_function)
        read_more(L, source);
    *len = chunk_charge(L, source->left);
    source->total += *len;
    if (source->total > source->max)
        luaL_error(L, "chunk is too long");
    piece = source->bytes;
    source->bytes += *len;
    source->left -= *len;
    return *len > 0 ? piece : NULL;
}

static void set_environment(lua_State *L)
{
    lua_pushvalue(L, ENVIRONMENT);
#if LUA_VERSION_NUM < 502
    lua_setfenv(L, -2);
#else
    if (!lua_setupvalue(L, -2, 1))
        lua_pop(L, 1);
#endif
}

static int load_chunk(lua_State *L, const char *mode, size_t max)
{
    struct source source = {.max = max};
    bool has_environment = lua_gettop(L) >= ENVIRONMENT;
    const char *name;

    lua_settop(L, PIECE);
    if (lua_isstring(L, CHUNK)) {
        source.bytes = lua_tolstring(L, CHUNK, &source.left);
        name = luaL_optstring(L, NAME, source.bytes);
    } else {
        name = luaL_optstring(L, NAME, "=(load)");
        luaL_checktype(L, CHUNK, LUA_TFUNCTION);
        source.is_function = true;
    }
    if (engine_load(L, read_piece, &source, name, mode) == LUA_OK) {
        if (has_environment)
            set_environment(L);
        return 1;
    }
    budget_charge(L, 1); /* a limit is no fault of the chunk */
    lua_pushnil(L);
    lua_insert(L, -2);
    return 2;
}

static int load_any(lua_State *L)
{
    return load_chunk(L, luaL_optstring(L, MODE, "bt"), SIZE_MAX);
}

/* Text only: a binary chunk can be made to crash the engine. */
static int load_text(lua_State *L)
{
    if (strchr(luaL_optstring(L, MODE, "bt"), 't'))
        return load_chunk(L, "t", TEXT_MAX);
    lua_pushnil(L);
    lua_pushliteral(L, "attempt to load a chunk that is not text");
    return 2;
}

static int tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    luaL_tolstring(L, 1, NULL);
    return 1;
}

static int select(lua_State *L)
{
    int count = lua_gettop(L);
    lua_Integer i;

    if (lua_type(L, 1) == LUA_TSTRING && *lua_tostring(L, 1) == '#') {
        lua_pushinteger(L, count - 1);
        return 1;
    }
    i = luaL_checkinteger(L, 1);
    if (i < 0)
        i = count + i;
    else if (i > count)
        i = count;
    luaL_argcheck(L, 1 <= i, 1, "index out of range");
    budget_charge_bytes(L, (size_t)(count - i) * sizeof(double));
    return count - (int)i;
}

/* Calls the engine's own function, the upvalue, with the same arguments. */
static int call_own(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

/* A collection costs what the memory in use does, whatever it finds. */
static int collect(lua_State *L)
{
    const char *option = luaL_optstring(L, 1, "collect");

    if (strcmp(option, "collect") == 0 || strcmp(option, "step") == 0)
        budget_charge_bytes(L, (size_t)lua_gc(L, LUA_GCCOUNT, 0) * 1024);
    return call_own(L);
}

static int count_memory(lua_State *L)
{
    const char *option = luaL_optstring(L, 1, "collect");

    if (strcmp(option, "count") == 0)
        return call_own(L);
    lua_pushfstring(L, "option '%s' is not available here", option);
    return luaL_argerror(L, 1, lua_tostring(L, -1));
}

/*
 * `setmetatable`, without finalizers: they would run at moments that nobody
 * chose, and the state could not be closed by freeing its memory.
 */
static int set_metatable(lua_State *L)
{
    if (lua_istable(L, 2)) {
        lua_pushliteral(L, "__gc");
        lua_rawget(L, 2);
        if (!lua_isnil(L, -1))
            return luaL_error(L, "'__gc' is not available here");
        lua_pop(L, 1);
    }
    return call_own(L);
}

static void wrap(lua_State *L, const char *name, lua_CFunction function)
{
    lua_getglobal(L, name);
    lua_pushcclosure(L, function, 1);
    lua_setglobal(L, name);
}

static void put(lua_State *L, const char *name, lua_CFunction function)
{
    lua_pushcfunction(L, function);
    lua_setglobal(L, name);
}

/* What LuaJIT compiles stays its own where scripts are trusted. */
void lib_base_open(lua_State *L, int32_t profile)
{
    if (profile == MOON_TRUSTED && LUA_VERSION_NUM < 502)
        return;
    put(L, "tostring", tostring);
    put(L, "select", select);
    put(L, "load", profile == MOON_TRUSTED ? load_any : load_text);
#if LUA_VERSION_NUM < 502
    put(L, "loadstring", load_text);
#endif
    if (profile == MOON_STANDARD)
        wrap(L, "collectgarbage", collect);
    if (profile == MOON_SANDBOX) {
        wrap(L, "collectgarbage", count_memory);
        wrap(L, "setmetatable", set_metatable);
    }
}
