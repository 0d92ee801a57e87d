#include "vm/output.h"

#include <stdio.h>

#include "vm/limit.h"

/* What a buffer may keep for the next script. */
enum { KEEP_MAX = 4096 };

/*
 * The output is no memory of Lua's, so its garbage has to make room for it.
 * Raises the engine's own error for being out of memory.
 */
static void write(lua_State *L, const char *bytes, size_t len)
{
    struct state *st = state_of(L);

    limit_count_output(L, len);
    if (st->flags & MOON_STDOUT) {
        fwrite(bytes, 1, len, stdout);
        return;
    }
    if (buffer_append(&st->output, &st->arena, bytes, len))
        return;
    lua_gc(L, LUA_GCCOLLECT, 0);
    if (buffer_append(&st->output, &st->arena, bytes, len))
        return;
    lua_pushliteral(L, "not enough memory");
    lua_error(L);
}

/* Writes the text on top, which is that of argument `i`.  [-1, +0, m] */
static void write_text(lua_State *L, int i)
{
    size_t len;
    const char *text = lua_tolstring(L, -1, &len);

    if (!text)
        luaL_error(L, "'__tostring' must return a string");
    if (i > 1)
        write(L, "\t", 1);
    write(L, text, len);
    lua_pop(L, 1);
}

static int go_on(lua_State *L, int status, lua_KContext i);

/* Writes the arguments, `count` of them, from `i` on. */
static int print_from(lua_State *L, int i, int count)
{
    for (; i <= count; i++) {
        if (luaL_getmetafield(L, i, "__tostring")) {
            lua_pushvalue(L, i);
            engine_callk(L, 1, 1, i, go_on);
        } else {
            luaL_tolstring(L, i, NULL);
        }
        write_text(L, i);
    }
    write(L, "\n", 1);
    if (state_of(L)->flags & MOON_STDOUT)
        fflush(stdout);
    return 0;
}

static int go_on(lua_State *L, int status, lua_KContext i)
{
    int count = lua_gettop(L) - 1;

    (void)status;
    write_text(L, (int)i);
    return print_from(L, (int)i + 1, count);
}

static int print(lua_State *L)
{
    return print_from(L, 1, lua_gettop(L));
}

void output_open(lua_State *L)
{
    lua_pushcfunction(L, print);
    lua_setglobal(L, "print");
}

void output_clear(struct state *st)
{
    buffer_reset(&st->output, &st->arena, KEEP_MAX);
}
