/*
 * What tools/engine-edit.lua makes of Lua, fuel aside, as scripts see it.
 */
#include <stdio.h>
#include <string.h>

#include "moonspan.h"
#include "runner.h"
#include "vm/guard.h"
#include "vm/life.h"

runner_suite engine_suite;

enum { TEXT_MAX = 64 * 1024 };

static struct state *open_with(int32_t profile, int32_t flags)
{
    int32_t status;
    struct state *st =
        life_open(profile, flags | MOON_WEAK_SANDBOX, SIZE_MAX, &status);

    ck_assert_int_eq(status, MOON_OK);
    return st;
}

/* The first result of a script, or its message, as text. */
static void run(struct state *st, const char *code, char text[TEXT_MAX])
{
    int64_t handle = st->handle;
    int32_t status = moon_eval(handle, code, strlen(code), "=test", 5);
    const uint8_t *bytes =
        status < 0 ? moon_error_message(handle) : moon_result_bytes(handle, 0);

    snprintf(text, TEXT_MAX, "%s", (const char *)bytes);
}

static void run_alone(int32_t profile, int32_t flags, const char *code,
                      char text[TEXT_MAX])
{
    struct state *st = open_with(profile, flags);

    run(st, code, text);
    life_close(st);
}

static void assert_run(const char *code, const char *expected)
{
    char text[TEXT_MAX];

    run_alone(MOON_SANDBOX, 0, code, text);
    ck_assert_str_eq(text, expected);
}

START_TEST(fifteen_call_metamethods_in_a_row_are_followed)
{
    assert_run("local f = function() return 'called' end"
               " for i = 1, 15 do f = setmetatable({}, {__call = f}) end"
               " local r = f() return r",
               "called");
}
END_TEST

START_TEST(sixteen_are_too_many)
{
    assert_run("local f = function() return 'called' end"
               " for i = 1, 16 do f = setmetatable({}, {__call = f}) end"
               " local r = f() return r",
               "test:1: '__call' chain too long");
}
END_TEST

START_TEST(they_are_counted_in_tail_calls_too)
{
    assert_run("local f = function() return 'called' end"
               " for i = 1, 15 do f = setmetatable({}, {__call = f}) end"
               " assert(f() == 'called')"
               " f = setmetatable({}, {__call = f}) return f()",
               "test:1: '__call' chain too long");
}
END_TEST

START_TEST(a_call_that_calls_itself_ends)
{
    assert_run("local t = {} setmetatable(t, {__call = t})"
               " return select(2, pcall(t))",
               "'__call' chain too long");
}
END_TEST

/*
 * Keys that Lua's own hash puts into one place, at each size of the table: the
 * order of the table is that in which they came.  It is another in each state
 * when they were scattered.
 */
static const char *const colliding[] = {
    "local t = {} for i = 1, 1000 do t[i * 65535] = true end",
    "local t = {} for i = 1, 1000 do t[-i * 65535] = true end",
    "local t = {} for i = 1, 1000 do t[(i << 40) - (i << 24)] = true end",
    "local t = {} for i = 1, 1000 do t[i * 65535 + 2^-20] = true end",
};

static const char IN_ORDER[] =
    " local n, out = 0, {}"
    " for k in pairs(t) do n = n + 1 out[n] = string.format('%.17g', k)"
    " assert(t[k]) end assert(n == 1000) return table.concat(out, ' ')";

static void order_of(int32_t flags, const char *filling, char text[TEXT_MAX])
{
    char code[1000];

    snprintf(code, sizeof code, "%s%s", filling, IN_ORDER);
    run_alone(MOON_SANDBOX, flags, code, text);
    ck_assert_uint_gt(strlen(text), 2000);
}

START_TEST(keys_that_meet_in_one_place_are_scattered_at_random)
{
    char one[TEXT_MAX], other[TEXT_MAX];

    order_of(0, colliding[_i], one);
    order_of(0, colliding[_i], other);
    ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(a_deterministic_state_scatters_them_alike)
{
    char one[TEXT_MAX], other[TEXT_MAX];

    order_of(MOON_DETERMINISTIC, colliding[_i], one);
    order_of(MOON_DETERMINISTIC, colliding[_i], other);
    ck_assert_str_eq(one, other);
}
END_TEST

/* With no relief, each of the last keys would pass all the others. */
START_TEST(a_table_of_meeting_keys_keeps_all_of_them)
{
    assert_run(
        "local t, keys = {}, {} for i = 1, 3000 do"
        " keys[i] = i % 3 == 0 and i * 65535 or i % 3 == 1 and 'k' .. i"
        " or i * 65535 + 0.25 t[keys[i]] = i end"
        " for i = 1, 3000, 7 do t[keys[i]] = nil end"
        " for i = 3001, 6000 do t[i * 65535] = i end"
        " for i = 1, 3000 do assert(t[keys[i]] == (i % 7 ~= 1 and i or"
        " nil)) end for i = 3001, 6000 do assert(t[i * 65535] == i) end"
        " local n = 0 for _ in pairs(t) do n = n + 1 end return tostring(n)",
        "5571");
    assert_run("local t = {} for i = 1, 200000 do t[i * 131071] = i end"
               " local n = 0 for k, v in pairs(t) do assert(k == v * 131071)"
               " n = n + 1 end return tostring(n)",
               "200000");
}
END_TEST

static const char SEEDED[] =
    "local out = {}"
    " for i = 1, 5 do out[i] = math.random(1 << 40) end"
    " local t = {} for i = 1, 50 do t['key' .. i] = true end"
    " for k in pairs(t) do out[#out + 1] = k end"
    " local objects, t = {}, {} for i = 1, 50 do objects[i] = {}"
    " t[i % 2 == 0 and objects[i] or function() return i end] = i end"
    " t[print], t[coroutine.create(print)], t[string.len] = 'a', 'b', 'c'"
    " for k, i in pairs(t) do out[#out + 1] = i .. tostring(k) end"
    " return table.concat(out, ' ')";

START_TEST(states_differ_in_their_seeds)
{
    char one[TEXT_MAX], other[TEXT_MAX];

    run_alone(MOON_SANDBOX, 0, SEEDED, one);
    run_alone(MOON_SANDBOX, 0, SEEDED, other);
    ck_assert_str_ne(one, other);
    ck_assert_int_ne(strncmp(one, other, 13), 0);
}
END_TEST

START_TEST(deterministic_states_do_not)
{
    char one[TEXT_MAX], other[TEXT_MAX];
    struct state *between;

    run_alone(MOON_SANDBOX, MOON_DETERMINISTIC, SEEDED, one);
    between = open_with(MOON_TRUSTED, 0);
    run_alone(MOON_SANDBOX, MOON_DETERMINISTIC, SEEDED, other);
    life_close(between);
    ck_assert_str_eq(one, other);
}
END_TEST

START_TEST(randomseed_without_a_seed_is_deterministic_there_too)
{
    static const char code[] =
        "local a, b = math.randomseed() return a .. ' ' .. b .. ' '"
        " .. math.random(0) .. ' ' .. math.randomseed()";
    char one[TEXT_MAX], other[TEXT_MAX];

    run_alone(MOON_SANDBOX, MOON_DETERMINISTIC, code, one);
    run_alone(MOON_SANDBOX, MOON_DETERMINISTIC, code, other);
    ck_assert_str_eq(one, other);
    run_alone(MOON_SANDBOX, 0, code, other);
    ck_assert_str_ne(one, other);
}
END_TEST

START_TEST(endless_recursion_is_a_stack_overflow_within_the_default_limit)
{
    static const char code[] = "local function f() return 1 + f() end f()";
    struct state *st = open_with(MOON_SANDBOX, 0);
    char text[TEXT_MAX];

    ck_assert_int_eq(moon_set_limit(st->handle, MOON_LIMIT_MEMORY, 64 << 20),
                     MOON_OK);
    run(st, code, text);
    ck_assert_ptr_nonnull(strstr(text, "stack overflow"));
    life_close(st);
}
END_TEST

START_TEST(its_seeds_are_neither_the_time_nor_an_address)
{
    assert_run(
        "local a, b = math.randomseed()"
        " local x, y = math.randomseed()"
        " return tostring(math.abs(a - os.time()) < 9 or a == x or b == y)",
        "false");
}
END_TEST

static void push_pointer(lua_State *L, int i)
{
    lua_pushlightuserdata(L, (void *)((uintptr_t)i * 65535));
}

static void fill_with_pointers(lua_State *L, int count)
{
    lua_newtable(L);
    for (int i = 1; i <= count; i++) {
        push_pointer(L, i);
        lua_pushinteger(L, i);
        lua_rawset(L, -3);
    }
}

START_TEST(light_userdata_that_meet_are_scattered_too)
{
    struct state *st = open_with(MOON_TRUSTED, 0);
    lua_State *L = st->L;

    fill_with_pointers(L, 1000);
    for (int i = 1; i <= 1000; i++) {
        push_pointer(L, i);
        lua_rawget(L, -2);
        ck_assert_int_eq(lua_tointeger(L, -1), i);
        lua_pop(L, 1);
    }
    life_close(st);
}
END_TEST

/* Objects whose texts, and the parts of texts, show what they are. */
static const char *const shown[] = {
    "tostring(object)",
    "string.format('%s', object)",
};

static const char *const objects[] = {
    "{}",
    "print",
    "function() end",
    "coroutine.create(print)",
    "load",
    "coroutine.wrap(print)",
};

static void assert_hidden(struct state *st)
{
    lua_State *L = st->co;
    char address[40];
    const char *text = lua_tostring(L, -1);

    snprintf(address, sizeof address, "%p", lua_topointer(L, -2));
    ck_assert_ptr_nonnull(strstr(text, "0x"));
    ck_assert_ptr_null(strstr(text, address));
}

static void show(struct state *st, int how, int what)
{
    char code[300];

    snprintf(code, sizeof code, "local object = %s return object, %s",
             objects[what], shown[how]);
    ck_assert_int_eq(moon_eval(st->handle, code, strlen(code), NULL, 0), 2);
}

enum {
    SHOWN = sizeof shown / sizeof *shown,
    OBJECTS = sizeof objects / sizeof *objects
};

START_TEST(scripts_below_trusted_see_no_addresses)
{
    for (int profile = MOON_SANDBOX; profile <= MOON_STANDARD; profile++) {
        struct state *st = open_with(profile, 0);

        show(st, _i / OBJECTS, _i % OBJECTS);
        assert_hidden(st);
        life_close(st);
    }
}
END_TEST

START_TEST(trusted_ones_do)
{
    struct state *st = open_with(MOON_TRUSTED, 0);
    char address[40];

    show(st, 0, 0);
    snprintf(address, sizeof address, "table: %p", lua_topointer(st->co, -2));
    ck_assert_str_eq(lua_tostring(st->co, -1), address);
    life_close(st);
}
END_TEST

START_TEST(an_object_is_always_shown_alike_and_no_two_are)
{
    assert_run("local keep, seen, n = {}, {}, 0"
               " for _, v in pairs(string) do keep[#keep + 1] = v end"
               " for i = 1, 3000 do keep[#keep + 1] = {}"
               " keep[#keep + 1] = function() return i end"
               " keep[#keep + 1] = coroutine.create(print) end"
               " for i, o in ipairs(keep) do assert(not seen[tostring(o)])"
               " seen[tostring(o)] = i end collectgarbage('count')"
               " for i, o in ipairs(keep) do assert(seen[tostring(o)] == i) end"
               " return 'unique'",
               "unique");
}
END_TEST

START_TEST(an_open_file_shows_no_address)
{
    static const char code[] = "local f = io.tmpfile() return f, tostring(f)";
    struct state *st = open_with(MOON_STANDARD, 0);
    char address[40];

    ck_assert_int_eq(moon_eval(st->handle, code, strlen(code), NULL, 0), 2);
    snprintf(address, sizeof address, "file (%p)",
             *(void **)lua_touserdata(st->co, -2));
    ck_assert_str_ne(lua_tostring(st->co, -1), address);
    life_close(st);
}
END_TEST

static int no_op(lua_State *L)
{
    (void)L;
    return 0;
}

static const luaL_Reg functions[] = {
    {"first", no_op},  {"second", no_op}, {"third", no_op}, {"place", NULL},
    {"fourth", no_op}, {"first", no_op},  {NULL, NULL},
};

static void set_in_small(lua_State *L, void *arg)
{
    (void)arg;
    lua_createtable(L, 0, 1);
    luaL_setfuncs(L, functions, 0);
}

/* `__newindex` gets them: a table that is left beside. */
static void set_in_watched(lua_State *L, void *arg)
{
    (void)arg;
    lua_newtable(L);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, 1);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}

static void assert_functions(engine_body *set)
{
    struct state *st = open_with(MOON_SANDBOX, 0);
    const char *names[] = {"first", "second", "third", "fourth"};

    ck_assert_int_eq(guard_run(st, set, NULL), LUA_OK);
    ck_assert_int_eq((int)engine_count_entries(st->L, -1), 5);
    for (int i = 0; i < 4; i++) {
        lua_getfield(st->L, -1, names[i]);
        ck_assert(lua_tocfunction(st->L, -1) == no_op);
        lua_pop(st->L, 1);
    }
    lua_getfield(st->L, -1, "place");
    ck_assert(lua_isboolean(st->L, -1) && !lua_toboolean(st->L, -1));
    life_close(st);
}

START_TEST(functions_are_set_in_any_table)
{
    assert_functions(set_in_small);
    assert_functions(set_in_watched);
}
END_TEST

static void set_in_frozen(lua_State *L, void *arg)
{
    (void)arg;
    lua_newtable(L);
    engine_freeze(L, 1);
    luaL_setfuncs(L, functions, 0);
}

START_TEST(functions_are_set_in_no_frozen_table)
{
    struct state *st = open_with(MOON_SANDBOX, 0);

    ck_assert_int_eq(guard_run(st, set_in_frozen, NULL), LUA_ERRRUN);
    ck_assert_str_eq(lua_tostring(st->L, -1),
                     "attempt to modify a frozen table");
    life_close(st);
}
END_TEST

static bool is_lua54(void)
{
    return strcmp(engine_id, "lua54") == 0;
}

static void add_edits(TCase *all)
{
    int count = sizeof colliding / sizeof *colliding;

    tcase_add_test(all, functions_are_set_in_any_table);
    tcase_add_test(all, functions_are_set_in_no_frozen_table);
    tcase_add_test(all, fifteen_call_metamethods_in_a_row_are_followed);
    tcase_add_test(all, sixteen_are_too_many);
    tcase_add_test(all, they_are_counted_in_tail_calls_too);
    tcase_add_test(all, a_call_that_calls_itself_ends);
    tcase_add_loop_test(
        all, keys_that_meet_in_one_place_are_scattered_at_random, 0, count);
    tcase_add_loop_test(all, a_deterministic_state_scatters_them_alike, 0,
                        count);
    tcase_add_test(all, a_table_of_meeting_keys_keeps_all_of_them);
    tcase_add_test(all, states_differ_in_their_seeds);
    tcase_add_test(all, deterministic_states_do_not);
    tcase_add_test(all, randomseed_without_a_seed_is_deterministic_there_too);
    tcase_add_test(
        all, endless_recursion_is_a_stack_overflow_within_the_default_limit);
    tcase_add_test(all, its_seeds_are_neither_the_time_nor_an_address);
    tcase_add_test(all, light_userdata_that_meet_are_scattered_too);
    tcase_add_test(all, an_open_file_shows_no_address);
}

Suite *engine_suite(void)
{
    Suite *suite = suite_create("engine");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    if (is_lua54())
        add_edits(all);
    tcase_add_test(all, trusted_ones_do);
    tcase_add_test(all, an_object_is_always_shown_alike_and_no_two_are);
    tcase_add_loop_test(all, scripts_below_trusted_see_no_addresses, 0,
                        is_lua54() ? SHOWN * OBJECTS : OBJECTS);
    suite_add_tcase(suite, all);
    return suite;
}
