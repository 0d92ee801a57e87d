#include "vm/frame.h"

#include <inttypes.h>

#include "vm/error.h"
#include "vm/host.h"
#include "vm/value.h"

static union word *slot_at(struct state *st, int index)
{
    return &st->frame[MOON_FRAME_FIRST + 2 * index];
}

static int32_t push_int(struct state *st, int64_t value)
{
    if (!value_holds_int(value))
        return error_set(st, MOON_ECONVERT,
                         "the integer %" PRId64 " has no exact number in %s",
                         value, engine_release);
    lua_pushinteger(st->co, (lua_Integer)value);
    return MOON_OK;
}

static int32_t push_slot(struct state *st, int index)
{
    const union word *slot = slot_at(st, index);

    switch (slot[0].integer) {
    case MOON_NIL: lua_pushnil(st->co); return MOON_OK;
    case MOON_BOOL:
        lua_pushboolean(st->co, slot[1].integer != 0);
        return MOON_OK;
    case MOON_INT: return push_int(st, slot[1].integer);
    case MOON_FLOAT: lua_pushnumber(st->co, slot[1].number); return MOON_OK;
    default:
        return error_set(st, MOON_EINVAL,
                         "the frame has no argument of kind %" PRId64,
                         slot[0].integer);
    }
}

int32_t frame_push_arguments(struct state *st)
{
    int64_t count = st->frame[MOON_FRAME_ARGUMENTS].integer;
    int32_t status = MOON_OK;

    st->frame[MOON_FRAME_ARGUMENTS].integer = 0;
    if (count < 0 || count > MOON_FRAME_SLOTS)
        return error_set(st, MOON_EINVAL,
                         "the frame cannot hold %" PRId64 " arguments", count);
    for (int i = 0; i < count && status == MOON_OK; i++)
        status = push_slot(st, i);
    return status;
}

static void show(struct state *st, int index)
{
    union word *slot = slot_at(st, index);

    slot[0].integer = value_kind(st, index);
    if (slot[0].integer == MOON_FLOAT)
        slot[1].number = value_float(st, index);
    else if (slot[0].integer == MOON_BYTES)
        slot[1].integer = (int64_t)value_len(st, index);
    else
        slot[1].integer = value_int(st, index);
}

void frame_show_results(struct state *st)
{
    for (int i = 0; i < st->result_count && i < MOON_FRAME_SLOTS; i++)
        show(st, i);
}

void frame_show_question(struct state *st)
{
    st->frame[MOON_FRAME_HOST].integer = st->host.called;
    st->frame[MOON_FRAME_COUNT].integer = st->result_count;
}

void frame_show_news(struct state *st)
{
    st->frame[MOON_FRAME_OUTPUT].integer = (int64_t)st->output.len;
    st->frame[MOON_FRAME_RELEASED].integer = host_released(st);
}
