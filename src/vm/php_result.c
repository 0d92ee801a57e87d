#include "vm/php_result.h"

#include "vm/php_argument.h"

static void grow(struct sink *sink, size_t cap)
{
    struct php_result *result = (struct php_result *)(void *)sink;
    char *block;

    if (cap > PHP_LARGEST)
        php_too_large(result->L);
    block = lua_newuserdata(result->L, cap);
    if (sink->len > 0)
        memcpy(block, sink->bytes, sink->len);
    lua_replace(result->L, result->slot);
    sink->bytes = block;
    sink->cap = cap;
    budget_charge_bytes(result->L, cap);
}

struct sink *php_result_begin(struct php_result *result, lua_State *L)
{
    result->sink = (struct sink){result->small, 0, PHP_RESULT_SMALL, grow};
    result->L = L;
    result->is_string = false;
    lua_pushnil(L);
    result->slot = lua_gettop(L);
    return &result->sink;
}

struct sink *php_result_begin_for(struct php_result *result, lua_State *L,
                                  size_t len)
{
    struct sink *sink = php_result_begin(result, L);

    sink_reserve(sink, len + len / 4);
    return sink;
}

char *php_result_exact(struct php_result *result, lua_State *L, size_t len)
{
    char *bytes = NULL;

    php_result_begin(result, L);
    if (len > ENGINE_SHORT_STRING)
        bytes = engine_new_string(L, len);
    if (bytes) {
        lua_replace(L, result->slot);
        result->is_string = true;
        budget_charge_bytes(L, len);
    } else if (len > PHP_RESULT_SMALL) {
        grow(&result->sink, len);
        bytes = result->sink.bytes;
    } else {
        bytes = result->small;
    }
    result->sink.bytes = bytes;
    result->sink.len = len;
    return bytes;
}

int php_result_push(struct php_result *result)
{
    if (result->is_string)
        lua_pushvalue(result->L, result->slot);
    else
        lua_pushlstring(result->L, result->sink.bytes, result->sink.len);
    return 1;
}

int php_convert(lua_State *L, void (*function)(struct sink *, struct view))
{
    struct php_result result;
    struct view v;

    php_count(L, 1, 1);
    v = php_text(L, 1);
    function(php_result_begin_for(&result, L, v.len), v);
    return php_result_push(&result);
}
