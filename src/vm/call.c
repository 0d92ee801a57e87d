#include "vm/call.h"

#include "vm/coroutine.h"
#include "vm/error.h"
#include "vm/frame.h"
#include "vm/guard.h"
#include "vm/path.h"

/* The base and the function of a call, and some room to work in. */
enum { CALL_ROOM = MOON_FRAME_SLOTS + LUA_MINSTACK + 2 };

/* An empty coroutine with room for `count` pushed arguments and the rest. */
static int32_t begin(struct state *st, int count)
{
    if (coroutine_prepare(st, count + CALL_ROOM))
        return MOON_OK;
    return error_set(st, MOON_EMEMORY, "not enough memory");
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
    if (lua_status == LUA_YIELD)
        return fail_of_yield(st);
    if (!guard_recycle(st))
        coroutine_renew(st);
    return error_from_call(st, lua_status);
}

/* The base and the function stand on the coroutine; adds arguments and runs. */
static int32_t finish(struct state *st, int count)
{
    int32_t status = push_arguments(st, count);
    int results;
    int lua_status;

    if (status != MOON_OK)
        return status;
    lua_status = guard_call(st, &results);
    if (lua_status == LUA_OK)
        status = succeed(st, results);
    else
        status = fail(st, lua_status);
    frame_show_output(st);
    return status;
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
 * frame shows the value.
 */
static int32_t done(struct state *st, int32_t status)
{
    state_drop_arguments(st);
    if (status < 0)
        frame_show_results(st);
    return status;
}

int32_t call_eval(struct state *st, const struct chunk *chunk)
{
    int32_t status;

    state_forget(st);
    status = chunk_compile(st, chunk);
    if (status == MOON_OK)
        status = call_top(st);
    return done(st, status);
}

int32_t call_object(const struct object *object)
{
    struct state *st = object->st;
    int count = lua_gettop(st->L);
    int32_t status;

    state_forget(st);
    status = begin(st, count);
    if (status == MOON_OK) {
        engine_push_base(st->co);
        object_push(object, st->co);
        status = finish(st, count);
    }
    return done(st, status);
}

int32_t call_path(struct state *st, const char *path, size_t len)
{
    int32_t status;

    state_forget(st);
    status = path_get_callable(st, path, len);
    if (status == MOON_OK)
        status = call_top(st);
    return done(st, status);
}

int64_t call_load(struct state *st, const struct chunk *chunk)
{
    int64_t handle;

    state_forget(st);
    handle = chunk_compile(st, chunk);
    if (handle == MOON_OK)
        handle = begin(st, 1);
    if (handle == MOON_OK) {
        lua_xmove(st->L, st->co, 1);
        handle = object_open(st);
        if (handle < 0)
            error_set(st, MOON_EMEMORY, "not enough memory");
    }
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

int32_t call_set(struct state *st, const char *path, size_t len)
{
    int32_t status = call_take(st, 1);

    return status == MOON_OK ? done(st, path_set(st, path, len)) : status;
}
