#include "vm/lib_table.h"

#include <limits.h>
#include <stdint.h>

#include "moonspan.h"
#include "vm/budget.h"

/* Elements that are moved between two looks at the budget. */
enum { SLICE = 1024 };

/* Lua 5.1 knows no metamethods of lists, and what is no table is none. */
#if LUA_VERSION_NUM < 502
static void get(lua_State *L, int index, lua_Integer i)
{
    lua_rawgeti(L, index, (int)i);
}

static void set(lua_State *L, int index, lua_Integer i)
{
    lua_rawseti(L, index, (int)i);
}

lua_Integer lib_table_len(lua_State *L, int index, int access)
{
    (void)access;
    luaL_checktype(L, index, LUA_TTABLE);
    return (lua_Integer)lua_objlen(L, index);
}
#else
static void get(lua_State *L, int index, lua_Integer i)
{
    lua_geti(L, index, i);
}

static void set(lua_State *L, int index, lua_Integer i)
{
    lua_seti(L, index, i);
}

static bool has_field(lua_State *L, const char *name)
{
    bool is_there;

    lua_pushstring(L, name);
    is_there = lua_rawget(L, -2) != LUA_TNIL;
    lua_pop(L, 1);
    return is_there;
}

static void check_list(lua_State *L, int index, int access)
{
    if (lua_istable(L, index))
        return;
    if (!lua_getmetatable(L, index)) {
        luaL_checktype(L, index, LUA_TTABLE);
        return;
    }
    if (((access & LIST_READ) && !has_field(L, "__index")) ||
        ((access & LIST_WRITE) && !has_field(L, "__newindex")) ||
        ((access & LIST_LEN) && !has_field(L, "__len")))
        luaL_checktype(L, index, LUA_TTABLE);
    lua_pop(L, 1);
}

lua_Integer lib_table_len(lua_State *L, int index, int access)
{
    check_list(L, index, access | LIST_LEN);
    return luaL_len(L, index);
}
#endif

/*
 * Charges for the next elements of a loop over many, of which `left` are left,
 * before the first and then before each slice.
 */
static inline void charge_next(lua_State *L, uint64_t left)
{
    if (left % SLICE == 0)
        budget_charge(L, SLICE);
}

static void charge_first(lua_State *L, uint64_t count)
{
    if (count % SLICE != 0)
        budget_charge(L, (int64_t)(count % SLICE));
}

/* t[i + 1] = t[i] for last >= i >= first. */
static void move_up(lua_State *L, lua_Integer first, lua_Integer last)
{
    charge_first(L, (uint64_t)(last - first + 1));
    for (lua_Integer i = last; i >= first; i--) {
        charge_next(L, (uint64_t)(i - first + 1));
        get(L, 1, i);
        set(L, 1, i + 1);
    }
}

/* In Lua 5.1 an element may be put anywhere. */
static void check_place(lua_State *L, lua_Integer place, lua_Integer end)
{
    if (LUA_VERSION_NUM >= 502)
        luaL_argcheck(L, (uint64_t)place - 1 < (uint64_t)end, 2,
                      "position out of bounds");
}

static int insert(lua_State *L)
{
    lua_Integer len = lib_table_len(L, 1, LIST_READ | LIST_WRITE);
    uint64_t after = (uint64_t)len + 1; /* which may be too much for `len` */
    lua_Integer end = (lua_Integer)after;
    lua_Integer place = end;

    if (lua_gettop(L) == 3) {
        place = luaL_checkinteger(L, 2);
        check_place(L, place, end);
        if (place < end)
            move_up(L, place, end - 1);
    } else if (lua_gettop(L) != 2) {
        return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    set(L, 1, place);
    return 0;
}

/* Removes t[place] and closes the gap. */
static int remove_one(lua_State *L)
{
    lua_Integer len = lib_table_len(L, 1, LIST_READ | LIST_WRITE);
    lua_Integer place = luaL_optinteger(L, 2, len);

    lua_settop(L, 2);
    if (LUA_VERSION_NUM < 502 && (place < 1 || place > len))
        return 0;
    if (place != len)
        luaL_argcheck(L, (uint64_t)place - 1 <= (uint64_t)len, 2,
                      "position out of bounds");
    get(L, 1, place);
    if (place < len)
        charge_first(L, (uint64_t)(len - place));
    for (; place < len; place++) {
        charge_next(L, (uint64_t)(len - place));
        get(L, 1, place + 1);
        set(L, 1, place);
    }
    lua_pushnil(L);
    set(L, 1, place);
    return 1;
}

#if LUA_VERSION_NUM >= 502
/* From the list at 1 to that at `to`. */
static void move_between(lua_State *L, lua_Integer first, lua_Integer last,
                         lua_Integer place, int to)
{
    lua_Integer count = last - first + 1;
    bool is_overlapping = !(place > last || place <= first ||
                            (to != 1 && !lua_compare(L, 1, to, LUA_OPEQ)));

    charge_first(L, (uint64_t)count);
    for (lua_Integer n = 0; n < count; n++) {
        lua_Integer i = is_overlapping ? count - 1 - n : n;

        charge_next(L, (uint64_t)(count - n));
        lua_geti(L, 1, first + i);
        lua_seti(L, to, place + i);
    }
}

static int move(lua_State *L)
{
    lua_Integer first = luaL_checkinteger(L, 2);
    lua_Integer last = luaL_checkinteger(L, 3);
    lua_Integer place = luaL_checkinteger(L, 4);
    int to = lua_isnoneornil(L, 5) ? 1 : 5;

    check_list(L, 1, LIST_READ);
    check_list(L, to, LIST_WRITE);
    if (last >= first) {
        luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3,
                      "too many elements to move");
        luaL_argcheck(L, place <= LUA_MAXINTEGER - (last - first + 1) + 1, 4,
                      "destination wrap around");
        move_between(L, first, last, place, to);
    }
    lua_pushvalue(L, to);
    return 1;
}

static int pack(lua_State *L)
{
    int count = lua_gettop(L);

    charge_first(L, (uint64_t)count);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int i = count; i >= 1; i--) {
        charge_next(L, (uint64_t)i);
        lua_rawseti(L, 1, i);
    }
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}
#endif

static lua_Integer default_last(lua_State *L, int index)
{
    if (!lua_isnoneornil(L, index))
        return luaL_checkinteger(L, index);
#if LUA_VERSION_NUM < 502
    luaL_checktype(L, 1, LUA_TTABLE);
    return (lua_Integer)lua_objlen(L, 1);
#else
    return luaL_len(L, 1);
#endif
}

static int unpack(lua_State *L)
{
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = default_last(L, 3);
    uint64_t count;

#if LUA_VERSION_NUM < 502
    luaL_checktype(L, 1, LUA_TTABLE);
#endif
    if (first > last)
        return 0;
    count = (uint64_t)last - (uint64_t)first;
    if (count >= INT_MAX || !lua_checkstack(L, (int)++count))
        return luaL_error(L, "too many results to unpack");
    charge_first(L, count);
    for (uint64_t n = 0; n < count; n++) {
        charge_next(L, count - n);
        get(L, 1, first + (lua_Integer)n);
    }
    return (int)count;
}

static void add_element(lua_State *L, luaL_Buffer *b, lua_Integer i)
{
    size_t len;

    get(L, 1, i);
    if (!lua_isstring(L, -1)) {
#if LUA_VERSION_NUM < 502
        luaL_error(L, "invalid value (%s) at index %d in table for 'concat'",
                   luaL_typename(L, -1), (int)i);
#else
        luaL_error(L, "invalid value (%s) at index %I in table for 'concat'",
                   luaL_typename(L, -1), (LUAI_UACINT)i);
#endif
    }
    lua_tolstring(L, -1, &len);
    budget_charge(L, 1 + (int64_t)(len / BUDGET_BYTES));
    luaL_addvalue(b);
}

static int concat(lua_State *L)
{
    lua_Integer len = lib_table_len(L, 1, LIST_READ);
    size_t separator_len;
    const char *separator = luaL_optlstring(L, 2, "", &separator_len);
    lua_Integer i = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, len);
    luaL_Buffer b;

    luaL_buffinit(L, &b);
    for (; i < last; i++) {
        add_element(L, &b, i);
        luaL_addlstring(&b, separator, separator_len);
        budget_charge_bytes(L, separator_len);
    }
    if (i == last)
        add_element(L, &b, i);
    luaL_pushresult(&b);
    return 1;
}

static int freeze(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    if (luaL_getmetafield(L, 1, "__metatable"))
        return luaL_error(L,
                          "cannot freeze a table with a protected metatable");
    engine_freeze(L, 1);
    lua_settop(L, 1);
    return 1;
}

static int isfrozen(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_pushboolean(L, engine_is_frozen(L, 1));
    return 1;
}

static const luaL_Reg functions[] = {
    {"insert", insert}, {"remove", remove_one}, {"concat", concat},
    {"sort", lib_sort},
#if LUA_VERSION_NUM >= 502
    {"unpack", unpack}, {"move", move},         {"pack", pack},
#endif
    {NULL, NULL},
};

static const luaL_Reg frozen[] = {
    {"freeze", freeze},
    {"isfrozen", isfrozen},
    {NULL, NULL},
};

/*
 * LuaJIT compiles its own, so where scripts are trusted it keeps them.  What is
 * stock Lua's to the letter has no more names than that.
 */
void lib_table_open(lua_State *L, int32_t profile)
{
    if (profile == MOON_TRUSTED && LUA_VERSION_NUM < 502)
        return;
    lua_getglobal(L, LUA_TABLIBNAME);
    luaL_setfuncs(L, functions, 0);
    if (engine_can_freeze)
        luaL_setfuncs(L, frozen, 0);
#if LUA_VERSION_NUM < 502
    lua_pushcfunction(L, unpack);
    lua_setglobal(L, "unpack");
#endif
    lua_pop(L, 1);
}
