#include "vm/php_array.h"

#include "str/compare.h"
#include "str/numeric.h"

bool php_array_is_list(lua_State *L, int index)
{
    size_t len = lua_rawlen(L, index);

    budget_charge(L, (int64_t)(len / 16));
    return engine_count_entries(L, index) == len;
}

struct key {
    bool is_string;
    int64_t integer;
    struct view text;
};

static bool precedes(const struct key *a, const struct key *b)
{
    if (a->is_string != b->is_string)
        return b->is_string;
    if (a->is_string)
        return compare_bytes(a->text, b->text) < 0;
    return a->integer < b->integer;
}

/* J. W. J. Williams' heapsort: no worst case, and no memory. */
static void sift(struct key *keys, size_t from, size_t count)
{
    for (size_t child; (child = 2 * from + 1) < count; from = child) {
        struct key parent = keys[from];

        if (child + 1 < count && precedes(&keys[child], &keys[child + 1]))
            child++;
        if (!precedes(&parent, &keys[child]))
            return;
        keys[from] = keys[child];
        keys[child] = parent;
    }
}

static void sort(struct key *keys, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(keys, i, count);
    for (size_t i = count; i-- > 1;) {
        struct key last = keys[i];

        keys[i] = keys[0];
        keys[0] = last;
        sift(keys, 0, i);
    }
}

/* The key stays where it is, for lua_next() to go on from. */
static struct key read_key(lua_State *L, int index)
{
    struct key key = {lua_type(L, index) == LUA_TSTRING, 0, {NULL, 0}};

    if (key.is_string)
        key.text.bytes = lua_tolstring(L, index, &key.text.len);
    else if (lua_type(L, index) == LUA_TNUMBER && lua_isinteger(L, index))
        key.integer = (int64_t)lua_tointeger(L, index);
    else
        php_error(L, "a key of an array cannot be a %s value",
                  luaL_typename(L, index));
    return key;
}

static void push_key(lua_State *L, const struct key *key)
{
    if (key->is_string)
        lua_pushlstring(L, key->text.bytes, key->text.len);
    else
        lua_pushinteger(L, (lua_Integer)key->integer);
}

void php_array_push_keys(lua_State *L, int index)
{
    size_t count = engine_count_entries(L, index), i = 0;
    struct key *keys;

    luaL_checkstack(L, 4, NULL);
    budget_charge(L, (int64_t)count * 4);
    keys = lua_newuserdata(L, (count + 1) * sizeof *keys);
    lua_pushnil(L);
    while (i < count && lua_next(L, index)) {
        lua_pop(L, 1);
        keys[i++] = read_key(L, lua_gettop(L));
    }
    if (i == count)
        lua_pop(L, 1);
    count = i;
    sort(keys, count);
    lua_createtable(L, (int)count, 0);
    for (i = 0; i < count; i++) {
        push_key(L, &keys[i]);
        lua_rawseti(L, -2, (int)i + 1);
    }
    lua_remove(L, -2);
}

size_t php_array_make_list(lua_State *L, int index)
{
    size_t count;

    if (php_array_is_list(L, index))
        return lua_rawlen(L, index);
    php_array_push_keys(L, index);
    count = lua_rawlen(L, -1);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (int)i);
        lua_rawget(L, index);
        lua_rawseti(L, -2, (int)i);
    }
    lua_replace(L, index);
    return count;
}

/* A table of two, the first of which is a string. */
static bool is_pair(lua_State *L, int index)
{
    bool is;

    if (!lua_istable(L, index) || lua_rawlen(L, index) != 2)
        return false;
    lua_rawgeti(L, index, 1);
    is = lua_type(L, -1) == LUA_TSTRING;
    lua_pop(L, 1);
    return is;
}

static bool are_pairs(lua_State *L, int index, size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        bool is;

        lua_rawgeti(L, index, (int)i);
        is = is_pair(L, lua_gettop(L));
        lua_pop(L, 1);
        if (!is)
            return false;
    }
    return count > 0;
}

/* Entry `part` of each pair; pushes the list of them. */
static void push_parts(lua_State *L, int index, size_t count, int part)
{
    lua_createtable(L, (int)count, 0);
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, index, (int)i);
        lua_rawgeti(L, -1, part);
        lua_rawseti(L, -3, (int)i);
        lua_pop(L, 1);
    }
}

size_t php_array_make_pairs(lua_State *L, int index)
{
    size_t count;

    luaL_checkstack(L, 6, NULL);
    if (!php_array_is_list(L, index)) {
        php_array_push_keys(L, index);
        return php_array_make_list(L, index);
    }
    count = lua_rawlen(L, index);
    if (!are_pairs(L, index, count)) {
        lua_pushnil(L);
        return count;
    }
    push_parts(L, index, count, 1);
    push_parts(L, index, count, 2);
    lua_replace(L, index);
    return count;
}

struct view php_array_to_string(lua_State *L)
{
    struct view v;

    if (lua_type(L, -1) == LUA_TTABLE) {
        lua_pop(L, 1);
        lua_pushliteral(L, "Array");
    }
    if (!php_make_string(L, lua_gettop(L), &v))
        luaL_error(L, "Object of class %s could not be converted to string",
                   php_type_name(L, -1));
    return v;
}

struct view php_array_string(lua_State *L, int index, size_t i)
{
    lua_rawgeti(L, index, (int)i);
    return php_array_to_string(L);
}

int64_t php_array_int(lua_State *L, int index, size_t i)
{
    int64_t value;

    lua_rawgeti(L, index, (int)i);
    value = php_to_int(L, -1);
    lua_pop(L, 1);
    return value;
}
