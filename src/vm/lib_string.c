#include "vm/lib_string.h"

#include <limits.h>
#include <string.h>

#include "vm/budget.h"
#include "vm/lib_find.h"
#include "vm/lib_format.h"
#include "vm/lib_gsub.h"
#include "vm/lib_pattern.h"

#if LUA_VERSION_NUM >= 504

/* Shorter results are made on the C stack. */
enum { FEW_BYTES = 512, BYTES_AT_ONCE = 1 << 20 };

/* Room for `len` bytes: `few`, or a userdata that is pushed. */
static char *get_room(lua_State *L, char *few, size_t len)
{
    return len <= FEW_BYTES ? few : lua_newuserdatauv(L, len, 0);
}

/* The end of a range that is given from 1, or from the last byte by -1. */
static size_t get_end(lua_State *L, int arg, lua_Integer otherwise, size_t len)
{
    lua_Integer at = luaL_optinteger(L, arg, otherwise);

    if (at >= 0)
        return (size_t)at < len ? (size_t)at : len;
    return at < -(lua_Integer)len ? 0 : len - (size_t)-at + 1;
}

static int sub(lua_State *L)
{
    size_t len;
    const char *bytes = luaL_checklstring(L, 1, &len);
    size_t start, end;

    luaL_checkinteger(L, 2);
    start = lib_pattern_start(L, 2, len);
    end = get_end(L, 3, -1, len);
    if (start >= end) {
        lua_pushliteral(L, "");
        return 1;
    }
    if (end - start >= BUDGET_BYTES)
        budget_charge_bytes(L, end - start);
    lua_pushlstring(L, bytes + start, end - start);
    return 1;
}

static int byte(lua_State *L)
{
    size_t len;
    const char *bytes = luaL_checklstring(L, 1, &len);
    lua_Integer at = luaL_optinteger(L, 2, 1);
    size_t start = lib_pattern_start(L, 2, len);
    size_t end = get_end(L, 3, at, len);

    if (start >= end)
        return 0;
    if (end - start > INT_MAX)
        return luaL_error(L, "string slice too long");
    if (end - start > 1) {
        luaL_checkstack(L, (int)(end - start), "string slice too long");
        budget_charge(L, (int64_t)(end - start) / 4);
    }
    for (size_t i = start; i < end; i++)
        lua_pushinteger(L, (unsigned char)bytes[i]);
    return (int)(end - start);
}

/* Of `len` bytes to as many others. */
typedef void transform(char *to, const char *bytes, size_t len);

static void to_upper(char *to, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];

        to[i] = (char)(c ^ (c >= 'a' && c <= 'z' ? 0x20 : 0));
    }
}

static void to_lower(char *to, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        char c = bytes[i];

        to[i] = (char)(c ^ (c >= 'A' && c <= 'Z' ? 0x20 : 0));
    }
}

static void to_reverse(char *to, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        to[i] = bytes[len - 1 - i];
}

static int push_transformed(lua_State *L, transform *change)
{
    size_t len;
    const char *bytes = luaL_checklstring(L, 1, &len);
    char few[FEW_BYTES];
    char *to = get_room(L, few, len);

    budget_charge_bytes(L, len);
    change(to, bytes, len);
    lua_pushlstring(L, to, len);
    return 1;
}

static int upper(lua_State *L)
{
    return push_transformed(L, to_upper);
}

static int lower(lua_State *L)
{
    return push_transformed(L, to_lower);
}

static int reverse(lua_State *L)
{
    return push_transformed(L, to_reverse);
}

/* Repeats the first `len` bytes until `total` are there. */
static void repeat(lua_State *L, char *to, size_t len, size_t total)
{
    while (len < total) {
        size_t more = len < total - len ? len : total - len;

        if (more > BYTES_AT_ONCE)
            more = BYTES_AT_ONCE / len > 0 ? BYTES_AT_ONCE / len * len : more;
        budget_charge_bytes(L, more);
        memcpy(to + len, to, more);
        len += more;
    }
}

static int rep(lua_State *L)
{
    size_t len, sep_len, total;
    const char *bytes = luaL_checklstring(L, 1, &len);
    lua_Integer count = luaL_checkinteger(L, 2);
    const char *sep = luaL_optlstring(L, 3, "", &sep_len);
    char few[FEW_BYTES];
    char *to;

    if (count <= 0 || len + sep_len == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    /* As in Lua, where the length has to be an int. */
    if (len + sep_len > INT_MAX / (size_t)count)
        return luaL_error(L, "resulting string too large");
    total = (size_t)count * (len + sep_len) - sep_len;
    to = get_room(L, few, total);
    memcpy(to, bytes, len);
    if (count > 1) {
        memcpy(to + len, sep, sep_len);
        repeat(L, to, len + sep_len, total);
    }
    lua_pushlstring(L, to, total);
    return 1;
}

/*
 * What pack, unpack and packsize do takes time by the length of the format, of
 * the strings, and of the sizes that a 'c' names.
 */
static size_t count_packed(lua_State *L)
{
    int top = lua_gettop(L);
    size_t len;
    const char *format = luaL_checklstring(L, 1, &len);
    size_t count = len, size = 0;

    for (size_t i = 0; i < len; i++) {
        bool is_digit = format[i] >= '0' && format[i] <= '9';

        size = is_digit && size < INT_MAX ? size * 10 + 1 : 0;
        count += size;
    }
    for (int i = 2; i <= top; i++) {
        if (lua_type(L, i) == LUA_TSTRING)
            count += lua_rawlen(L, i);
    }
    return count;
}

/* Calls the engine's own, the first upvalue. */
static int charge_packed(lua_State *L)
{
    budget_charge_bytes(L, count_packed(L));
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* The strings that are unpacked are charged by the bytes in which they are. */
static const char *const packing[] = {"pack", "packsize", "unpack", NULL};

static void open_own(lua_State *L, int32_t profile)
{
    static const luaL_Reg functions[] = {
        {"byte", byte},       {"format", lib_format_format},
        {"lower", lower},     {"rep", rep},
        {"reverse", reverse}, {"sub", sub},
        {"upper", upper},     {NULL, NULL},
    };

    (void)profile;
    luaL_setfuncs(L, functions, 0);
    for (int i = 0; packing[i]; i++) {
        lua_getfield(L, -1, packing[i]);
        lua_pushcclosure(L, charge_packed, 1);
        lua_setfield(L, -2, packing[i]);
    }
}

#else

/* LuaJIT compiles calls of its own functions, and knows no locale in them. */
static void open_own(lua_State *L, int32_t profile)
{
    if (profile == MOON_SANDBOX) {
        lua_getfield(L, -1, "format");
        lua_pushcclosure(L, lib_format_without_addresses, 1);
        lua_setfield(L, -2, "format");
    }
}

#endif

void lib_string_open(lua_State *L, int32_t profile)
{
    static const luaL_Reg functions[] = {
        {"find", lib_find_find},
        {"gmatch", lib_find_gmatch},
        {"gsub", lib_gsub_gsub},
        {"match", lib_find_match},
        {NULL, NULL},
    };

    lua_getglobal(L, LUA_STRLIBNAME);
    open_own(L, profile);
    lib_pattern_push_cache(L);
    for (int i = 0; functions[i].name; i++) {
        lua_pushvalue(L, -1);
        lua_pushcclosure(L, functions[i].func, 1);
        lua_setfield(L, -3, functions[i].name);
    }
    lua_pop(L, 2);
}
