#include "vm/life.h"

#include <stdlib.h>

#include "base/handles.h"
#include "vm/guard.h"
#include "vm/library.h"
#include "vm/limit.h"
#include "vm/object.h"

static void *allocate(void *ud, void *ptr, size_t old_len, size_t new_len)
{
    struct state *st = ud;

    limit_count_block(st, new_len);
    return arena_resize(&st->arena, ptr, old_len, new_len);
}

static void open_libraries(lua_State *L, void *arg)
{
    const struct state *st = arg;

    library_open_all(L, st->profile, st->flags);
}

/*
 * LuaJIT crashes when its allocator refuses before its state is whole, and when
 * it closes one whose libraries are not, so the limit is armed after that.
 */
static int32_t start(struct state *st, size_t limit)
{
    st->arena.limit_bytes = engine_opens_under_limit ? limit : SIZE_MAX;
    engine_fix_seeds((st->flags & MOON_DETERMINISTIC) != 0);
    st->L = engine_open(allocate, st); /* engine_link() is st->link */
    if (!st->L)
        return MOON_EMEMORY;
    limit_open(st);
    if (guard_run(st, open_libraries, st) != LUA_OK ||
        st->arena.used_bytes > limit)
        return MOON_EMEMORY;
    st->arena.limit_bytes = limit;
    engine_limit_memory(st->L, limit != SIZE_MAX);
    st->handle = handles_put(st, HANDLE_STATE);
    return st->handle ? MOON_OK : MOON_EMEMORY;
}

struct state *life_open(int32_t profile, int32_t flags, size_t limit,
                        int32_t *status)
{
    struct state *st = calloc(1, sizeof *st);

    *status = MOON_EMEMORY;
    if (!st)
        return NULL;
    st->profile = profile;
    st->flags = flags;
    *status = start(st, limit);
    if (*status == MOON_OK)
        return st;
    life_close(st);
    return NULL;
}

/* The libraries of the sandbox let a script make nothing with a finalizer. */
void life_close(struct state *st)
{
    object_close_all(st);
    handles_take(st->handle);
    if (st->L)
        engine_close(st->L, st->profile != MOON_SANDBOX);
    arena_release(&st->arena);
    free(st);
}
