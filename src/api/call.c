/*
 * The exported functions that push arguments and call.
 */
#include "vm/call.h"

#include "api/entry.h"
#include "moonspan.h"
#include "vm/argument.h"
#include "vm/conversion.h"
#include "vm/error.h"
#include "vm/lib_require.h"

int32_t moon_push_nil(int64_t state)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    return status == MOON_OK ? argument_push_nil(st) : status;
}

int32_t moon_push_bool(int64_t state, int32_t value)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    return status == MOON_OK ? argument_push_bool(st, value != 0) : status;
}

int32_t moon_push_int(int64_t state, int64_t value)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    return status == MOON_OK ? argument_push_int(st, value) : status;
}

int32_t moon_push_float(int64_t state, double value)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    return status == MOON_OK ? argument_push_float(st, value) : status;
}

/* A call that cannot be made takes its arguments with it. */
static int32_t refuse(struct state *st, int32_t status, const char *message)
{
    state_forget(st);
    state_drop_arguments(st);
    return error_set(st, status, "%s", message);
}

static int32_t check_bytes(int32_t status, struct state *st, const char *bytes,
                           size_t len)
{
    if (status == MOON_OK && !entry_is_readable(bytes, len))
        return refuse(st, MOON_EINVAL, "no string is that long");
    return status;
}

/* Finds the state for an argument that is given as bytes. */
static int32_t pass_bytes(int64_t state, const char *bytes, size_t len,
                          struct state **st)
{
    int32_t status = entry_passing(state, st);

    return check_bytes(status, *st, bytes, len);
}

/* Finds the state for a call that is given bytes. */
static int32_t enter_with_bytes(int64_t state, const char *bytes, size_t len,
                                struct state **st)
{
    int32_t status = entry_state(state, st);

    return check_bytes(status, *st, bytes, len);
}

int32_t moon_push_bytes(int64_t state, const char *bytes, size_t len)
{
    struct state *st;
    int32_t status = pass_bytes(state, bytes, len, &st);

    return status == MOON_OK ? argument_push_bytes(st, bytes, len) : status;
}

int32_t moon_push_wire(int64_t state, int32_t format, const char *bytes,
                       size_t len)
{
    const struct conversion_format *wire = conversion_format(format);
    struct state *st;
    int32_t status = pass_bytes(state, bytes, len, &st);

    if (status == MOON_OK && !wire)
        status = refuse(st, MOON_EINVAL, "there is no such wire format");
    return status == MOON_OK ? argument_push_wire(st, wire, bytes, len)
                             : status;
}

int32_t moon_push_handle(int64_t state, int64_t handle)
{
    struct state *st;
    struct object *object;
    int32_t status = entry_passing(state, &st);

    if (status != MOON_OK)
        return status;
    status = entry_held(handle, &object);
    if (status == MOON_OK && object->st != st)
        status = MOON_EFOREIGN;
    if (status != MOON_OK)
        return refuse(st, status, error_status_text(status));
    return argument_push_object(st, object);
}

int32_t moon_push_host(int64_t state, int64_t number)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    if (status == MOON_OK && number <= 0)
        status = refuse(st, MOON_EINVAL, "numbers are above 0");
    return status == MOON_OK ? argument_push_host(st, number) : status;
}

int32_t moon_push_result(int64_t state, int32_t index)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? argument_push_result(st, index) : status;
}

int32_t moon_drop_arguments(int64_t state)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    if (status == MOON_OK)
        state_drop_arguments(st);
    return status;
}

int32_t moon_drop_results(int64_t state)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    if (status == MOON_OK && !st->waits)
        state_forget(st);
    return status;
}

static int32_t enter_with_chunk(int64_t state, const struct chunk *chunk,
                                struct state **st)
{
    int32_t status = enter_with_bytes(state, chunk->code, chunk->code_len, st);

    if (status == MOON_OK && !entry_is_readable(chunk->name, chunk->name_len))
        return refuse(*st, MOON_EINVAL, "no chunk name is that long");
    return status;
}

int32_t moon_eval(int64_t state, const char *code, size_t code_len,
                  const char *name, size_t name_len)
{
    struct chunk chunk = {code, code_len, name, name_len};
    struct state *st;
    int32_t status = enter_with_chunk(state, &chunk, &st);

    return status == MOON_OK ? call_eval(st, &chunk) : status;
}

int64_t moon_load(int64_t state, const char *code, size_t code_len,
                  const char *name, size_t name_len)
{
    struct chunk chunk = {code, code_len, name, name_len};
    struct state *st;
    int32_t status = enter_with_chunk(state, &chunk, &st);

    return status == MOON_OK ? call_load(st, &chunk) : status;
}

int32_t moon_call(int64_t function)
{
    struct object *object;
    int32_t status = entry_object(function, HANDLE_FUNCTION, &object);

    return status == MOON_OK ? call_object(object, NULL) : status;
}

int32_t moon_call_path(int64_t state, const char *path, size_t path_len)
{
    struct state *st;
    int32_t status = enter_with_bytes(state, path, path_len, &st);

    return status == MOON_OK ? call_path(st, path, path_len) : status;
}

int32_t moon_get(int64_t state, const char *path, size_t path_len)
{
    struct state *st;
    int32_t status = enter_with_bytes(state, path, path_len, &st);

    return status == MOON_OK ? call_get(st, path, path_len) : status;
}

int32_t moon_remove(int64_t state, const char *path, size_t path_len)
{
    struct state *st;
    int32_t status = enter_with_bytes(state, path, path_len, &st);

    return status == MOON_OK ? call_remove(st, path, path_len) : status;
}

int32_t moon_set(int64_t state, const char *path, size_t path_len)
{
    struct state *st;
    int32_t status = enter_with_bytes(state, path, path_len, &st);

    return status == MOON_OK ? call_set(st, path, path_len) : status;
}

int32_t moon_provide(int64_t state, const char *name, size_t name_len)
{
    struct state *st;
    int32_t status = enter_with_bytes(state, name, name_len, &st);

    return status == MOON_OK ? require_provide(st, name, name_len) : status;
}
