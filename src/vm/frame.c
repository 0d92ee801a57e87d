#include "vm/frame.h"

#include <inttypes.h>
#include <string.h>

#include "vm/conversion.h"
#include "vm/decode.h"
#include "vm/encode.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/value.h"

/* How many arguments of a call MOON_FRAME_CALL can tell. */
enum { CALL_ARGUMENTS = 4 };

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

static char *text_of(struct state *st)
{
    return (char *)&st->frame[MOON_FRAME_TEXT];
}

static void push_bytes(lua_State *L, void *arg)
{
    struct state *st = arg;

    lua_pushlstring(L, text_of(st), (size_t)slot_at(st, 0)[1].integer);
}

/* The string that the host has written beside the words. */
static int32_t push_text(struct state *st)
{
    int64_t len = slot_at(st, 0)[1].integer;

    if (len < 0 || len > MOON_FRAME_BYTES)
        return error_set(st, MOON_EINVAL,
                         "the frame cannot hold %" PRId64 " bytes", len);
    if (guard_run(st, push_bytes, st) != LUA_OK) {
        lua_pop(st->L, 1);
        return error_no_memory(st);
    }
    lua_xmove(st->L, st->co, 1);
    return MOON_OK;
}

/* The format for tables that the host asks for, or NULL. */
static const struct conversion_format *format_of(const struct state *st)
{
    int64_t asked = st->frame[MOON_FRAME_WIRE].integer;

    return asked < 1 || asked > INT32_MAX
               ? NULL
               : conversion_format((int32_t)(asked - 1));
}

/* The table whose bytes the host has written there. */
static int32_t push_table(struct state *st)
{
    const struct conversion_format *format = format_of(st);
    int64_t len = slot_at(st, 0)[1].integer;
    int32_t status;

    if (!format || len < 0 || len > MOON_FRAME_BYTES)
        return error_set(st, MOON_EINVAL, "the frame holds no such table");
    status = decode_push(st, format, text_of(st), (size_t)len);
    if (status == MOON_OK)
        lua_xmove(st->L, st->co, 1);
    return status;
}

int32_t frame_push_arguments(struct state *st)
{
    int64_t count = st->frame[MOON_FRAME_ARGUMENTS].integer;
    int32_t status = MOON_OK;

    if (count == 0)
        return MOON_OK;
    st->frame[MOON_FRAME_ARGUMENTS].integer = 0;
    if (count == -MOON_BYTES)
        return push_text(st);
    if (count == -MOON_TABLE)
        return push_table(st);
    if (count < 0 && count > -MOON_BYTES) {
        slot_at(st, 0)[0].integer = -count;
        count = 1;
    }
    if (count < 0 || count > MOON_FRAME_SLOTS)
        return error_set(st, MOON_EINVAL,
                         "the frame cannot hold %" PRId64 " arguments", count);
    for (int i = 0; i < count && status == MOON_OK; i++)
        status = push_slot(st, i);
    return status;
}

static void show_number(lua_State *co, int place, union word *slot)
{
    if (lua_isinteger(co, place)) {
        slot[0].integer = MOON_INT;
        slot[1].integer = (int64_t)lua_tointeger(co, place);
    } else {
        slot[0].integer = MOON_FLOAT;
        slot[1].number = lua_tonumber(co, place);
    }
}

/* A short one in slot 0 is put where the host can read it at once. */
static void show_string(struct state *st, int index, int place)
{
    union word *slot = slot_at(st, index);
    size_t len;
    const char *bytes = lua_tolstring(st->co, place, &len);

    slot[0].integer = MOON_BYTES;
    slot[1].integer = (int64_t)len;
    if (index == 0 && len <= MOON_FRAME_BYTES)
        memcpy(text_of(st), bytes, len);
}

/* What is common is read from the stack at once, the rest as by the getters. */
static void show(struct state *st, int index, int place)
{
    union word *slot = slot_at(st, index);

    switch (lua_type(st->co, place)) {
    case LUA_TNIL: slot[0].integer = MOON_NIL; break;
    case LUA_TNUMBER: show_number(st->co, place, slot); break;
    case LUA_TSTRING: show_string(st, index, place); break;
    default:
        slot[0].integer = value_kind(st, index);
        slot[1].integer = value_int(st, index);
    }
}

void frame_show_results(struct state *st)
{
    int count = st->result_count;
    int place = st->co ? lua_gettop(st->co) - count + 1 : 1;

    if (count > MOON_FRAME_SLOTS)
        count = MOON_FRAME_SLOTS;
    for (int i = 0; i < count && place > 0; i++)
        show(st, i, place + i);
}

static void show_table(struct state *st, const struct conversion_format *format)
{
    union word *slot = slot_at(st, 0);

    slot[1].integer = encode_result(st, 0, format);
    if (slot[1].integer > 0 && slot[1].integer <= MOON_FRAME_BYTES)
        memcpy(text_of(st), st->wire.bytes, (size_t)slot[1].integer);
}

void frame_show_first(struct state *st)
{
    const struct conversion_format *format = format_of(st);
    union word *slot = slot_at(st, 0);

    if (!format || st->result_count == 0)
        return;
    if (slot[0].integer == MOON_TABLE)
        show_table(st, format);
    if (st->output.len > 0)
        slot[0].integer += MOON_FRAME_PRINTED;
}

/* The number of the function, and its arguments, in one word; 0. */
static int64_t call_word(struct state *st)
{
    int64_t word = st->host.called * (INT64_C(1) << 24) + st->result_count;

    if (st->host.called >= INT64_C(1) << 39 ||
        st->result_count > CALL_ARGUMENTS || st->output.len > 0)
        return 0;
    for (int i = 0; i < st->result_count; i++)
        word += slot_at(st, i)[0].integer * (INT64_C(1) << (4 + 4 * i));
    return word;
}

void frame_show_question(struct state *st)
{
    st->frame[MOON_FRAME_HOST].integer = st->host.called;
    st->frame[MOON_FRAME_COUNT].integer = st->result_count;
    st->frame[MOON_FRAME_CALL].integer = call_word(st);
}

void frame_show_news(struct state *st)
{
    st->frame[MOON_FRAME_OUTPUT].integer = (int64_t)st->output.len;
}
