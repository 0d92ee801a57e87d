#include "api/entry.h"

static int32_t find(int64_t handle, enum handle_kind kind, void **ptr)
{
    switch (handles_find(handle, kind, ptr)) {
    case HANDLE_GOOD: return MOON_OK;
    case HANDLE_OTHER_KIND: return MOON_EKIND;
    case HANDLE_OTHER_THREAD: return MOON_ETHREAD;
    default: return MOON_ESTALE;
    }
}

struct state *entry_any(int64_t handle)
{
    void *ptr;

    find(handle, HANDLE_STATE, &ptr);
    return ptr;
}

struct state *entry_settled(int64_t handle)
{
    struct state *st = entry_any(handle);

    return st && (!st->running || st->serving) ? st : NULL;
}

int32_t entry_state(int64_t handle, struct state **st)
{
    void *ptr;
    int32_t status = find(handle, HANDLE_STATE, &ptr);

    *st = ptr;
    if (status == MOON_OK && (*st)->running)
        return MOON_EBUSY;
    return status;
}

int32_t entry_passing(int64_t handle, struct state **st)
{
    int32_t status = entry_state(handle, st);

    return status == MOON_EBUSY && (*st)->serving ? MOON_OK : status;
}

int32_t entry_held(int64_t handle, struct object **object)
{
    int32_t status = entry_object(handle, HANDLE_ANY, object);

    return status == MOON_EBUSY && (*object)->st->serving ? MOON_OK : status;
}

int32_t entry_object(int64_t handle, enum handle_kind kind,
                     struct object **object)
{
    void *ptr;
    int32_t status = find(handle, kind, &ptr);

    if (kind == HANDLE_ANY && handles_kind(handle) == HANDLE_STATE)
        status = status == MOON_OK ? MOON_EKIND : status;
    *object = status == MOON_OK ? ptr : NULL;
    if (status != MOON_OK)
        return status;
    return (*object)->st->running ? MOON_EBUSY : MOON_OK;
}

bool entry_is_readable(const char *bytes, size_t len)
{
    return len == 0 || (bytes && len <= PTRDIFF_MAX);
}
