#include <limits.h>

#include "vm/budget.h"
#include "vm/lib_sort_fast.h"
#include "vm/lib_table.h"

/*
 * Merge sort from the bottom up (Knuth, TAOCP 3, 5.2.4): it never asks for more
 * than n log n comparisons and reads no element twice in a pass, so an order
 * function that lies can spoil the order and nothing else.  All that it knows
 * lies in a userdata and on the stack, so that the order function may yield.
 */
enum {
    LIST = 1,
    ORDER,
    STATE,
    ONE_TABLE,
    OTHER_TABLE,
    LEFT,
    RIGHT,
    TOP = RIGHT
};

enum { DOUBTS_MAX = 3, LAST_DOUBT = 8 };

struct merge {
    int from, to; /* places of the tables on the stack */
    int count;
    int64_t width; /* of the runs that are sorted already */
    int middle, high;
    int left, right; /* the next element of each run, from 0 */
    int out;
    int comparisons;
    int contradictions;
    bool is_doubting; /* asking whether the contrary is true too */
};

static void load_left(lua_State *L, const struct merge *m)
{
    if (m->left < m->middle) {
        lua_rawgeti(L, m->from, m->left + 1);
        lua_replace(L, LEFT);
    }
}

static void load_right(lua_State *L, const struct merge *m)
{
    if (m->right < m->high) {
        lua_rawgeti(L, m->from, m->right + 1);
        lua_replace(L, RIGHT);
    }
}

static int at_most(int64_t place, int count)
{
    return place < count ? (int)place : count;
}

static void start_runs(lua_State *L, struct merge *m, int low)
{
    m->left = m->out = low;
    m->middle = m->right = at_most(low + m->width, m->count);
    m->high = at_most(low + 2 * m->width, m->count);
    load_left(L, m);
    load_right(L, m);
}

static void take(lua_State *L, struct merge *m, bool takes_right)
{
    lua_pushvalue(L, takes_right ? RIGHT : LEFT);
    lua_rawseti(L, m->to, ++m->out);
    if (takes_right) {
        m->right++;
        load_right(L, m);
    } else {
        m->left++;
        load_left(L, m);
    }
}

static void take_rest(lua_State *L, struct merge *m)
{
    budget_charge(L, m->high - m->out);
    while (m->left < m->middle)
        take(L, m, false);
    while (m->right < m->high)
        take(L, m, true);
}

/* Goes on to the next comparison; false when all is in order. */
static bool advance(lua_State *L, struct merge *m)
{
    while (m->left == m->middle || m->right == m->high) {
        int from = m->from;

        take_rest(L, m);
        if (m->high < m->count) {
            start_runs(L, m, m->high);
            continue;
        }
        m->from = m->to;
        m->to = from;
        m->width *= 2;
        if (m->width >= m->count)
            return false;
        start_runs(L, m, 0);
    }
    return true;
}

/*
 * That of two elements each is less than the other is what order functions say
 * that do not compare.  Some of the first answers are put to the test; when
 * the contrary is true of each of them, something is wrong.
 */
static bool is_doubtful(struct merge *m, bool answer)
{
    int n = ++m->comparisons;

    return answer && n <= LAST_DOUBT && (n & (n - 1)) == 0;
}

static void count_contradiction(lua_State *L, struct merge *m, bool answer)
{
    m->is_doubting = false;
    m->contradictions += answer ? 1 : -DOUBTS_MAX;
    if (m->contradictions == DOUBTS_MAX)
        luaL_error(L, "invalid order function for sorting");
}

static void use_answer(lua_State *L, struct merge *m, bool answer)
{
    if (m->is_doubting) {
        count_contradiction(L, m, answer);
        take(L, m, true);
    } else if (is_doubtful(m, answer)) {
        m->is_doubting = true;
    } else {
        take(L, m, answer);
    }
}

static int run(lua_State *L, struct merge *m);

static int go_on(lua_State *L, int status, lua_KContext context)
{
    struct merge *m = lua_touserdata(L, STATE);
    bool answer = lua_toboolean(L, -1) != 0;

    (void)status;
    (void)context;
    lua_settop(L, TOP);
    use_answer(L, m, answer);
    return run(L, m);
}

/* Whether the right element is less than the left one, or the contrary. */
static bool ask(lua_State *L, const struct merge *m)
{
    int one = m->is_doubting ? LEFT : RIGHT;
    int other = m->is_doubting ? RIGHT : LEFT;
    bool answer;

    budget_charge(L, 1);
    if (lua_isnil(L, ORDER)) {
#if LUA_VERSION_NUM < 502
        return lua_lessthan(L, one, other) != 0;
#else
        return lua_compare(L, one, other, LUA_OPLT) != 0;
#endif
    }
    lua_pushvalue(L, ORDER);
    lua_pushvalue(L, one);
    lua_pushvalue(L, other);
    engine_callk(L, 2, 1, 0, go_on);
    answer = lua_toboolean(L, -1) != 0;
    lua_pop(L, 1);
    return answer;
}

static void get_element(lua_State *L, int i)
{
#if LUA_VERSION_NUM < 502
    lua_rawgeti(L, LIST, i);
#else
    lua_geti(L, LIST, i);
#endif
}

static void set_element(lua_State *L, int i)
{
#if LUA_VERSION_NUM < 502
    lua_rawseti(L, LIST, i);
#else
    lua_seti(L, LIST, i);
#endif
}

static int run(lua_State *L, struct merge *m)
{
    while (advance(L, m))
        use_answer(L, m, ask(L, m));
    for (int i = 1; i <= m->count; i++) {
        lua_rawgeti(L, m->from, i);
        set_element(L, i);
        budget_charge(L, 1);
    }
    return 0;
}

/* Copies the list, which may be longer than it is, into a table of our own. */
static void copy_list(lua_State *L, int count)
{
    int likely = (int)lua_rawlen(L, LIST);

    likely = likely < count ? likely : count;
    lua_createtable(L, likely, 0);
    lua_createtable(L, likely, 0);
    for (int i = 1; i <= count; i++) {
        get_element(L, i);
        lua_rawseti(L, ONE_TABLE, i);
        budget_charge(L, 1);
    }
}

static int sort_by_asking(lua_State *L, int count)
{
    struct merge *m = lua_newuserdata(L, sizeof *m);

    *m = (struct merge){
        .from = ONE_TABLE, .to = OTHER_TABLE, .count = count, .width = 1};
    copy_list(L, count);
    lua_settop(L, TOP);
    start_runs(L, m, 0);
    return run(L, m);
}

/* Nobody sees how a list is read that has no metatable. */
static bool is_plain(lua_State *L)
{
    if (!lua_isnoneornil(L, ORDER) || !lua_istable(L, LIST))
        return false;
    if (!lua_getmetatable(L, LIST))
        return true;
    lua_pop(L, 1);
    return false;
}

int lib_sort(lua_State *L)
{
    lua_Integer count = lib_table_len(L, LIST, LIST_READ | LIST_WRITE);

    if (count <= 1)
        return 0;
    luaL_argcheck(L, count < INT_MAX, 1, "array too big");
    if (!lua_isnoneornil(L, ORDER))
        luaL_checktype(L, ORDER, LUA_TFUNCTION);
    lua_settop(L, ORDER);
    if (lua_istable(L, LIST) && engine_is_frozen(L, LIST))
        return luaL_error(L, "attempt to modify a frozen table");
    if (is_plain(L) && lib_sort_fast(L, (int)count))
        return 0;
    lua_settop(L, ORDER);
    return sort_by_asking(L, (int)count);
}
