/*
 * The exported functions that open, measure and close.
 */
#include "moonspan.h"

#include "api/entry.h"
#include "base/handles.h"
#include "vm/frame.h"
#include "vm/guard.h"
#include "vm/life.h"
#include "vm/output.h"

/* In bytes, SIZE_MAX where the host says 0 for none. */
static size_t to_limit(int64_t bytes)
{
    return bytes == 0 ? SIZE_MAX : (size_t)bytes;
}

enum {
    FLAGS = MOON_STDOUT | MOON_WEAK_SANDBOX | MOON_DETERMINISTIC |
            MOON_NO_ENVIRONMENT | MOON_SOFT_INTERRUPT
};

static int32_t check_open(int32_t profile, int32_t flags, int64_t memory_limit)
{
    if (profile < MOON_SANDBOX || profile > MOON_TRUSTED || memory_limit < 0 ||
        (flags & ~FLAGS) != 0)
        return MOON_EINVAL;
    if ((flags & MOON_DETERMINISTIC) && !engine_repeats_itself)
        return MOON_EUNSUPPORTED;
    if (profile == MOON_SANDBOX && !engine_keeps_sandbox &&
        !(flags & MOON_WEAK_SANDBOX))
        return MOON_EUNSUPPORTED;
    return MOON_OK;
}

int64_t moon_open(int32_t profile, int32_t flags, int64_t memory_limit)
{
    int32_t status = check_open(profile, flags, memory_limit);
    struct state *st;

    if (status != MOON_OK)
        return status;
    st = life_open(profile, flags, to_limit(memory_limit), &status);
    return st ? st->handle : status;
}

static int32_t close_state(int64_t handle)
{
    struct state *st;
    int32_t status = entry_state(handle, &st);

    if (status == MOON_OK)
        life_close(st);
    return status;
}

int32_t moon_close(int64_t handle)
{
    struct object *object;
    int32_t status;

    if (handles_kind(handle) == HANDLE_STATE)
        return close_state(handle);
    status = entry_held(handle, &object);
    if (status == MOON_OK)
        object_close(object);
    return status;
}

int64_t moon_memory_used(int64_t state)
{
    const struct state *st = entry_any(state);

    return st ? (int64_t)st->arena.used_bytes : 0;
}

int64_t moon_memory_peak(int64_t state)
{
    const struct state *st = entry_any(state);

    return st ? (int64_t)st->arena.peak_bytes : 0;
}

int32_t moon_collect(int64_t state)
{
    struct state *st;
    int32_t status = entry_state(state, &st);

    if (status == MOON_OK && !guard_collect(st))
        status = MOON_EMEMORY;
    return status;
}

const uint8_t *moon_output(int64_t state)
{
    const struct state *st = entry_settled(state);

    return (const uint8_t *)(st && st->output.len ? st->output.bytes : "");
}

size_t moon_output_len(int64_t state)
{
    const struct state *st = entry_settled(state);

    return st ? st->output.len : 0;
}

int32_t moon_output_clear(int64_t state)
{
    struct state *st;
    int32_t status = entry_passing(state, &st);

    if (status != MOON_OK)
        return status;
    output_clear(st);
    frame_show_news(st);
    return MOON_OK;
}

int64_t *moon_frame(int64_t state)
{
    struct state *st = entry_any(state);

    return st ? &st->frame[0].integer : NULL;
}

double *moon_frame_floats(int64_t state)
{
    struct state *st = entry_any(state);

    return st ? &st->frame[0].number : NULL;
}
