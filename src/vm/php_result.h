/*
 * Strings that the functions of `php` make.  They are written in three places:
 * small ones on the C stack, others in a block of Lua's memory which the
 * collector frees; and those whose length is known straight into the string,
 * where the engine lets us.
 */
#ifndef MOON_VM_PHP_RESULT_H
#define MOON_VM_PHP_RESULT_H

#include "engine/engine.h"
#include "str/sink.h"

enum { PHP_RESULT_SMALL = 512 };

struct php_result {
    struct sink sink; /* the first: its grow() is given just this */
    lua_State *L;
    int slot;       /* on the stack, of the block or string */
    bool is_string; /* what is there */
    char small[PHP_RESULT_SMALL];
};

/* An empty result that grows.  [-0, +1, -] */
struct sink *php_result_begin(struct php_result *result, lua_State *L);

/* The same, of which it is known that it is about as long.  [-0, +1, m] */
struct sink *php_result_begin_for(struct php_result *result, lua_State *L,
                                  size_t len);

/* Room for exactly `len` bytes.  [-0, +1, m] */
char *php_result_exact(struct php_result *result, lua_State *L, size_t len);

/* Pushes it and returns 1.  [-0, +1, m] */
int php_result_push(struct php_result *result);

/* The call of a function that needs nothing but a string.  [-0, +2, v] */
int php_convert(lua_State *L, void (*function)(struct sink *, struct view));

static inline int php_push_view(lua_State *L, struct view v)
{
    lua_pushlstring(L, v.bytes, v.len);
    return 1;
}

static inline int php_push_bool(lua_State *L, bool value)
{
    lua_pushboolean(L, value);
    return 1;
}

static inline int php_push_int(lua_State *L, int64_t value)
{
    lua_pushinteger(L, (lua_Integer)value);
    return 1;
}

/* A place, or false when it is VIEW_NONE. */
static inline int php_push_place(lua_State *L, size_t place)
{
    if (place == VIEW_NONE)
        return php_push_bool(L, false);
    return php_push_int(L, (int64_t)place);
}

/* The argument itself, when it is what was made of it. */
static inline int php_push_argument(lua_State *L, int arg)
{
    lua_pushvalue(L, arg);
    return 1;
}

#endif
