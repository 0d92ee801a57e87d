/*
 * Replacing.
 */
#include "str/replace.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

/* The arguments of str_replace(); those that are tables are lists by then. */
enum { SEARCH = 1, REPLACE = 2, SUBJECT = 3 };

struct task {
    lua_State *L;
    find_function *find;
    size_t search_count; /* of a list */
    size_t replace_count;
    struct view search; /* when they are no lists */
    struct view replace;
    int64_t replaced;
};

/* Replaces the string on top by what one pass makes of it. */
static void replace_top(struct task *task, struct view from, struct view to)
{
    struct replace r = {from, to, task->find};
    struct php_result result;
    struct view subject;
    size_t count, len;

    subject.bytes = lua_tolstring(task->L, -1, &subject.len);
    if (from.len == 0 || subject.len < from.len)
        return;
    budget_charge_bytes(task->L, subject.len);
    count = replace_count(&r, subject, &len);
    if (count == 0)
        return;
    if (len > SIZE_MAX / 4)
        php_too_large(task->L);
    task->replaced += (int64_t)count;
    replace_write(&r, subject, php_result_exact(&result, task->L, len));
    php_result_push(&result);
    lua_replace(task->L, result.slot - 1);
    lua_settop(task->L, result.slot - 1);
}

/* Entry `i` of the replacements goes with that of the searches. */
static void replace_entry(struct task *task, size_t i)
{
    lua_State *L = task->L;
    int top = lua_gettop(L);
    struct view from, to = task->replace;

    from = php_array_string(L, SEARCH, i);
    if (task->replace_count > 0 || php_is_array(L, REPLACE)) {
        to = view_of("", 0);
        if (i <= task->replace_count)
            to = php_array_string(L, REPLACE, i);
    }
    lua_pushvalue(L, top);
    replace_top(task, from, to);
    lua_replace(L, top);
    lua_settop(L, top);
}

static void replace_in(struct task *task)
{
    if (!php_is_array(task->L, SEARCH)) {
        replace_top(task, task->search, task->replace);
        return;
    }
    for (size_t i = 1; i <= task->search_count; i++)
        replace_entry(task, i);
}

/* A new table with the same keys. */
static void replace_in_all(struct task *task)
{
    lua_State *L = task->L;

    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, SUBJECT)) {
        php_array_to_string(L);
        replace_in(task);
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
}

static int replace(lua_State *L, find_function *find)
{
    struct task task = {.L = L, .find = find};

    php_count(L, 3, 4);
    lua_settop(L, 3);
    luaL_checkstack(L, 16, NULL);
    if (!php_is_array(L, SEARCH))
        task.search = php_string(L, SEARCH);
    if (!php_is_array(L, REPLACE))
        task.replace = php_string(L, REPLACE);
    if (!php_is_array(L, SUBJECT))
        php_string(L, SUBJECT);
    if (!php_is_array(L, SEARCH) && php_is_array(L, REPLACE))
        php_bad_value(L, REPLACE,
                      "must be of type string when argument #1 ($search) is a "
                      "string");
    if (php_is_array(L, SEARCH))
        task.search_count = php_array_make_list(L, SEARCH);
    if (php_is_array(L, REPLACE))
        task.replace_count = php_array_make_list(L, REPLACE);
    if (php_is_array(L, SUBJECT)) {
        replace_in_all(&task);
    } else {
        lua_pushvalue(L, SUBJECT);
        replace_in(&task);
    }
    lua_pushinteger(L, (lua_Integer)task.replaced);
    return 2;
}

static int call_str_replace(lua_State *L)
{
    return replace(L, find_first);
}

static int call_str_ireplace(lua_State *L)
{
    return replace(L, find_first_folded);
}

static int translate_bytes(lua_State *L)
{
    struct php_result result;
    struct view v = php_text(L, 1), from = php_string(L, 2);
    struct view to = php_string(L, 3);

    if (!replace_changes(v, from, to))
        return php_push_argument(L, 1);
    replace_bytes(php_result_exact(&result, L, v.len), v, from, to);
    return php_result_push(&result);
}

/*
 * Reads the table of argument 2.  The keys and values are kept as strings by a
 * list that is pushed.
 */
static size_t read_pairs(lua_State *L, struct replace_pair *pairs)
{
    size_t count = 0;
    int kept = 0, list;

    lua_newtable(L);
    list = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, 2)) {
        pairs[count].to = php_array_to_string(L);
        lua_rawseti(L, list, ++kept);
        lua_pushvalue(L, -1);
        pairs[count].from = php_array_to_string(L);
        lua_rawseti(L, list, ++kept);
        count += pairs[count].from.len > 0;
    }
    return count;
}

static void *new_zeros(lua_State *L, size_t len)
{
    return memset(lua_newuserdata(L, len), 0, len);
}

static int translate_pairs(lua_State *L)
{
    struct view v = php_text(L, 1);
    size_t count = engine_count_entries(L, 2);
    struct replace_pair *pairs;
    struct replace_pairs all = {.slot_count = 4};
    struct php_result result;
    struct php_work work;

    if (count > UINT32_MAX / 4)
        php_too_large(L);
    budget_charge(L, (int64_t)count * 4);
    pairs = lua_newuserdata(L, (count + 1) * sizeof *pairs);
    count = read_pairs(L, pairs);
    if (count == 0)
        return php_push_argument(L, 1);
    all.pairs = pairs;
    all.count = count;
    while (all.slot_count < 2 * count)
        all.slot_count *= 2;
    for (size_t i = 0; i < count; i++) {
        if (pairs[i].from.len > all.longest)
            all.longest = pairs[i].from.len;
    }
    all.slots = new_zeros(L, all.slot_count * sizeof *all.slots);
    all.has_len = new_zeros(L, all.longest + 1);
    replace_all(php_result_begin_for(&result, L, v.len), v, &all,
                php_work_begin(&work, L));
    return php_result_push(&result);
}

static int call_strtr(lua_State *L)
{
    php_count(L, 2, 3);
    luaL_checkstack(L, 16, NULL);
    if (!php_has(L, 3)) {
        php_string(L, 1);
        if (php_is_array(L, 2))
            return translate_pairs(L);
        php_string(L, 2);
        php_bad_value(L, 2, "must be of type array, string given");
    }
    if (php_is_array(L, 2)) {
        php_string(L, 1);
        php_string(L, 3);
        php_bad_value(L, 2, "must be of type string, array given");
    }
    return translate_bytes(L);
}

static void push_spliced(lua_State *L, struct view v, struct view part,
                         struct view replacement)
{
    struct php_result result;
    size_t before = (size_t)(part.bytes - v.bytes);
    struct view after = view_skip(v, before + part.len);
    char *to;

    if (replacement.len > SIZE_MAX / 8)
        php_too_large(L);
    budget_charge_bytes(L, v.len);
    to = php_result_exact(&result, L, before + replacement.len + after.len);
    memcpy(to, v.bytes, before);
    memcpy(to + before, replacement.bytes, replacement.len);
    memcpy(to + before + replacement.len, after.bytes, after.len);
    php_result_push(&result);
    lua_replace(L, result.slot);
}

/* Where the parts of substr_replace() come from: values, or lists of them. */
enum { STRINGS = 1, REPLACEMENTS = 2, OFFSETS = 3, LENGTHS = 4 };

static int64_t entry_or(lua_State *L, int arg, size_t i, int64_t otherwise)
{
    if (!php_has(L, arg))
        return otherwise;
    if (!php_is_array(L, arg))
        return php_int(L, arg);
    return i <= lua_rawlen(L, arg) ? php_array_int(L, arg, i) : otherwise;
}

/* Pushes the replacement, too, to keep it.  [-0, +1, e] */
static struct view replacement_for(lua_State *L, size_t i)
{
    if (!php_is_array(L, REPLACEMENTS)) {
        lua_pushnil(L);
        return php_string(L, REPLACEMENTS);
    }
    if (i <= lua_rawlen(L, REPLACEMENTS))
        return php_array_string(L, REPLACEMENTS, i);
    lua_pushnil(L);
    return view_of("", 0);
}

/* Replaces the string on top. */
static void splice_top(lua_State *L, size_t i)
{
    int top = lua_gettop(L);
    struct view v, replacement, part;

    v.bytes = lua_tolstring(L, top, &v.len);
    part = view_slice(v, entry_or(L, OFFSETS, i, 0),
                      entry_or(L, LENGTHS, i, INT64_MAX));
    replacement = replacement_for(L, i);
    push_spliced(L, v, part, replacement);
    lua_replace(L, top);
    lua_settop(L, top);
}

static int splice_all(lua_State *L)
{
    bool is_list = php_array_is_list(L, STRINGS);
    size_t count;

    if (is_list) {
        lua_pushnil(L);
        count = lua_rawlen(L, STRINGS);
    } else {
        php_array_push_keys(L, STRINGS);
        count = lua_rawlen(L, -1);
    }
    lua_newtable(L);
    for (size_t i = 1; i <= count; i++) {
        if (is_list)
            lua_pushinteger(L, (lua_Integer)i);
        else
            lua_rawgeti(L, LENGTHS + 1, (int)i);
        lua_pushvalue(L, -1);
        lua_rawget(L, STRINGS);
        php_array_to_string(L);
        splice_top(L, i);
        lua_rawset(L, LENGTHS + 2);
    }
    return 1;
}

static int call_substr_replace(lua_State *L)
{
    php_count(L, 3, 4);
    lua_settop(L, LENGTHS);
    luaL_checkstack(L, 16, NULL);
    if (!php_is_array(L, STRINGS))
        php_string(L, STRINGS);
    if (!php_is_array(L, REPLACEMENTS))
        php_string(L, REPLACEMENTS);
    if (!php_is_array(L, OFFSETS))
        php_int(L, OFFSETS);
    if (!php_is_array(L, LENGTHS))
        php_int_or(L, LENGTHS, 0);
    if (!php_is_array(L, STRINGS)) {
        for (int arg = OFFSETS; arg <= LENGTHS; arg++) {
            if (php_is_array(L, arg))
                php_bad_value(L, arg,
                              "cannot be an array when working on a "
                              "single string");
        }
    }
    for (int arg = REPLACEMENTS; arg <= LENGTHS; arg++) {
        if (php_is_array(L, arg))
            php_array_make_list(L, arg);
    }
    if (php_is_array(L, STRINGS))
        return splice_all(L);
    lua_pushvalue(L, STRINGS);
    splice_top(L, 1);
    return 1;
}

#define REPLACING                                \
 "array|string $search, array|string $replace, " \
 "array|string $subject, &$count = null"

static const struct php_row rows[] = {
    {"str_replace", REPLACING, "array|string, int",
     "With every search replaced, and how many there were.", call_str_replace},
    {"str_ireplace", REPLACING, "array|string, int",
     "str_replace(), but for the case of letters.", call_str_ireplace},
    {"substr_replace",
     "array|string $string, array|string $replace, array|int $offset, "
     "array|int|null $length = null",
     "array|string", "With a part replaced.", call_substr_replace},
    {"strtr", "string $string, array|string $from, ?string $to = null",
     "string", "With bytes for bytes, or strings for strings.", call_strtr},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_replace_group = {"Replacement", rows, NULL};
