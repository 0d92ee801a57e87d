#include "vm/argument.h"

#include <inttypes.h>

#include "vm/decode.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/host.h"
#include "vm/value.h"

/* From here on a string is long; the share of it that a collection looks at. */
enum { LONG_STRING = 256 * 1024, LOOK_SHARE = 8 };

struct bytes {
    const char *bytes;
    size_t len;
};

/* Room for one more, and for the C code that runs above the arguments. */
static int32_t make_room(struct state *st)
{
    if (engine_check_stack(st->L, LUA_MINSTACK + 1))
        return MOON_OK;
    state_forget(st);
    state_drop_arguments(st);
    return error_set(st, MOON_EMEMORY, "too many arguments");
}

int32_t argument_push_nil(struct state *st)
{
    int32_t status = make_room(st);

    if (status == MOON_OK)
        lua_pushnil(st->L);
    return status;
}

int32_t argument_push_bool(struct state *st, bool value)
{
    int32_t status = make_room(st);

    if (status == MOON_OK)
        lua_pushboolean(st->L, value);
    return status;
}

int32_t argument_push_int(struct state *st, int64_t value)
{
    int32_t status = make_room(st);

    if (status != MOON_OK)
        return status;
    if (value_holds_int(value)) {
        lua_pushinteger(st->L, (lua_Integer)value);
        return MOON_OK;
    }
    state_forget(st);
    state_drop_arguments(st);
    return error_set(st, MOON_ECONVERT,
                     "the integer %" PRId64 " has no exact number in %s", value,
                     engine_release);
}

int32_t argument_push_float(struct state *st, double value)
{
    int32_t status = make_room(st);

    if (status == MOON_OK)
        lua_pushnumber(st->L, value);
    return status;
}

static void push_bytes(lua_State *L, void *arg)
{
    const struct bytes *b = arg;

    lua_pushlstring(L, b->len ? b->bytes : "", b->len);
}

/*
 * The collector does not wait for its time if it has little to look at, beside
 * what a long string takes: then that gets the memory of the one before, which
 * is in the processor's cache.
 */
static void make_way(struct state *st, size_t len)
{
    if (len >= LONG_STRING && st->arena.chunk_bytes <= len / LOOK_SHARE)
        guard_collect(st);
}

int32_t argument_push_bytes(struct state *st, const char *bytes, size_t len)
{
    struct bytes arg = {.bytes = bytes, .len = len};
    int32_t status = make_room(st);
    int lua_status;

    if (status != MOON_OK)
        return status;
    make_way(st, len);
    lua_status = guard_run(st, push_bytes, &arg);
    if (lua_status == LUA_OK)
        return MOON_OK;
    state_forget(st);
    state_drop_arguments(st);
    return error_no_memory(st);
}

/* What is decoded may be large, so the last outcome makes room for it. */
int32_t argument_push_wire(struct state *st,
                           const struct conversion_format *format,
                           const char *bytes, size_t len)
{
    int32_t status = make_room(st);

    if (status != MOON_OK)
        return status;
    state_forget(st);
    status = decode_push(st, format, bytes, len);
    if (status != MOON_OK)
        state_drop_arguments(st);
    return status;
}

int32_t argument_push_object(struct state *st, const struct object *object)
{
    int32_t status = make_room(st);

    if (status == MOON_OK)
        object_push(object, st->L);
    return status;
}

int32_t argument_push_result(struct state *st, int index)
{
    int32_t status = make_room(st);

    if (status != MOON_OK)
        return status;
    if (value_kind(st, index) == MOON_NIL)
        lua_pushnil(st->L);
    else if (value_push(st, index))
        lua_xmove(st->co, st->L, 1);
    else
        status = error_no_memory(st);
    return status;
}

static void push_host(lua_State *L, void *arg)
{
    const int64_t *number = arg;

    host_push_function(L, *number);
}

int32_t argument_push_host(struct state *st, int64_t number)
{
    int32_t status = make_room(st);

    if (status != MOON_OK || guard_run(st, push_host, &number) == LUA_OK)
        return status;
    state_forget(st);
    state_drop_arguments(st);
    return error_no_memory(st);
}
