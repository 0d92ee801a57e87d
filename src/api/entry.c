#include "api/entry.h"

#include "base/handles.h"

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

int32_t entry_function(int64_t handle, struct object **object)
{
    void *ptr;
    int32_t status = find(handle, HANDLE_FUNCTION, &ptr);

    *object = ptr;
    if (status == MOON_OK && (*object)->st->running)
        return MOON_EBUSY;
    return status;
}

bool entry_is_readable(const char *bytes, size_t len)
{
    return len == 0 || (bytes && len <= PTRDIFF_MAX);
}
