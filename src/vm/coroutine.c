#include "vm/coroutine.h"

#include "vm/guard.h"

static void make(lua_State *L, void *arg)
{
    struct lane *lane = arg;

    lane->co = lua_newthread(L);
    lane->ref = engine_ref(L);
}

static void free_lane(struct state *st, struct lane *lane)
{
    arena_resize(&st->arena, lane, sizeof *lane, 0);
}

static struct lane *new_lane(struct state *st)
{
    struct lane *lane = arena_resize(&st->arena, NULL, 0, sizeof *lane);

    if (!lane)
        return NULL;
    lane->next = NULL;
    if (guard_run(st, make, lane) == LUA_OK)
        return lane;
    lua_pop(st->L, 1);
    free_lane(st, lane);
    return NULL;
}

static void use(struct state *st, struct lane *lane)
{
    st->lane = lane;
    st->co = lane ? lane->co : NULL;
}

void coroutine_drop(struct state *st)
{
    if (!st->lane)
        return;
    engine_unref(st->L, st->lane->ref);
    free_lane(st, st->lane);
    use(st, NULL);
}

void coroutine_retire(struct state *st)
{
    if (!st->lane)
        return;
    lua_settop(st->co, 0);
    lane_put(&st->idle, st->lane);
    use(st, NULL);
}

bool coroutine_return(struct state *st)
{
    if (st->waits) {
        lua_pop(st->co, st->result_count);
    } else if (st->waiting) {
        coroutine_retire(st);
        use(st, lane_take(&st->waiting));
    } else {
        return false;
    }
    st->waits = true;
    st->result_count = 0;
    return true;
}

/* The engine does not collect garbage to make room for a stack. */
static bool make_room(struct state *st, int count)
{
    return engine_check_stack(st->co, count) ||
           (guard_collect(st) && engine_check_stack(st->co, count));
}

bool coroutine_prepare(struct state *st, int count)
{
    if (!st->co)
        use(st, lane_take(&st->idle));
    if (!st->co)
        use(st, new_lane(st));
    return st->co && make_room(st, count);
}

void coroutine_renew(struct state *st)
{
    lua_xmove(st->co, st->L, 1);
    coroutine_drop(st);
    guard_collect_if_short(st);
    if (coroutine_prepare(st, 1))
        lua_xmove(st->L, st->co, 1);
    else
        lua_pop(st->L, 1);
}

static bool is_main(lua_State *L)
{
    const struct state *st = state_of(L);

    return L == st->co || L == st->L;
}

static int yield(lua_State *L)
{
    if (is_main(L)) {
        lua_pushliteral(L, "attempt to yield from outside a coroutine");
        return lua_error(L);
    }
    return engine_yield(L, lua_gettop(L));
}

/*
 * Lua 5.4 returns the thread and true for the main one, Lua 5.1 just nil.  The
 * main one is st->co even to handlers that run on st->L, which stays our own.
 */
static int running(lua_State *L)
{
    const struct state *st = state_of(L);
    bool is_main_thread = is_main(L);

#if LUA_VERSION_NUM < 502
    if (is_main_thread) {
        lua_pushnil(L);
        return 1;
    }
#endif
    if (is_main_thread && st->lane)
        engine_push_ref(L, st->lane->ref);
    else
        lua_pushthread(L);
    lua_pushboolean(L, is_main_thread);
    return LUA_VERSION_NUM < 502 ? 1 : 2;
}

static int isyieldable(lua_State *L)
{
    lua_State *co = lua_isthread(L, 1) ? lua_tothread(L, 1) : L;

    lua_pushboolean(L, !is_main(co) && lua_isyieldable(co));
    return 1;
}

void coroutine_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"running", running},
        {"isyieldable", isyieldable},
        {NULL, NULL},
    };

    engine_open_coroutines(L);
    lua_getglobal(L, LUA_COLIBNAME);
    luaL_setfuncs(L, functions, 0);
    lua_pushcfunction(L, yield);
    engine_wrap(L);
    lua_setfield(L, -2, "yield");
    lua_pop(L, 1);
}
