/*
 * parse_str(): a query made into a table, with PHP's rules for names.
 */
#include "str/ascii.h"
#include "str/encode.h"
#include "str/numeric.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { VARIABLES_MAX = 1000, NESTING_MAX = 64 };

/*
 * Arrays are built with PHP's keys.  Two tables, whose keys are those arrays,
 * know the next free index of each, and how many entries it has as long as it
 * is a list.  Those that are lists become sequences in the end.
 */
struct query {
    lua_State *L;
    int result;
    int next;
    int counts;
};

static int64_t get_of(const struct query *q, int side, int array)
{
    int64_t value;

    lua_pushvalue(q->L, array);
    lua_rawget(q->L, side);
    value = (int64_t)lua_tointeger(q->L, -1);
    lua_pop(q->L, 1);
    return value;
}

static void set_of(const struct query *q, int side, int array, int64_t value)
{
    lua_pushvalue(q->L, array);
    lua_pushinteger(q->L, (lua_Integer)value);
    lua_rawset(q->L, side);
}

/* Whether the name is an integer as PHP writes it, which makes it a key. */
static bool is_integer(struct view name, int64_t *value)
{
    char text[NUMERIC_ROOM];
    struct numeric n;

    if (name.len == 0 || name.len > 20 || ascii_is_space(view_at(name, 0)))
        return false;
    if (!numeric_read_all(&n, name) || n.kind != NUMERIC_INT)
        return false;
    *value = n.integer;
    return view_equal(
        name, view_of(text, (size_t)(numeric_write_int(text, *value) - text)));
}

/* Pushes the key; no name at all asks for the next free index. */
static void push_key(const struct query *q, int array, const struct view *name)
{
    int64_t key;

    if (!name)
        lua_pushinteger(q->L, (lua_Integer)get_of(q, q->next, array));
    else if (is_integer(*name, &key))
        lua_pushinteger(q->L, (lua_Integer)key);
    else
        lua_pushlstring(q->L, name->bytes, name->len);
}

/* Keeps account of a key, at the stack's top, that is new in the array. */
static void add_key(const struct query *q, int array)
{
    lua_State *L = q->L;
    int key = lua_gettop(L);
    int64_t count = get_of(q, q->counts, array);

    if (lua_type(L, key) == LUA_TNUMBER) {
        int64_t number = (int64_t)lua_tointeger(L, key);

        if (number >= get_of(q, q->next, array))
            set_of(q, q->next, array, number + 1);
        set_of(q, q->counts, array,
               count >= 0 && number == count ? count + 1 : -1);
    } else {
        set_of(q, q->counts, array, -1);
    }
}

/* Pops a value and puts it into the array. */
static void put(const struct query *q, int array, const struct view *name)
{
    lua_State *L = q->L;

    push_key(q, array, name);
    lua_pushvalue(L, -1);
    lua_rawget(L, array);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        add_key(q, array);
    } else {
        lua_pop(L, 1);
    }
    lua_insert(L, -2);
    lua_rawset(L, array);
}

static void push_array(const struct query *q)
{
    lua_newtable(q->L);
    set_of(q, q->next, lua_gettop(q->L), 0);
    set_of(q, q->counts, lua_gettop(q->L), 0);
}

/* Replaces the array on top by the one that is in it under the name. */
static void enter(const struct query *q, const struct view *name)
{
    lua_State *L = q->L;
    int array = lua_gettop(L);

    push_key(q, array, name);
    lua_rawget(L, array);
    if (!lua_istable(L, -1)) {
        lua_pop(L, 1);
        push_array(q);
        lua_pushvalue(L, -1);
        put(q, array, name);
    }
    lua_replace(L, array);
}

/* A name with its indices, of which each is a part. */
struct name {
    struct view rest; /* from the bracket on, which may be no index after all */
    struct view part;
    bool is_free; /* `[]` */
};

/*
 * Takes an index off the front.  A bracket that is never closed is none; and
 * when it follows the first part it belongs to that.
 */
static bool take_index(struct name *name)
{
    struct view v = name->rest;
    const char *end;
    size_t at = 1;

    if (v.len == 0 || v.bytes[0] != '[')
        return false;
    if (at < v.len && ascii_is_space(view_at(v, at)))
        at++;
    name->is_free = at < v.len && v.bytes[at] == ']';
    end = memchr(v.bytes + 1, ']', v.len - 1);
    if (!end)
        return false;
    name->part = view_of(v.bytes + 1, (size_t)(end - v.bytes) - 1);
    name->rest = view_skip(v, (size_t)(end - v.bytes) + 1);
    return true;
}

/* Spaces and points of the first part become underscores, in place. */
static struct name first_part(char *bytes, size_t len)
{
    struct name name = {{NULL, 0}, {NULL, 0}, false};
    size_t i = 0;

    while (i < len && bytes[i] != '[') {
        if (bytes[i] == ' ' || bytes[i] == '.')
            bytes[i] = '_';
        i++;
    }
    name.part = view_of(bytes, i);
    name.rest = view_of(bytes + i, len - i);
    if (i < len && i > 0 && !memchr(bytes + i, ']', len - i)) {
        for (size_t j = i; j < len; j++) {
            if (bytes[j] == ' ' || bytes[j] == '.' || bytes[j] == '[')
                bytes[j] = '_';
        }
        name.part.len = len;
        name.rest = view_of(bytes + len, 0);
    }
    return name;
}

/* Goes into arrays as far as there are indices; false when that is too deep. */
static bool enter_all(const struct query *q, struct name *name)
{
    struct name next = *name;

    for (int depth = 0; take_index(&next); depth++) {
        if (depth == NESTING_MAX)
            return false;
        enter(q, name->is_free ? NULL : &name->part);
        *name = next;
    }
    return true;
}

/* Puts the value on top where the name says, and pops it. */
static void put_variable(const struct query *q, char *bytes, size_t len)
{
    lua_State *L = q->L;
    int value = lua_gettop(L);
    struct name name = first_part(bytes, len);

    lua_pushvalue(L, q->result);
    if (name.part.len > 0 && enter_all(q, &name)) {
        lua_pushvalue(L, value);
        put(q, value + 1, name.is_free ? NULL : &name.part);
    }
    lua_settop(L, value - 1);
}

/* `name=value`, both encoded; the name ends with its first zero byte. */
static void read_variable(const struct query *q, struct view v)
{
    const char *equals = memchr(v.bytes, '=', v.len);
    size_t len = equals ? (size_t)(equals - v.bytes) : v.len;
    struct php_result name, value;
    struct view text = view_skip(v, equals ? len + 1 : len);
    struct sink *sink = php_result_begin(&name, q->L);
    char *bytes;

    sink_commit(sink, encode_unurl(sink_reserve(sink, len + 1),
                                   view_first(v, len), false));
    bytes = sink->bytes;
    len = strnlen(bytes, sink->len);
    while (len > 0 && *bytes == ' ') {
        bytes++;
        len--;
    }
    sink = php_result_begin(&value, q->L);
    sink_commit(sink,
                encode_unurl(sink_reserve(sink, text.len + 1), text, false));
    php_result_push(&value);
    put_variable(q, bytes, len);
    lua_settop(q->L, name.slot - 1);
}

/* Moves the entries of a list on top up by one. */
static void make_sequence(lua_State *L, int64_t count)
{
    for (int64_t i = count; i > 0; i--) {
        lua_rawgeti(L, -1, (int)i - 1);
        lua_rawseti(L, -2, (int)i);
    }
    lua_pushnil(L);
    lua_rawseti(L, -2, 0);
}

static void make_sequences(const struct query *q)
{
    lua_State *L = q->L;

    lua_pushnil(L);
    while (lua_next(L, q->counts)) {
        int64_t count = (int64_t)lua_tointeger(L, -1);

        lua_pop(L, 1);
        if (count > 0)
            make_sequence(L, count);
    }
}

static int call_parse_str(lua_State *L)
{
    struct query q = {.L = L};
    struct view v;

    php_count(L, 1, 2);
    v = php_text(L, 1);
    v.len = strlen(v.bytes); /* PHP reads no further, either */
    lua_settop(L, 2);
    luaL_checkstack(L, 20, NULL);
    lua_newtable(L);
    q.next = lua_gettop(L);
    lua_newtable(L);
    q.counts = lua_gettop(L);
    push_array(&q);
    q.result = lua_gettop(L);
    for (int count = 0; v.len > 0 && count < VARIABLES_MAX;) {
        const char *end = memchr(v.bytes, '&', v.len);
        size_t len = end ? (size_t)(end - v.bytes) : v.len;

        if (len > 0) {
            read_variable(&q, view_first(v, len));
            count++;
        }
        v = view_skip(v, len + (end != NULL));
    }
    make_sequences(&q);
    lua_settop(L, q.result);
    return 1;
}

static const struct php_row rows[] = {
    {"parse_str", "string $string, &$result", "array",
     "The table that a query stands for.", call_parse_str},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_query_group = {"Queries", rows, NULL};
