#include "vm/guard.h"

static void collect(lua_State *L, void *arg)
{
    (void)arg;
    lua_gc(L, LUA_GCCOLLECT, 0);
}

bool guard_collect(struct state *st)
{
    bool is_fine = engine_protect(st->L, collect, NULL) == LUA_OK;

    if (!is_fine)
        lua_pop(st->L, 1);
    return is_fine;
}

void guard_collect_if_short(struct state *st)
{
    if (st->arena.denied && !engine_collects_when_short)
        guard_collect(st);
}

int guard_run(struct state *st, engine_body *body, void *arg)
{
    bool was_running = st->running;
    bool was_script = st->spent.in_script;
    int status;

    st->running = true;
    st->spent.in_script = false;
    status = engine_protect(st->L, body, arg);
    if (status != LUA_OK)
        guard_collect_if_short(st);
    st->running = was_running;
    st->spent.in_script = was_script;
    return status;
}

static void run_script(struct state *st, bool is_running)
{
    st->running = is_running;
    st->spent.in_script = is_running;
}

int guard_call(struct state *st, int *results)
{
    int status;

    run_script(st, true);
    status = engine_call(st->L, st->co, results);
    run_script(st, false);
    return status;
}

int guard_answer(struct state *st, int count, int *results)
{
    int status;

    run_script(st, true);
    status = engine_answer(st->L, st->co, count, results);
    run_script(st, false);
    st->link.raising = false;
    return status;
}

void guard_close_failed(struct state *st)
{
    lua_State *co = st->link.failed;

    if (!co)
        return;
    st->link.failed = NULL;
    run_script(st, true);
    engine_close_coroutine(st->L, co);
    run_script(st, false);
    lua_settop(co, 0);
}

bool guard_recycle(struct state *st)
{
    bool clean;

    run_script(st, true);
    clean = engine_recycle(st->L, st->co);
    run_script(st, false);
    return clean;
}
