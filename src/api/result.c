/*
 * The exported functions that read the outcome of the last call.
 */
#include "moonspan.h"

#include "api/entry.h"
#include "vm/error.h"
#include "vm/value.h"

int32_t moon_result_count(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st ? st->result_count : 0;
}

int32_t moon_result_kind(int64_t state, int32_t index)
{
    const struct state *st = entry_settled(state);

    return st ? value_kind(st, index) : MOON_NIL;
}

int64_t moon_result_int(int64_t state, int32_t index)
{
    const struct state *st = entry_settled(state);

    return st ? value_int(st, index) : 0;
}

double moon_result_float(int64_t state, int32_t index)
{
    const struct state *st = entry_settled(state);

    return st ? value_float(st, index) : 0;
}

const uint8_t *moon_result_bytes(int64_t state, int32_t index)
{
    const struct state *st = entry_settled(state);

    return (const uint8_t *)(st ? value_bytes(st, index) : "");
}

size_t moon_result_len(int64_t state, int32_t index)
{
    const struct state *st = entry_settled(state);

    return st ? value_len(st, index) : 0;
}

int64_t moon_result_handle(int64_t state, int32_t index)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);
    int32_t kind;

    if (status != MOON_OK)
        return status;
    kind = value_kind(st, index);
    if (kind != MOON_FUNCTION && kind != MOON_TABLE && kind != MOON_COROUTINE &&
        kind != MOON_HOSTED)
        return MOON_ECONVERT;
    if (!value_push(st, index))
        return MOON_EMEMORY;
    return object_open(st);
}

int32_t moon_error_status(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st ? st->error.status : MOON_OK;
}

const uint8_t *moon_error_message(int64_t state)
{
    const struct state *st = entry_settled(state);

    return (const uint8_t *)(st && st->error.status ? st->error.message : "");
}

size_t moon_error_message_len(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st ? st->error.message_len : 0;
}

const uint8_t *moon_error_traceback(int64_t state)
{
    const struct state *st = entry_settled(state);

    return (const uint8_t *)(st && st->error.traceback.len
                                 ? st->error.traceback.bytes
                                 : "");
}

size_t moon_error_traceback_len(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st ? st->error.traceback.len : 0;
}

const uint8_t *moon_error_path(int64_t state)
{
    const struct state *st = entry_settled(state);

    return (const uint8_t *)(st && st->error.path.len ? st->error.path.bytes
                                                      : "");
}

size_t moon_error_path_len(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st ? st->error.path.len : 0;
}
