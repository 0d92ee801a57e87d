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

    return st && !st->running ? st : NULL;
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

int32_t entry_object(int64_t handle, enum handle_kind kind,
                     struct object **object)
{
    void *ptr;
    int32_t status = find(handle, kind, &ptr);

    if (kind == HANDLE_ANY && handles_kind(handle) == HANDLE_STATE)
        status = status == MOON_OK ? MOON_EKIND : status;
    if (status != MOON_OK)
        return status;

    *object = ptr;
    return (*object)->st->running ? MOON_EBUSY : MOON_OK;
}

bool entry_is_readable(const char *bytes, size_t len)
{
    return len == 0 || (bytes && len <= PTRDIFF_MAX);
}
