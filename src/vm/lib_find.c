#include "vm/lib_find.h"

#include <string.h>

#include "str/two_way.h"
#include "vm/budget.h"
#include "vm/lib_pattern.h"

enum { BYTES_AT_ONCE = 1 << 16, LONGEST_SHORT = 256, TRIES = 8 };

/*
 * memmem() is linear for needles of bounded length, but it cannot be stopped:
 * so it is called for a part of the bytes at a time.
 */
static const char *find_short(lua_State *L, const char *bytes, size_t len,
                              const char *needle, size_t needle_len)
{
    while (len >= needle_len) {
        size_t part =
            len - needle_len < BYTES_AT_ONCE ? len : BYTES_AT_ONCE + needle_len;
        const char *found = memmem(bytes, part, needle, needle_len);

        budget_charge_bytes(L, found ? (size_t)(found - bytes) : part);
        if (found || part == len)
            return found;
        bytes += BYTES_AT_ONCE;
        len -= BYTES_AT_ONCE;
    }
    return NULL;
}

static void spend(const struct two_way *search, size_t bytes)
{
    budget_charge_bytes(search->owner, bytes);
}

static const char *find_long(lua_State *L, const char *bytes, size_t len,
                             const char *needle, size_t needle_len)
{
    struct two_way search = {
        .needle = needle, .len = needle_len, .owner = L, .spend = spend};

    return two_way_find(&search, bytes, len);
}

/* A few tries at its first byte are mostly enough, and need no preparation. */
static const char *find_plain(lua_State *L, const char *bytes, size_t len,
                              const char *needle, size_t needle_len)
{
    const char *end = bytes + len;

    if (needle_len == 0)
        return bytes;
    for (int i = 0; i < TRIES && needle_len <= (size_t)(end - bytes); i++) {
        size_t starts = (size_t)(end - bytes) - needle_len + 1;
        const char *found = memchr(bytes, *needle, starts);

        budget_charge_bytes(L, found ? (size_t)(found - bytes) : starts);
        if (!found || memcmp(found, needle, needle_len) == 0)
            return found;
        budget_charge_bytes(L, needle_len);
        bytes = found + 1;
    }
    return (needle_len > LONGEST_SHORT ? find_long : find_short)(
        L, bytes, (size_t)(end - bytes), needle, needle_len);
}

static int push_plain(lua_State *L, const char *from)
{
    size_t len, needle_len;
    const char *subject = lua_tolstring(L, 1, &len);
    const char *needle = lua_tolstring(L, 2, &needle_len);
    const char *found =
        find_plain(L, from, (size_t)(subject + len - from), needle, needle_len);

    if (!found) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, found - subject + 1);
    lua_pushinteger(L, found - subject + (lua_Integer)needle_len);
    return 2;
}

static int push_match(lua_State *L, const struct pattern_match *match,
                      bool finds)
{
    if (!finds)
        return lib_pattern_push_captures(L, match, true);
    lua_pushinteger(L, match->first - match->subject + 1);
    lua_pushinteger(L, match->last - match->subject);
    return lib_pattern_push_captures(L, match, false) + 2;
}

static int search(lua_State *L, bool finds)
{
    size_t len, pattern_len, from;
    const char *subject = luaL_checklstring(L, 1, &len);
    const char *text = luaL_checklstring(L, 2, &pattern_len);
    const struct pattern *pattern;
    struct pattern_match match;

    from = lib_pattern_start(L, 3, len);
    if (from > len && lib_pattern_is_51)
        from = len;
    if (from > len) {
        lua_pushnil(L);
        return 1;
    }
    if (finds && lua_toboolean(L, 4))
        return push_plain(L, subject + from);
    pattern = lib_pattern_get(L, text, pattern_len, true);
    if (finds && pattern->is_literal)
        return push_plain(L, subject + from);
    lib_pattern_init(&match, L, pattern, subject, len);
    if (lib_pattern_find(&match, subject + from, NULL))
        return push_match(L, &match, finds);
    lua_pushnil(L);
    return 1;
}

int lib_find_find(lua_State *L)
{
    return search(L, true);
}

int lib_find_match(lua_State *L)
{
    return search(L, false);
}

/* Where an iterator is: offsets into its subject. */
struct iterator {
    size_t from;
    ptrdiff_t last; /* the end of the last match, or -1 */
};

/* Upvalues: the subject, the pattern, the iterator. */
static int next_match(lua_State *L)
{
    size_t len;
    const char *subject = lua_tolstring(L, lua_upvalueindex(1), &len);
    const struct pattern *pattern = lua_touserdata(L, lua_upvalueindex(2));
    struct iterator *it = lua_touserdata(L, lua_upvalueindex(3));
    struct pattern_match match;

    if (it->from > len)
        return 0;
    lib_pattern_init(&match, L, pattern, subject, len);
    if (!lib_pattern_find(&match, subject + it->from,
                          it->last < 0 ? NULL : subject + it->last)) {
        it->from = len + 1;
        return 0;
    }
    it->last = match.last - subject;
    it->from = (size_t)(lib_pattern_next(&match) - subject);
    return lib_pattern_push_captures(L, &match, true);
}

int lib_find_gmatch(lua_State *L)
{
    size_t len, pattern_len, from;
    const char *text;
    struct iterator *it;

    luaL_checklstring(L, 1, &len);
    text = luaL_checklstring(L, 2, &pattern_len);
    from = lib_pattern_is_51 ? 0 : lib_pattern_start(L, 3, len);
    lua_settop(L, 2);
    lib_pattern_get(L, text, pattern_len, false);
    lua_replace(L, 2);
    it = lua_newuserdata(L, sizeof *it);
    *it = (struct iterator){.from = from > len ? len + 1 : from, .last = -1};
    lua_pushcclosure(L, next_match, 3);
    return 1;
}
