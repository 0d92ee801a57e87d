#include "vm/call.h"

#include "vm/coroutine.h"
#include "vm/error.h"
#include "vm/frame.h"
#include "vm/guard.h"
#include "vm/host.h"
#include "vm/limit.h"
#include "vm/path.h"
#include "vm/profile.h"

/* The base and the function of a call, and some room to work in. */
enum { CALL_ROOM = MOON_FRAME_SLOTS + LUA_MINSTACK + 2 };

/* An empty coroutine with room for `count` pushed arguments and the rest. */
static int32_t begin(struct state *st, int count)
{
    if (coroutine_prepare(st, count + CALL_ROOM))
        return MOON_OK;
    return error_no_memory(st);
}

/* Moves the top `count` values of st->L, and those in the frame. */
static int32_t push_arguments(struct state *st, int count)
{
    lua_xmove(st->L, st->co, count);
    return frame_push_arguments(st);
}

static int32_t succeed(struct state *st, int count)
{
    st->result_count = count;
    frame_show_results(st);
    return count;
}

static void push_yield_error(lua_State *L, void *arg)
{
    (void)arg;
    lua_pushliteral(L, "attempt to yield from outside a coroutine");
}

/* A C function yielded from under its call, where nobody can resume it. */
static int32_t fail_of_yield(struct state *st)
{
    int lua_status;

    guard_recycle(st);
    coroutine_drop(st);
    lua_status = guard_run(st, push_yield_error, NULL);
    return error_from_run(st, lua_status);
}

static int32_t fail(struct state *st, int lua_status)
{
    error_keep_traceback(st);
    if (lua_status != LUA_YIELD && !st->spent.hit)
        error_keep_description(st);
    guard_close_failed(st);
    if (lua_status == LUA_YIELD)
        return fail_of_yield(st);
    if (!guard_recycle(st))
        coroutine_renew(st);
    if (st->spent.hit)
        return st->spent.hit; /* done() reports it */
    return error_from_call(st, lua_status);
}

/* The script has called a function of the host, with `count` arguments. */
static int32_t ask(struct state *st, int count)
{
    st->waits = true;
    st->depth++;
    succeed(st, count);
    frame_show_question(st);
    return MOON_HOST;
}

/* Whatever the script has made of it, a call that the host has ended failed. */
static int32_t end(struct state *st)
{
    st->host.ended = false;
    coroutine_drop(st);
    return error_set(st, MOON_ERUNTIME, "the host has ended the call");
}

/* The script has run, for now at least. */
static int32_t settle(struct state *st, int lua_status, int results)
{
    int32_t status;

    if (st->host.ended && !st->spent.hit) {
        status = end(st);
    } else if (lua_status == LUA_OK) {
        status = succeed(st, results);
        frame_show_first(st);
    } else if (lua_status == LUA_YIELD && st->link.passing) {
        status = ask(st, results);
    } else {
        status = fail(st, lua_status);
    }
    frame_show_news(st);
    return status;
}

/* The base and the function stand on the coroutine; adds arguments and runs. */
static int32_t finish(struct state *st, int count)
{
    int32_t status = push_arguments(st, count);
    int results;
    int lua_status;

    if (status == MOON_OK && st->depth >= st->limits.depth)
        status = error_set(st, MOON_EDEPTH,
                           "%d calls wait inside each other for the host",
                           st->depth);
    if (status != MOON_OK)
        return status;
    lua_status = guard_call(st, &results);
    return settle(st, lua_status, results);
}

/* Calls the value on top of st->L with the arguments under it. */
static int32_t call_top(struct state *st)
{
    int count = lua_gettop(st->L) - 1;
    int32_t status = begin(st, count);

    if (status != MOON_OK)
        return status;
    engine_push_base(st->co);
    lua_xmove(st->L, st->co, 1);
    return finish(st, count);
}

/*
 * Whatever happened, no argument waits for a second call; and of an error the
 * frame shows the value.  A script that did not notice a limit has reached it
 * all the same; one that asks the host notices when it is answered.
 */
static int32_t done(struct state *st, int32_t status)
{
    if (limit_leave(st) && st->spent.hit && status != MOON_HOST)
        status = limit_report(st);
    limit_settle(st);
    state_drop_arguments(st);
    if (status < 0 && status != MOON_HOST)
        frame_show_results(st);
    return status;
}

int32_t call_eval(struct state *st, const struct chunk *chunk)
{
    int32_t status;

    state_forget(st);
    limit_enter(st, true);
    status = chunk_compile(st, chunk);
    if (status == MOON_OK)
        status = call_top(st);
    return done(st, status);
}

int32_t call_object(const struct object *object, call_pusher *push)
{
    struct state *st = object->st;
    int count = lua_gettop(st->L);
    int32_t status;

    state_forget(st);
    limit_enter(st, true);
    status = begin(st, count);
    if (status == MOON_OK) {
        engine_push_base(st->co);
        if (push)
            push(st->co);
        object_push(object, st->co);
        status = finish(st, count);
    }
    return done(st, status);
}

int32_t call_path(struct state *st, const char *path, size_t len)
{
    int32_t status;

    state_forget(st);
    limit_enter(st, true);
    status = path_get_callable(st, path, len);
    if (status == MOON_OK)
        status = call_top(st);
    return done(st, status);
}

/* Opens a handle of the value on top of st->L. */
static int64_t open_top(struct state *st)
{
    int64_t handle = begin(st, 1);

    if (handle != MOON_OK)
        return handle;
    lua_xmove(st->L, st->co, 1);
    handle = object_open(st);
    if (handle < 0)
        error_no_memory(st);
    return handle;
}

int64_t call_load(struct state *st, const struct chunk *chunk)
{
    int64_t handle;

    state_forget(st);
    limit_enter(st, true);
    handle = chunk_compile(st, chunk);
    if (handle == MOON_OK)
        handle = open_top(st);
    if (handle < 0)
        return done(st, (int32_t)handle);
    limit_leave(st); /* the chunk is there, whatever it has cost */
    done(st, MOON_OK);
    return handle;
}

struct number {
    struct state *st;
    int64_t number;
};

static void push_function(lua_State *L, void *arg)
{
    const struct number *function = arg;

    host_push_function(L, function->number);
}

int64_t call_open_host(struct state *st, int64_t number)
{
    struct number function = {st, number};
    int64_t handle;

    state_forget(st);
    state_drop_arguments(st);
    if (guard_run(st, push_function, &function) == LUA_OK)
        handle = open_top(st);
    else
        handle = error_no_memory(st);
    done(st, handle < 0 ? (int32_t)handle : MOON_OK);
    return handle;
}

int32_t call_take(struct state *st, int needs)
{
    int count = lua_gettop(st->L);
    int32_t status;

    state_forget(st);
    status = begin(st, count);
    if (status == MOON_OK)
        status = push_arguments(st, count);
    count = st->co ? lua_gettop(st->co) : 0;
    if (status == MOON_OK && count != needs)
        status = error_set(st, MOON_EINVAL, "%d arguments wait, not %d", count,
                           needs);
    return done(st, status);
}

int32_t call_show(struct state *st)
{
    int count = lua_gettop(st->L);
    int32_t status = begin(st, count);

    if (status == MOON_OK) {
        lua_xmove(st->L, st->co, count);
        status = succeed(st, count);
    }
    return done(st, status);
}

int32_t call_get(struct state *st, const char *path, size_t len)
{
    int32_t status;

    state_forget(st);
    state_drop_arguments(st);
    status = path_get(st, path, len);
    return status == MOON_OK ? call_show(st) : done(st, status);
}

int32_t call_profile(struct state *st)
{
    state_forget(st);
    state_drop_arguments(st);
    profile_push(st);
    return call_show(st);
}

int32_t call_remove(struct state *st, const char *path, size_t len)
{
    state_forget(st);
    return done(st, path_take(st, path, len));
}

int32_t call_set(struct state *st, const char *path, size_t len)
{
    int32_t status = call_take(st, 1);

    return status == MOON_OK ? done(st, path_set(st, path, len)) : status;
}

/*
 * Makes the call that waits the one at work, with the arguments for it on top
 * of its stack; *count says how many.
 */
static int32_t take_answer(struct state *st, int *count)
{
    int pushed = lua_gettop(st->L);
    int32_t status;
    int top;

    *count = 0;
    state_forget_outcome(st);
    if (!coroutine_return(st))
        return error_set(st, MOON_EINVAL, "no call waits for an answer");
    if (!engine_check_stack(st->co, pushed + CALL_ROOM))
        return error_no_memory(st);
    top = lua_gettop(st->co);
    status = push_arguments(st, pushed);
    if (status != MOON_OK)
        lua_settop(st->co, top);
    *count = lua_gettop(st->co) - top;
    return status;
}

/* The call waits no longer. */
static void leave(struct state *st)
{
    st->waits = false;
    st->depth--;
}

static int32_t answer(struct state *st, int count)
{
    int results;
    int lua_status;

    limit_enter(st, false);
    leave(st);
    lua_status = guard_answer(st, count, &results);
    return settle(st, lua_status, results);
}

int32_t call_answer(struct state *st)
{
    int count;
    int32_t status = take_answer(st, &count);

    return done(st, status == MOON_OK ? answer(st, count) : status);
}

static void make_error(lua_State *L, void *arg)
{
    const struct number *exception = arg;

    lua_xmove(exception->st->co, L, 3);
    host_make_error(L, exception->number);
}

/* Makes an error of the top `count` values of st->co, which takes their place.
 */
static int32_t push_error(struct state *st, int count, int64_t number)
{
    struct number exception = {st, number};

    if (count != 3) {
        lua_pop(st->co, count);
        return error_set(st, MOON_EINVAL, "%d arguments wait, not 3", count);
    }
    if (guard_run(st, make_error, &exception) != LUA_OK) {
        lua_pop(st->L, 1);
        return error_no_memory(st);
    }
    lua_xmove(st->L, st->co, 1);
    return MOON_OK;
}

int32_t call_raise(struct state *st, int64_t number)
{
    int count;
    int32_t status = take_answer(st, &count);

    if (status == MOON_OK)
        status = push_error(st, count, number);
    if (status != MOON_OK)
        return done(st, status);
    st->link.raising = true;
    return done(st, answer(st, 1));
}

int32_t call_raise_in(const struct object *coroutine, int64_t number)
{
    struct state *st = coroutine->st;
    int32_t status = call_take(st, 3);

    if (status == MOON_OK)
        status = push_error(st, 3, number);
    if (status != MOON_OK)
        return done(st, status);
    lua_xmove(st->co, st->L, 1);
    return call_object(coroutine, engine_push_raise);
}

int32_t call_abandon(struct state *st)
{
    state_forget_outcome(st);
    if (!coroutine_return(st))
        return done(st, error_set(st, MOON_EINVAL, "no call waits"));
    leave(st);
    coroutine_drop(st);
    return done(st, MOON_OK);
}
