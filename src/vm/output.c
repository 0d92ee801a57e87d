#include "vm/output.h"

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
    if (buffer_append(&st->output, &st->arena, bytes, len))
        return;
    lua_gc(L, LUA_GCCOLLECT, 0);
    if (buffer_append(&st->output, &st->arena, bytes, len))
        return;
    lua_pushliteral(L, "not enough memory");
    lua_error(L);
}

static int print(lua_State *L)
{
    int count = lua_gettop(L);

    for (int i = 1; i <= count; i++) {
        size_t len;
        const char *text = luaL_tolstring(L, i, &len);

        if (i > 1)
            write(L, "\t", 1);
        write(L, text, len);
        lua_pop(L, 1);
    }
    write(L, "\n", 1);
    return 0;
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
