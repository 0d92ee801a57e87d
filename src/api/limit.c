/*
 * The exported functions on what scripts may spend.
 */
#include "vm/limit.h"

#include "api/entry.h"
#include "base/handles.h"
#include "moonspan.h"
#include "vm/call.h"
#include "vm/profile.h"

int32_t moon_set_limit(int64_t state, int32_t limit, int64_t value)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? limit_set(st, limit, value) : status;
}

int32_t moon_pause(int64_t state, int32_t paused)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    if (status == MOON_OK)
        limit_pause(st, paused != 0);
    return status;
}

int32_t moon_interrupt(int64_t state)
{
    void *ptr;
    enum handle_verdict verdict =
        handles_find_across(state, HANDLE_STATE, &ptr);

    if (verdict == HANDLE_STALE)
        return MOON_ESTALE;
    if (verdict == HANDLE_OTHER_KIND)
        return MOON_EKIND;
    if (verdict == HANDLE_OTHER_THREAD && !engine_interrupts_across_threads)
        return MOON_ETHREAD;
    limit_interrupt(ptr);
    return MOON_OK;
}

int32_t moon_profile_start(int64_t state, int64_t interval_ns)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? limit_profile(st, interval_ns) : status;
}

int32_t moon_profile_get(int64_t state)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    return status == MOON_OK ? call_profile(st) : status;
}

int64_t moon_cpu_used(int64_t state)
{
    const struct state *st = entry_any(state);

    return st ? limit_cpu_used_ns(st) : 0;
}

int64_t moon_instructions_used(int64_t state)
{
    const struct state *st = entry_any(state);

    return st ? limit_instructions_used(st) : 0;
}
