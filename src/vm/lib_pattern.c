#include "vm/lib_pattern.h"

#include <string.h>

#include "vm/budget.h"

enum {
    CACHE_BITS = 6,
    CACHE_SIZE = 1 << CACHE_BITS,
    LONGEST_KEPT = 256, /* a longer pattern was hardly written by hand */
    STEPS_AT_ONCE = 1000
};

void lib_pattern_push_cache(lua_State *L)
{
    lua_createtable(L, CACHE_SIZE, 0);
}

/*
 * By both ends of the text, not by its address: which patterns have to leave
 * for others is the same in every run.  Multiplicative hashing (Knuth, TAOCP
 * 6.4).
 */
static int slot_of(const char *bytes, size_t len)
{
    uint64_t head = 0, tail = 0;

    if (len >= sizeof head) {
        memcpy(&head, bytes, sizeof head);
        memcpy(&tail, bytes + len - sizeof tail, sizeof tail);
    } else {
        for (size_t i = 0; i < len; i++)
            head = head << 8 | (unsigned char)bytes[i];
    }
    head ^= (tail << 23 | tail >> 41) + len;
    head *= UINT64_C(0x9e3779b97f4a7c15);
    return (int)(head >> (64 - CACHE_BITS)) + 1;
}

static const struct pattern *compile(lua_State *L, const char *bytes,
                                     size_t len, bool anchors)
{
    void *memory = lua_newuserdata(L, pattern_size(bytes, len));

    return pattern_compile(memory, bytes, len, anchors);
}

/* As '^' has another meaning for gmatch, such a pattern is not kept for it. */
const struct pattern *lib_pattern_get(lua_State *L, const char *bytes,
                                      size_t len, bool anchors)
{
    const struct pattern *pattern;
    int slot;

    if (len >= BUDGET_BYTES)
        budget_charge_bytes(L, len);
    if (len > LONGEST_KEPT || (!anchors && len > 0 && *bytes == '^'))
        return compile(L, bytes, len, anchors);
    slot = slot_of(bytes, len);
    lua_rawgeti(L, lua_upvalueindex(1), slot);
    pattern = lua_touserdata(L, -1);
    if (pattern && pattern->len == len &&
        memcmp(pattern->text, bytes, len) == 0)
        return pattern;
    lua_pop(L, 1);
    pattern = compile(L, bytes, len, true);
    lua_pushvalue(L, -1);
    lua_rawseti(L, lua_upvalueindex(1), slot);
    return pattern;
}

static void spend(struct pattern_match *match)
{
    int64_t spent = STEPS_AT_ONCE - match->steps;

    match->steps = STEPS_AT_ONCE;
    budget_charge(match->owner, spent);
}

static void fail(struct pattern_match *match, uint32_t error, int index)
{
    luaL_error(match->owner, pattern_error(error), index);
}

void lib_pattern_init(struct pattern_match *match, lua_State *L,
                      const struct pattern *pattern, const char *subject,
                      size_t len)
{
    match->subject = subject;
    match->end = subject + len;
    match->pattern = pattern;
    match->steps = STEPS_AT_ONCE;
    match->owner = L;
    match->spend = spend;
    match->fail = fail;
}

bool lib_pattern_find(struct pattern_match *match, const char *from,
                      const char *reject)
{
    bool found;

    if (from > match->end)
        return false;
    found = pattern_match_find(match, from, lib_pattern_is_51 ? NULL : reject);
    spend(match);
    return found;
}

const char *lib_pattern_next(const struct pattern_match *match)
{
    bool is_stuck = lib_pattern_is_51 && match->first == match->last;

    return match->last + is_stuck;
}

const char *lib_pattern_view(lua_State *L, const struct pattern_match *match,
                             int index, size_t *len)
{
    ptrdiff_t capture_len;

    if (index >= match->pattern->captures) {
        if (index > 0)
            luaL_error(L, "invalid capture index %%%d", index + 1);
        *len = (size_t)(match->last - match->first);
        return match->first;
    }
    capture_len = match->captures[index].len;
    if (capture_len == PATTERN_UNFINISHED)
        luaL_error(L, "unfinished capture");
    if (capture_len == PATTERN_IS_POSITION) {
        *len = (size_t)(match->captures[index].start - match->subject) + 1;
        return NULL;
    }
    *len = (size_t)capture_len;
    return match->captures[index].start;
}

void lib_pattern_push_capture(lua_State *L, const struct pattern_match *match,
                              int index)
{
    size_t len;
    const char *bytes = lib_pattern_view(L, match, index, &len);

    if (bytes)
        lua_pushlstring(L, bytes, len);
    else
        lua_pushinteger(L, (lua_Integer)len);
}

int lib_pattern_push_captures(lua_State *L, const struct pattern_match *match,
                              bool whole)
{
    int count = match->pattern->captures;

    if (count == 0 && whole)
        count = 1;
    luaL_checkstack(L, count, "too many captures");
    for (int i = 0; i < count; i++)
        lib_pattern_push_capture(L, match, i);
    return count;
}

size_t lib_pattern_start(lua_State *L, int index, size_t len)
{
    lua_Integer at = luaL_optinteger(L, index, 1);

    if (at > 0)
        return (size_t)at - 1;
    return at == 0 || at < -(lua_Integer)len ? 0 : len - (size_t)-at;
}
