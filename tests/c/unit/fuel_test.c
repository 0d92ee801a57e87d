#include <string.h>

#include "runner.h"
#include "unit/support.h"
#include "vm/guard.h"

runner_suite fuel_suite;

/* Ways to go on for ever: each turn of each must burn fuel. */
static const char *const loops[] = {
    "for i = 1, 1000 do end",
    "for i = 1.0, 1000.0 do end",
    "local i = 0 while i < 1000 do i = i + 1 end",
    "local i = 0 repeat i = i + 1 until i == 1000",
    "local i = 0 ::again:: i = i + 1 if i < 1000 then goto again end",
    "local function f(n) if n > 0 then f(n - 1) end end"
    " for i = 1, 10 do f(100) end",
    "local f f = function(n, g) return g(n, f) end"
    " local function g(n, f) if n == 0 then return end return f(n - 1, g) end"
    " f(500, g)",
    "local t = setmetatable({}, {__index = function(t, k)"
    " if k > 0 then return t[k - 1] end end})"
    " for i = 1, 10 do local _ = t[100] end",
    "for _ in pairs((function() local t = {} for i = 1, 1000 do t[i] = i end"
    " return t end)()) do end",
    "local co = coroutine.wrap(function() for i = 1, 1000 do end end) co()",
    "local f for i = 1, 1000 do f = load('return ' .. i) f() end",
    "for i = 1, 10 do local t = {} for i = 1, 90 do t[i] = -i end"
    " table.sort(t, function(a, b) return a < b end) end",
    "string.gsub(string.rep('x', 1000), 'x', function() end)",
};

START_TEST(every_turn_of_a_loop_burns_fuel)
{
    int64_t nothing = cost_of("");

    ck_assert_int_ge(cost_of(loops[_i]) - nothing, 999);
}
END_TEST

START_TEST(the_same_script_burns_the_same)
{
    int64_t first = cost_of(loops[_i]);

    close_sandbox();
    open_sandbox();
    ck_assert_int_eq(cost_of(loops[_i]), first);
}
END_TEST

static int calls;

static void refuel(lua_State *L)
{
    calls++;
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    lua_pushinteger(L, 1);
    lua_pop(L, 1);
    engine_set_fuel(L, 7, refuel);
}

/* Fuel, a handler, and what is to run with them. */
struct trip {
    int64_t fuel;
    engine_handler *handler;
    const char *code;
};

static void travel(lua_State *L, void *arg)
{
    const struct trip *trip = arg;

    if (luaL_loadbufferx(L, trip->code, strlen(trip->code), "=trip", "t") != 0)
        lua_error(L);
    engine_set_fuel(L, trip->fuel, trip->handler);
    lua_call(L, 0, 1);
}

/* It may use its stack, and what runs does not notice. */
START_TEST(the_handler_is_called_when_fuel_is_out)
{
    struct trip trip = {7, refuel,
                        "local function f(a, ...) local n = select('#', ...)"
                        " for i = 1, 100 do n = n + i end return n, a, ... end"
                        " local t = {f(1, 2, 3, f(4, 5))}"
                        " return #t .. ':' .. table.concat(t, ',')"};

    calls = 0;
    ck_assert_int_eq(guard_run(sandbox, travel, &trip), LUA_OK);
    ck_assert_str_eq(lua_tostring(sandbox->L, -1), "7:5055,1,2,3,5051,4,5");
    ck_assert_int_gt(calls, 200 / 8);
}
END_TEST

static void give_up(lua_State *L)
{
    engine_set_fuel(L, 1000, give_up);
    luaL_where(L, 0);
    lua_pushliteral(L, "out of fuel");
    lua_concat(L, 2);
    lua_error(L);
}

START_TEST(the_handler_may_raise_an_error)
{
    struct trip trip = {100, give_up, "\nwhile true do end"};

    ck_assert_int_eq(guard_run(sandbox, travel, &trip), LUA_ERRRUN);
    ck_assert_str_eq(lua_tostring(sandbox->L, -1), "trip:2: out of fuel");
}
END_TEST

START_TEST(other_engines_have_no_fuel)
{
    ck_assert_int_eq(cost_of("for i = 1, 1000 do end"), 0);
}
END_TEST

Suite *fuel_suite(void)
{
    Suite *suite = suite_create("fuel");
    TCase *all = tcase_create("all");
    int count = sizeof loops / sizeof *loops;

    tcase_add_checked_fixture(all, open_sandbox, close_sandbox);
    if (strcmp(engine_id, "lua54") == 0) {
        tcase_add_loop_test(all, every_turn_of_a_loop_burns_fuel, 0, count);
        tcase_add_loop_test(all, the_same_script_burns_the_same, 0, count);
        tcase_add_test(all, the_handler_is_called_when_fuel_is_out);
        tcase_add_test(all, the_handler_may_raise_an_error);
    } else {
        tcase_add_test(all, other_engines_have_no_fuel);
    }
    suite_add_tcase(suite, all);
    return suite;
}
