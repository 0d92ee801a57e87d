#include "vm/state.h"

/* What may be kept for the next value that is written. */
enum { WIRE_KEEP = 256 * 1024 };

struct state *state_of(lua_State *L)
{
    void *ud;

    lua_getallocf(L, &ud);
    return ud; /* the allocator is given the state */
}

static void forget_error(struct state *st)
{
    struct error *error = &st->error;

    error->status = MOON_OK;
    error->message_len = 0;
    error->described = NULL;
    buffer_reset(&error->text, &st->arena, 0);
    buffer_reset(&error->path, &st->arena, 0);
    buffer_reset(&error->traceback, &st->arena, 0);
}

void state_forget_outcome(struct state *st)
{
    buffer_reset(&st->wire, &st->arena, WIRE_KEEP);
    st->arena.denied = false;
    st->host.ended = false;
    if (st->error.status != MOON_OK)
        forget_error(st);
}

/* The call that waits keeps its coroutine; the next gets another. */
static void set_aside(struct state *st)
{
    lua_pop(st->co, st->result_count);
    lane_put(&st->waiting, st->lane);
    st->lane = NULL;
    st->co = NULL;
    st->waits = false;
}

void state_forget(struct state *st)
{
    if (st->waits)
        set_aside(st);
    else if (st->co)
        lua_settop(st->co, 0);
    st->result_count = 0;
    state_forget_outcome(st);
}

void state_drop_arguments(struct state *st)
{
    lua_settop(st->L, 0);
    st->frame[MOON_FRAME_ARGUMENTS].integer = 0;
}
