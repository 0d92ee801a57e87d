#include "vm/chunk.h"

#include <string.h>

#include "vm/budget.h"
#include "vm/error.h"
#include "vm/guard.h"

/* As much of the code as can be seen of it where it serves for its name. */
enum { EXCERPT_MAX = LUA_IDSIZE + 1 };

enum { PIECE_BYTES = 1024, UNITS_PER_BYTE = 2 };

struct load {
    const struct chunk *chunk;
    const char *mode;
    size_t read; /* bytes of the code that the compiler has */
    int lua_status;
};

size_t chunk_charge(lua_State *L, size_t left)
{
    size_t len = left < PIECE_BYTES ? left : PIECE_BYTES;

    budget_charge(L, UNITS_PER_BYTE * (int64_t)len);
    return len;
}

static bool is_plain_name(const char *name)
{
    return name[0] != '=' && name[0] != '@';
}

/*
 * A name is that of a file unless it says otherwise.  Without one the code
 * stands for itself; that it goes on shows by its next bytes, which are kept.
 * [-0, +1, m]
 */
static const char *push_name(lua_State *L, const struct chunk *chunk)
{
    size_t len = chunk->code_len;

    if (chunk->name_len > 0) {
        lua_pushstring(L, is_plain_name(chunk->name) ? "@" : "");
        lua_pushlstring(L, chunk->name, chunk->name_len);
        lua_concat(L, 2);
    } else {
        lua_pushlstring(L, chunk->code, len < EXCERPT_MAX ? len : EXCERPT_MAX);
    }
    return lua_tostring(L, -1);
}

static const char *read_piece(lua_State *L, void *ud, size_t *len)
{
    struct load *load = ud;
    const struct chunk *chunk = load->chunk;
    const char *piece = chunk->code + load->read;

    *len = chunk_charge(L, chunk->code_len - load->read);
    load->read += *len;
    return *len > 0 ? piece : NULL;
}

static void load(lua_State *L, void *arg)
{
    struct load *load = arg;
    const char *name = push_name(L, load->chunk);

    load->lua_status = engine_load(L, read_piece, load, name, load->mode);
    lua_remove(L, -2);
}

/* Whatever keeps a chunk from compiling is the chunk's fault, but memory. */
static int failure(int lua_status)
{
    return lua_status == LUA_ERRMEM ? LUA_ERRMEM : LUA_ERRSYNTAX;
}

int32_t chunk_compile(struct state *st, const struct chunk *chunk)
{
    struct load arg = {
        .chunk = chunk,
        .mode = st->profile == MOON_TRUSTED ? NULL : "t",
    };
    int lua_status;

    if (chunk->name_len > 0 && memchr(chunk->name, '\0', chunk->name_len))
        return error_set(st, MOON_EINVAL, "the chunk name holds a zero byte");
    lua_status = guard_run(st, load, &arg);
    if (lua_status != LUA_OK)
        return error_from_run(st, lua_status);
    if (arg.lua_status != LUA_OK)
        return error_from_run(st, failure(arg.lua_status));
    return MOON_OK;
}
