#include "vm/stand_in.h"

#include <string.h>

#include "base/handles.h"
#include "vm/host.h"
#include "vm/object.h"

/* The classes, their keys, and what is held; HANDLE_ANY: by the host. */
static const struct stand_in {
    const char *name;
    const char *key;
    enum handle_kind kind;
} classes[] = {
    {"Moonspan\\LuaFunction", "handle", HANDLE_FUNCTION},
    {"Moonspan\\LuaTable", "handle", HANDLE_TABLE},
    {"Moonspan\\Coroutine", "handle", HANDLE_COROUTINE},
    {"Moonspan\\Internal\\Reference", "host", HANDLE_ANY},
};

static bool is_text(const struct wire_item *item, const char *text)
{
    return item->len == strlen(text) &&
           memcmp(item->bytes, text, item->len) == 0;
}

static const struct stand_in *find(const struct wire_item *object)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (is_text(object, classes[i].name))
            return &classes[i];
    }
    return NULL;
}

bool stand_in_is(const struct wire_item *object)
{
    return find(object);
}

static const char *push_host(lua_State *L, int64_t number)
{
    if (number <= 0)
        return "there is no such function of the host";
    host_push_function(L, number);
    return NULL;
}

static const char *push_held(lua_State *L, int64_t handle,
                             enum handle_kind kind)
{
    const struct object *object;
    void *ptr;

    if (handles_find(handle, kind, &ptr) != HANDLE_GOOD)
        return "the Lua object was released";
    object = ptr;
    if (object->st != state_of(L))
        return "the Lua object belongs to another state";
    object_push(object, L);
    return NULL;
}

const char *stand_in_push(lua_State *L, const struct wire_item *object,
                          const struct wire_item *key,
                          const struct wire_item *value)
{
    const struct stand_in *class = find(object);
    bool is_host = class->kind == HANDLE_ANY;
    bool is_whole = object->count == 1 && key->kind == WIRE_BYTES &&
                    is_text(key, class->key) && value->kind == WIRE_INT;

    if (is_host)
        return push_host(L, is_whole ? value->integer : 0);
    return push_held(L, is_whole ? value->integer : 0, class->kind);
}

const char *stand_in_push_mark(lua_State *L, const struct wire_item *kind,
                               const struct wire_item *handle)
{
    static const enum handle_kind kinds[] = {
        [MOON_FUNCTION] = HANDLE_FUNCTION,
        [MOON_TABLE] = HANDLE_TABLE,
        [MOON_COROUTINE] = HANDLE_COROUTINE,
    };

    if (kind->kind != WIRE_INT || handle->kind != WIRE_INT ||
        kind->integer < MOON_FUNCTION || kind->integer > MOON_COROUTINE)
        return "a mark stands before no handle";
    return push_held(L, handle->integer, kinds[kind->integer]);
}
