/*
 * The exported functions with which the host serves a script.
 */
#include "vm/host.h"

#include <string.h>

#include "api/entry.h"
#include "moonspan.h"
#include "vm/call.h"
#include "vm/error.h"

int64_t moon_host_called(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st && (st->waits || st->serving) ? st->host.called : 0;
}

int32_t moon_answer(int64_t state)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? call_answer(st) : status;
}

int32_t moon_raise(int64_t state, int64_t number)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    if (status == MOON_OK && number <= 0) {
        state_drop_arguments(st);
        return MOON_EINVAL;
    }
    return status == MOON_OK ? call_raise(st, number) : status;
}

int32_t moon_abandon(int64_t state)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? call_abandon(st) : status;
}

int64_t moon_open_host(int64_t state, int64_t number)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    if (status == MOON_OK && number <= 0)
        status = MOON_EINVAL;
    return status == MOON_OK ? call_open_host(st, number) : status;
}

/* The address of a function, which a foreign function interface has as a
 * number.
 */
int32_t moon_set_callback(int64_t state, int64_t address)
{
    struct state *st;
    int32_t status = entry_state(state, &st);
    uintptr_t bits = (uintptr_t)address;

    if (status == MOON_OK)
        memcpy(&st->host.callback, &bits, sizeof bits);
    return status;
}

int64_t moon_released(int64_t state)
{
    struct state *st;

    return entry_passing(state, &st) == MOON_OK ? host_take_released(st) : 0;
}

int64_t moon_error_host(int64_t state)
{
    const struct state *st = entry_settled(state);

    if (!st || st->error.status != MOON_ERUNTIME || !st->co)
        return 0;
    return host_error_at(st, lua_gettop(st->co));
}
