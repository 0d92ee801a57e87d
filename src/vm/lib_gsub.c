#include "vm/lib_gsub.h"

#include <string.h>

#include "base/number.h"
#include "vm/budget.h"
#include "vm/lib_pattern.h"

/* Places on the stack: arguments first, then what is kept alive. */
enum {
    SUBJECT = 1,
    PATTERN = 2,
    REPLACEMENT = 3,
    OUT = 5,   /* behind the decoded pattern */
    STATE = 6, /* only where a callback may yield */
};

enum { FIRST_CAP = 512, LONGEST_CHAIN = 2000 };

/*
 * A substitution between two matches.  It holds nothing but what stands on the
 * stack, so it can be left at any time.
 */
struct gsub {
    const char *subject;
    const char *end;
    const char *from;   /* where the next match is looked for */
    const char *copied; /* the bytes before it are in `out` */
    const char *first;  /* the match that is being replaced */
    const char *last;   /* its end, or NULL before the first */
    const struct pattern *pattern;
    lua_Integer count;
    lua_Integer max;
    char *out; /* `few`, or a userdata */
    size_t len;
    size_t cap;
    bool is_changed;
    char few[FIRST_CAP];
};

/* At least doubles; at once to what is likely to be needed. */
static void grow(lua_State *L, struct gsub *g, size_t need)
{
    size_t left = (size_t)(g->end - g->copied);
    size_t cap = g->cap * 2;
    char *out;

    if (need > SIZE_MAX / 4)
        luaL_error(L, "resulting string too large");
    if (cap < need + left)
        cap = need + left;
    out = lua_newuserdata(L, cap);
    memcpy(out, g->out, g->len);
    lua_replace(L, OUT);
    g->out = out;
    g->cap = cap;
}

static void append(lua_State *L, struct gsub *g, const char *bytes, size_t len)
{
    if (len > g->cap - g->len)
        grow(L, g, g->len + len);
    if (len >= BUDGET_BYTES)
        budget_charge_bytes(L, len);
    memcpy(g->out + g->len, bytes, len);
    g->len += len;
}

/* Finds the next match; false when there is none, or enough. */
static bool find_next(struct gsub *g, struct pattern_match *match)
{
    if (g->count >= g->max || (g->pattern->is_anchored && g->count > 0))
        return false;
    if (!lib_pattern_find(match, g->from, g->last))
        return false;
    g->count++;
    g->first = match->first;
    g->last = match->last;
    g->from = lib_pattern_next(match);
    return true;
}

/* The match is to be replaced: what is before it goes out. */
static void begin_replacement(lua_State *L, struct gsub *g)
{
    append(L, g, g->copied, (size_t)(g->first - g->copied));
    g->copied = g->last;
    g->is_changed = true;
}

static int finish(lua_State *L, struct gsub *g)
{
    if (g->is_changed) {
        append(L, g, g->copied, (size_t)(g->end - g->copied));
        lua_pushlstring(L, g->out, g->len);
    } else {
        lua_pushvalue(L, SUBJECT);
    }
    lua_pushinteger(L, g->count);
    return 2;
}

static void append_capture(lua_State *L, struct gsub *g,
                           const struct pattern_match *match, int index)
{
    char digits[NUMBER_ROOM];
    size_t len;
    const char *bytes = lib_pattern_view(L, match, index, &len);

    if (!bytes) {
        bytes = digits;
        len = (size_t)(number_write_int(digits, (int64_t)len) - digits);
    }
    append(L, g, bytes, len);
}

/* Appends what stands for the escape `c`. */
static void append_escape(lua_State *L, struct gsub *g,
                          const struct pattern_match *match, char c)
{
    if (c == '%')
        append(L, g, "%", 1);
    else if (c == '0')
        append(L, g, match->first, (size_t)(match->last - match->first));
    else if (c >= '1' && c <= '9')
        append_capture(L, g, match, c - '1');
    else if (lib_pattern_is_51 && c != '\0')
        append(L, g, &c, 1);
    else
        luaL_error(L, "invalid use of '%%' in replacement string");
}

/* Behind the last byte of a Lua string there is a zero, which is no escape. */
static void append_text(lua_State *L, struct gsub *g,
                        const struct pattern_match *match, const char *text,
                        size_t len)
{
    const char *end = text + len;

    while (text < end) {
        const char *escape = memchr(text, '%', (size_t)(end - text));

        append(L, g, text, (size_t)((escape ? escape : end) - text));
        if (!escape)
            return;
        append_escape(L, g, match, escape[1]);
        text = escape + 2;
    }
}

static int replace_by_text(lua_State *L, struct gsub *g,
                           struct pattern_match *match)
{
    size_t len;
    const char *text = lua_tolstring(L, REPLACEMENT, &len);
    bool is_plain = !memchr(text, '%', len);

    while (find_next(g, match)) {
        begin_replacement(L, g);
        if (is_plain)
            append(L, g, text, len);
        else
            append_text(L, g, match, text, len);
    }
    return finish(L, g);
}

/* Takes the value on top for the replacement.  [-1, +0, v] */
static void replace_by_value(lua_State *L, struct gsub *g)
{
    size_t len;
    const char *bytes;

    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        return;
    }
    bytes = lua_tolstring(L, -1, &len);
    if (!bytes) {
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
        return;
    }
    begin_replacement(L, g);
    append(L, g, bytes, len);
    lua_pop(L, 1);
}

/* What one table, or another value, makes of a look-up. */
enum found { IS_VALUE, IS_FUNCTION, IS_NEXT };

/*
 * Looks the key on top up in the value below it, without a call.  IS_VALUE: the
 * result stands for both.  IS_FUNCTION: so do the function that is to be
 * called, the value and the key.  IS_NEXT: in place of the value there is the
 * one in which to look next.
 */
static enum found look_into(lua_State *L)
{
    bool is_table = lua_istable(L, -2);

    lua_pushvalue(L, -1);
    if (is_table)
        lua_rawget(L, -3);
    if ((is_table && !lua_isnil(L, -1)) ||
        !luaL_getmetafield(L, -3, "__index")) {
        if (!is_table)
            lua_gettable(L, -3);
        lua_replace(L, -3);
        lua_pop(L, 1);
        return IS_VALUE;
    }
    lua_remove(L, -2);
    if (lua_isfunction(L, -1)) {
        lua_insert(L, -3);
        return IS_FUNCTION;
    }
    lua_replace(L, -3);
    return IS_NEXT;
}

/* Goes along the chain of __index.  True: the value; false: the call. */
static bool look_up(lua_State *L)
{
    for (int i = 0; i < LONGEST_CHAIN; i++) {
        enum found found = look_into(L);

        if (found != IS_NEXT)
            return found == IS_VALUE;
    }
    return luaL_error(L, "'__index' chain too long; possibly a loop") != 0;
}

/* Pushes what is to be called, with its arguments; or the value, and -1. */
static int push_call(lua_State *L, const struct pattern_match *match)
{
    lua_pushvalue(L, REPLACEMENT);
    if (lua_isfunction(L, REPLACEMENT))
        return lib_pattern_push_captures(L, match, true);
    lib_pattern_push_capture(L, match, 0);
    return look_up(L) ? -1 : 2;
}

static int resume(lua_State *L, int status, lua_KContext context);

static int replace_by_calls(lua_State *L, struct gsub *g)
{
    struct pattern_match match;
    int arguments;

    lib_pattern_init(&match, L, g->pattern, g->subject,
                     (size_t)(g->end - g->subject));
    while (find_next(g, &match)) {
        arguments = push_call(L, &match);
        if (arguments >= 0)
            engine_callk(L, arguments, 1, 0, resume);
        replace_by_value(L, g);
    }
    return finish(L, g);
}

/* Goes on when a callback that had yielded has returned. */
static int resume(lua_State *L, int status, lua_KContext context)
{
    struct gsub *g = lua_touserdata(L, STATE);

    (void)status;
    (void)context;
    replace_by_value(L, g);
    return replace_by_calls(L, g);
}

static void check_replacement(lua_State *L)
{
    int type = lua_type(L, REPLACEMENT);

    if (type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION ||
        type == LUA_TTABLE)
        return;
    lua_pushfstring(L, "string/function/table expected, got %s",
                    luaL_typename(L, REPLACEMENT));
    luaL_argerror(L, REPLACEMENT, lua_tostring(L, -1));
}

/* `few` is not written before it is needed. */
static void init(struct gsub *g, const struct pattern *pattern,
                 const char *subject, size_t len, lua_Integer max)
{
    g->subject = g->from = g->copied = subject;
    g->end = subject + len;
    g->last = NULL;
    g->pattern = pattern;
    g->count = 0;
    g->max = max;
    g->out = g->few;
    g->len = 0;
    g->cap = sizeof g->few;
    g->is_changed = false;
}

int lib_gsub_gsub(lua_State *L)
{
    size_t len, pattern_len;
    const char *subject = luaL_checklstring(L, SUBJECT, &len);
    const char *text = luaL_checklstring(L, PATTERN, &pattern_len);
    const struct pattern *pattern;
    struct pattern_match match;
    lua_Integer max;
    struct gsub few, *g;

    max = luaL_optinteger(L, 4, (lua_Integer)len + 1);
    check_replacement(L);
    lua_settop(L, REPLACEMENT);
    pattern = lib_pattern_get(L, text, pattern_len, true);
    lua_pushnil(L);
    if (lua_isstring(L, REPLACEMENT)) {
        init(&few, pattern, subject, len, max);
        lib_pattern_init(&match, L, pattern, subject, len);
        return replace_by_text(L, &few, &match);
    }
    g = lua_newuserdata(L, sizeof *g);
    init(g, pattern, subject, len, max);
    return replace_by_calls(L, g);
}
