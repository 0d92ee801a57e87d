/*
 * parse_str(): a query made into a table, with PHP's rules for names.
 */
#include "str/encode.h"
#include "str/query.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

/* PHP's own limits of what a query may make. */
enum { VARIABLES_MAX = 1000, NESTING_MAX = 64, REFUSED };

/*
 * The stack of parse_str().  Two tables say of each array that is made which
 * integer key is free next: ORDERED as long as its keys are 0, 1, 2 and so on,
 * in this order, which is a list; LOOSE when it is none.
 */
enum { TEXT = 1, RESULT, ORDERED, LOOSE, BUFFER };

/* Pushes a new array.  [-0, +1, m] */
static void push_array(lua_State *L)
{
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_pushinteger(L, 0);
    lua_rawset(L, ORDERED);
}

static void set_mark(lua_State *L, int marks, int table, const int64_t *mark)
{
    lua_pushvalue(L, table);
    if (mark)
        lua_pushinteger(L, (lua_Integer)*mark);
    else
        lua_pushnil(L);
    lua_rawset(L, marks);
}

static bool get_mark(lua_State *L, int marks, int table, int64_t *mark)
{
    bool is_there;

    lua_pushvalue(L, table);
    lua_rawget(L, marks);
    is_there = !lua_isnil(L, -1);
    if (is_there)
        *mark = (int64_t)lua_tointeger(L, -1);
    lua_pop(L, 1);
    return is_there;
}

/* Notes that the array at `table` has got a new key. */
static void note_integer(lua_State *L, int table, int64_t key)
{
    int64_t next;

    if (get_mark(L, ORDERED, table, &next)) {
        if (key == next && key < INT32_MAX) {
            next++;
            set_mark(L, ORDERED, table, &next);
            return;
        }
        set_mark(L, ORDERED, table, NULL);
        if (next == 0)
            next = key;
    } else {
        get_mark(L, LOOSE, table, &next);
    }
    /* INT64_MIN stands for none left. */
    if (key >= next && next != INT64_MIN)
        next = key == INT64_MAX ? INT64_MIN : key + 1;
    set_mark(L, LOOSE, table, &next);
}

static void note_string(lua_State *L, int table)
{
    int64_t next;

    if (!get_mark(L, ORDERED, table, &next))
        return;
    set_mark(L, ORDERED, table, NULL);
    set_mark(L, LOOSE, table, &next);
}

/* Pushes the key, and notes it when it is new; false when there is none. */
static bool push_key(lua_State *L, int table, const struct query_name *name)
{
    bool is_integer = true, is_new;
    int64_t key = 0;

    if (query_is_refused(name))
        return false;
    if (name->is_next) {
        if (!get_mark(L, ORDERED, table, &key))
            get_mark(L, LOOSE, table, &key);
        if (key == INT64_MIN)
            return false;
    } else {
        is_integer = query_is_integer(name->key, &key);
    }
    if (is_integer && key >= engine_integer_min && key <= engine_integer_max)
        lua_pushinteger(L, (lua_Integer)key);
    else
        lua_pushlstring(L, name->key.bytes, name->key.len);
    lua_pushvalue(L, -1);
    lua_rawget(L, table);
    is_new = lua_isnil(L, -1);
    lua_pop(L, 1);
    if (is_new && is_integer)
        note_integer(L, table, key);
    else if (is_new)
        note_string(L, table);
    return true;
}

/* Replaces array and key on top by the array that is there. */
static void enter(lua_State *L)
{
    lua_pushvalue(L, -1);
    lua_rawget(L, -3);
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        push_array(L);
        lua_pushvalue(L, -2);
        lua_pushvalue(L, -2);
        lua_rawset(L, -5);
    }
    lua_replace(L, -3);
    lua_pop(L, 1);
}

/* What is nested too deeply takes with it what else has its first key. */
static void drop(lua_State *L, struct view first)
{
    int64_t key;

    if (query_is_integer(first, &key))
        lua_pushinteger(L, (lua_Integer)key);
    else
        lua_pushlstring(L, first.bytes, first.len);
    lua_pushnil(L);
    lua_rawset(L, RESULT);
    note_string(L, RESULT);
}

/* Sets the variable of the name to the value on top.  [-1, +0, e] */
static void set_variable(lua_State *L, struct query_name *name)
{
    int value = lua_gettop(L);
    struct query_name here = *name;
    int depth = 0;

    lua_pushvalue(L, RESULT);
    while (query_next(name)) {
        if (++depth > NESTING_MAX) {
            drop(L, view_of(name->bytes, here.key.len));
            break;
        }
        if (!push_key(L, value + 1, &here)) {
            depth = REFUSED;
            break;
        }
        enter(L);
        here = *name;
    }
    if (depth <= NESTING_MAX && push_key(L, value + 1, name)) {
        lua_pushvalue(L, value);
        lua_rawset(L, value + 1);
    }
    lua_settop(L, value - 1);
}

static struct view decode(struct sink *sink, struct view v)
{
    sink->len = 0;
    sink_commit(sink, encode_unurl(sink_reserve(sink, v.len), v, false));
    return sink_view(sink);
}

static void read_variable(lua_State *L, struct sink *buffer, struct view v)
{
    const char *equals = memchr(v.bytes, '=', v.len);
    struct query_name name;
    struct view value = {"", 0};

    budget_charge(L, 4);
    if (equals) {
        value = view_skip(v, (size_t)(equals - v.bytes) + 1);
        v.len = (size_t)(equals - v.bytes);
    }
    lua_pushnil(L);
    value = decode(buffer, value);
    lua_pushlstring(L, value.bytes, value.len);
    lua_replace(L, -2);
    v = decode(buffer, v);
    if (query_begin(&name, buffer->bytes, v.len))
        set_variable(L, &name);
    else
        lua_pop(L, 1);
}

/* Lists begin with 1 here. */
static void shift_lists(lua_State *L)
{
    lua_pushnil(L);
    while (lua_next(L, ORDERED)) {
        int table = lua_gettop(L) - 1;
        int count = (int)lua_tointeger(L, -1);

        budget_charge(L, count);
        for (int i = count; i > 0; i--) {
            lua_rawgeti(L, table, i - 1);
            lua_rawseti(L, table, i);
        }
        lua_pushnil(L);
        lua_rawseti(L, table, 0);
        lua_pop(L, 1);
    }
}

static int call_parse_str(lua_State *L)
{
    struct php_result buffer;
    const char *zero;
    struct view v;

    php_count(L, 1, 2);
    v = php_text(L, TEXT);
    lua_settop(L, TEXT);
    luaL_checkstack(L, 16, NULL);
    lua_newtable(L);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, RESULT);
    lua_pushinteger(L, 0);
    lua_rawset(L, ORDERED);
    php_result_begin(&buffer, L);
    zero = v.len ? memchr(v.bytes, '\0', v.len) : NULL;
    if (zero)
        v.len = (size_t)(zero - v.bytes);
    for (int count = 0; v.len > 0 && count < VARIABLES_MAX;) {
        const char *end = memchr(v.bytes, '&', v.len);
        size_t len = end ? (size_t)(end - v.bytes) : v.len;

        if (len > 0) {
            read_variable(L, &buffer.sink, view_first(v, len));
            count++;
        }
        v = view_skip(v, end ? len + 1 : len);
    }
    shift_lists(L);
    lua_pushvalue(L, RESULT);
    return 1;
}

static const struct php_row rows[] = {
    {"parse_str", "string $string, &$result", "array",
     "The table that a query stands for.", call_parse_str},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_query_group = {"Queries", rows, NULL};
