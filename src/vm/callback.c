#include "vm/callback.h"

#include "vm/coroutine.h"
#include "vm/frame.h"
#include "vm/host.h"
#include "vm/limit.h"

/* What the state works on, while its place is taken. */
struct place {
    struct lane *lane;
    lua_State *co;
    int result_count;
    bool waits;
};

static int refuse(lua_State *L, const char *where)
{
    engine_where(L);
    lua_pushfstring(L, "a function of the host cannot be called %s", where);
    lua_concat(L, 2);
    return lua_error(L);
}

/* Makes the arguments, all that is on L, results on a coroutine of their own.
 */
static bool begin(struct state *st, lua_State *L, struct place *outer)
{
    int count = lua_gettop(L);

    *outer = (struct place){st->lane, st->co, st->result_count, st->waits};
    st->lane = NULL;
    st->co = NULL;
    st->waits = false;
    if (!coroutine_prepare(st, count + MOON_FRAME_SLOTS + LUA_MINSTACK))
        return false;
    lua_xmove(L, st->co, count);
    st->result_count = count;
    frame_show_results(st);
    frame_show_question(st);
    frame_show_news(st);
    return true;
}

static void end(struct state *st, const struct place *outer)
{
    coroutine_retire(st);
    st->lane = outer->lane;
    st->co = outer->co;
    st->result_count = outer->result_count;
    st->waits = outer->waits;
}

/* Moves the answer to L; -1 if it has no room, or the frame makes no sense. */
static int take_answer(struct state *st, lua_State *L)
{
    int count = lua_gettop(st->L);
    int32_t status;

    state_forget(st);
    if (!coroutine_prepare(st, count + MOON_FRAME_SLOTS + LUA_MINSTACK)) {
        state_drop_arguments(st);
        return -1;
    }
    lua_xmove(st->L, st->co, count);
    status = frame_push_arguments(st);
    count = lua_gettop(st->co);
    if (status != MOON_OK || !engine_check_stack(L, count + LUA_MINSTACK))
        return -1;
    lua_xmove(st->co, L, count);
    return count;
}

/* Asks the host; the answer is on L.  Returns what it did, and *count. */
static int64_t ask(struct state *st, lua_State *L, int *count)
{
    struct place outer;
    int64_t outcome = -1;

    *count = -1;
    if (begin(st, L, &outer)) {
        st->serving = true;
        outcome = st->host.callback(st->handle);
        st->serving = false;
        *count = take_answer(st, L);
    }
    end(st, &outer);
    return outcome;
}

/*
 * Nothing in the script catches this, as with a limit.  A call inside another
 * that waits for the host cannot stop that too: it fails when it is over.
 */
static int end_call(lua_State *L, struct state *st)
{
    st->host.ended = true;
    if (st->depth > 0)
        return luaL_error(L, "the host has ended the call");
    limit_hit(st, L, MOON_ERUNTIME);
    return limit_raise(L);
}

static int call_back(lua_State *L)
{
    struct state *st = state_of(L);
    int64_t outcome;
    int count;

    if (engine_is_finalizing(L))
        return refuse(L, "by a finalizer");
    if (!st->host.callback || st->serving || st->host.ended)
        return refuse(L, "here");
    outcome = ask(st, L, &count);
    if (outcome < 0 && count >= 0)
        return end_call(L, st);
    if (count < 0 || (outcome > 0 && count != 3))
        return luaL_error(L, "no answer of the host could be taken");
    if (outcome == 0)
        return count;
    host_make_error(L, outcome);
    return lua_error(L);
}

void callback_open(lua_State *L)
{
    state_of(L)->host.call_back = call_back;
}
