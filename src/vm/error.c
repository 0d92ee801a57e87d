#include "vm/error.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "vm/coroutine.h"
#include "vm/guard.h"

/* Nobody reads past this; names and messages may be as long as a script likes.
 */
enum { TEXT_MAX = 64 * 1024, REPORT_MAX = 4 * TEXT_MAX };

static const char NO_MEMORY[] = "not enough memory";

static const struct {
    int32_t status;
    const char *text;
} status_texts[] = {
    {MOON_OK, "no error"},
    {MOON_ERUNTIME, "the script raised an error"},
    {MOON_ESYNTAX, "the chunk does not compile"},
    {MOON_EINCOMPLETE, "the chunk is incomplete"},
    {MOON_EMEMORY, NO_MEMORY},
    {MOON_ECONVERT, "the value cannot be converted"},
    {MOON_ETIME, "the time that the script was given is over"},
    {MOON_EINSTRUCTIONS, "the script used up its instructions"},
    {MOON_EOUTPUT, "the script printed too much"},
    {MOON_EINTERRUPT, "the script was interrupted"},
    {MOON_EDEPTH, "too many calls wait inside each other for the host"},
    {MOON_ESTALE, "the handle was closed, or never given out"},
    {MOON_EKIND, "the handle names an object of another kind"},
    {MOON_EFOREIGN, "the handle belongs to another state"},
    {MOON_EBUSY, "a call on this state is still running"},
    {MOON_ETHREAD, "the state belongs to another thread"},
    {MOON_EINVAL, "an argument is out of its range"},
    {MOON_EUNSUPPORTED, "the engine cannot do that"},
    {MOON_HOST, "the script calls a function of the host"},
};

const char *error_status_text(int32_t status)
{
    size_t count = sizeof status_texts / sizeof *status_texts;

    for (size_t i = 0; i < count; i++) {
        if (status_texts[i].status == status)
            return status_texts[i].text;
    }
    return "unknown status";
}

static void say(struct state *st, int32_t status, const char *message,
                size_t len)
{
    st->error.status = status;
    st->error.message = message;
    st->error.message_len = len;
}

int32_t error_set(struct state *st, int32_t status, const char *format, ...)
{
    char *brief = st->error.brief;
    va_list args;

    va_start(args, format);
    vsnprintf(brief, sizeof st->error.brief, format, args);
    va_end(args);
    say(st, status, brief, strlen(brief));
    return status;
}

int32_t error_no_memory(struct state *st)
{
    size_t limit = st->arena.limit_bytes;

    if (limit == SIZE_MAX)
        return error_set(st, MOON_EMEMORY, "%s", NO_MEMORY);
    return error_set(st, MOON_EMEMORY, "%s: the limit is %" PRIu64 " bytes",
                     NO_MEMORY, (uint64_t)limit);
}

static size_t at_most(size_t len)
{
    return len < TEXT_MAX ? len : TEXT_MAX;
}

static void keep_text(lua_State *L, struct state *st)
{
    size_t len;
    const char *text = lua_tolstring(L, -1, &len);

    buffer_append(&st->error.text, &st->arena, text, at_most(len));
}

/*
 * What `lua` would print of an error value that is not a string.  The value
 * leaves st->co: a script that can resume or close that finds it dead.
 */
static void describe(lua_State *L, void *arg)
{
    struct state *st = arg;

    lua_xmove(st->co, L, 1);
    if (lua_type(L, 1) != LUA_TNUMBER &&
        !(luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING))
        lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, 1));
    keep_text(L, st);
    lua_settop(L, 0);
}

/* The error value's own text, if it has one. */
static int keep_own_text(lua_State *L)
{
    struct state *st = lua_touserdata(L, 2);

    if (luaL_callmeta(L, 1, "__tostring") && lua_type(L, -1) == LUA_TSTRING)
        keep_text(L, st);
    return 0;
}

static void describe_in_place(lua_State *L, void *arg)
{
    struct state *st = arg;
    const void *value = lua_topointer(st->co, -1);

    (void)L;
    if (engine_call_failed(st->co, keep_own_text, st))
        st->error.described = value;
}

void error_keep_description(struct state *st)
{
    int type = lua_type(st->co, -1);

    if ((type == LUA_TTABLE || type == LUA_TUSERDATA) &&
        guard_run(st, describe_in_place, st) != LUA_OK)
        lua_pop(st->L, 1);
}

static void describe_apart(struct state *st)
{
    buffer_reset(&st->error.text, &st->arena, 0);
    lua_pushvalue(st->co, -1);
    lua_xmove(st->co, st->L, 1);
    if (guard_run(st, describe, st) != LUA_OK)
        lua_pop(st->L, 1);
    lua_xmove(st->L, st->co, 1);
}

/* A value whose text cannot be had is described by its type alone. */
static void describe_value(struct state *st, int32_t status)
{
    struct buffer *text = &st->error.text;

    if (!st->error.described ||
        lua_topointer(st->co, -1) != st->error.described)
        describe_apart(st);
    if (text->len > 0)
        say(st, status, text->bytes, text->len);
    else
        error_set(st, status, "(error object is a %s value)",
                  luaL_typename(st->co, -1));
}

/*
 * The engines do not say it reliably: a script can raise LUA_ERRMEM itself by
 * an error of this text, and LuaJIT may call it LUA_ERRRUN.  The allocator
 * knows whether it refused.
 */
static bool is_out_of_memory(const struct state *st, const char *message)
{
    return st->arena.denied && strcmp(message, NO_MEMORY) == 0;
}

/* "<eof>" ends the message when more text could make the chunk whole. */
static int32_t syntax_status(const char *message, size_t len)
{
    static const char *const marks[] = {"<eof>", "'<eof>'"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t mark_len = strlen(marks[i]);

        if (len >= mark_len && strcmp(message + len - mark_len, marks[i]) == 0)
            return MOON_EINCOMPLETE;
    }
    return MOON_ESYNTAX;
}

int32_t error_from_call(struct state *st, int lua_status)
{
    int32_t status = MOON_ERUNTIME;
    const char *message;
    size_t len;

    if (!st->co)
        return error_no_memory(st);
    st->result_count = 1;
    if (lua_type(st->co, -1) != LUA_TSTRING) {
        describe_value(st, status);
        return status;
    }
    message = lua_tolstring(st->co, -1, &len);
    if (is_out_of_memory(st, message))
        return error_no_memory(st);
    if (lua_status == LUA_ERRSYNTAX)
        status = syntax_status(message, len);
    say(st, status, message, len);
    return status;
}

int32_t error_from_run(struct state *st, int lua_status)
{
    if (!coroutine_prepare(st, 1)) {
        lua_pop(st->L, 1);
        return error_no_memory(st);
    }
    lua_xmove(st->L, st->co, 1);
    return error_from_call(st, lua_status);
}

static void read_traceback(lua_State *L, void *arg)
{
    struct state *st = arg;
    const char *text;
    size_t len;

    luaL_traceback(L, st->link.failed ? st->link.failed : st->co, NULL, 0);
    text = lua_tolstring(L, -1, &len);
    buffer_append(&st->error.traceback, &st->arena, text, at_most(len));
    lua_settop(L, 0);
}

/*
 * The limit is for scripts: where it was reached, the report of it is let go
 * over it.  Without a traceback there is still an error.
 */
void error_keep_traceback(struct state *st)
{
    struct arena *arena = &st->arena;
    size_t limit = arena->limit_bytes;
    bool denied = arena->denied;

    if (limit < SIZE_MAX - REPORT_MAX)
        arena->limit_bytes += REPORT_MAX;
    if (guard_run(st, read_traceback, st) != LUA_OK)
        lua_pop(st->L, 1);
    arena->limit_bytes = limit;
    arena->denied = denied;
}
