#include "vm/profile.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "vm/guard.h"

/* Of deeper stacks the outermost functions are left out. */
enum { DEPTH_MAX = 100, STACK_ROOM = 10 };

/* What divides functions, and stacks, stands in no name. */
static void add_text(luaL_Buffer *buffer, const char *text)
{
    for (; *text; text++)
        luaL_addchar(buffer, strchr(";\r\n", *text) ? ':' : *text);
}

static void add_function(luaL_Buffer *buffer, const lua_Debug *frame)
{
    char place[LUA_IDSIZE + 32];

    if (strcmp(frame->what, "main") == 0)
        add_text(buffer, "main chunk");
    else
        add_text(buffer, frame->name ? frame->name : "?");
    if (strcmp(frame->what, "C") == 0)
        return;
    snprintf(place, sizeof place, " (%s:%d)", frame->short_src,
             frame->linedefined);
    add_text(buffer, place);
}

static int depth_of(lua_State *L)
{
    lua_Debug frame;
    int depth = 0;

    while (depth < DEPTH_MAX && lua_getstack(L, depth, &frame))
        depth++;
    return depth;
}

/* The C function under every script has no name.  [-0, +1, m] */
static void push_stack(lua_State *L)
{
    int depth = depth_of(L);
    bool is_first = true;
    luaL_Buffer buffer;
    lua_Debug frame;

    luaL_buffinit(L, &buffer);
    for (int level = depth - 1; level >= 0; level--) {
        lua_getstack(L, level, &frame);
        lua_getinfo(L, "Sn", &frame);
        if (is_first && *frame.what == 'C' && !frame.name)
            continue;
        if (!is_first)
            luaL_addchar(&buffer, ';');
        is_first = false;
        add_function(&buffer, &frame);
    }
    luaL_pushresult(&buffer);
}

/* Adds to the time of the stack on top.  [-1, +0, m] */
static void add_time(lua_State *L, int ref, int64_t time_ns)
{
    engine_push_ref(L, ref);
    lua_pushvalue(L, -2);
    lua_rawget(L, -2);
    time_ns += (int64_t)lua_tonumber(L, -1);
    lua_pop(L, 1);
    lua_insert(L, -2);
    lua_pushinteger(L, (lua_Integer)time_ns);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

void profile_note(lua_State *L)
{
    struct state *st = state_of(L);
    struct profile *profile = &st->profiling;
    int64_t now = clock_wall_ns();
    int64_t cpu;

    if (now < profile->next)
        return;
    profile->next = now + profile->interval_ns;
    cpu = clock_cpu_ns();
    luaL_checkstack(L, STACK_ROOM, NULL);
    push_stack(L);
    add_time(L, profile->ref, cpu - profile->cpu_start);
    profile->cpu_start = clock_cpu_ns();
}

void profile_go_on(struct state *st)
{
    struct profile *profile = &st->profiling;

    if (profile->interval_ns)
        profile->cpu_start = clock_cpu_ns();
}

static void make_table(lua_State *L, void *arg)
{
    struct profile *profile = arg;

    lua_newtable(L);
    profile->ref = engine_ref(L);
}

int32_t profile_start(struct state *st, int64_t interval_ns)
{
    struct profile *profile = &st->profiling;

    if (interval_ns < 0)
        return MOON_EINVAL;
    if (profile->interval_ns)
        engine_unref(st->L, profile->ref);
    *profile = (struct profile){.interval_ns = 0};
    if (interval_ns == 0)
        return MOON_OK;
    if (guard_run(st, make_table, profile) != LUA_OK) {
        lua_pop(st->L, 1);
        return MOON_EMEMORY;
    }
    profile->interval_ns = interval_ns;
    return MOON_OK;
}

void profile_push(struct state *st)
{
    if (st->profiling.interval_ns)
        engine_push_ref(st->L, st->profiling.ref);
    else
        lua_pushnil(st->L);
}
