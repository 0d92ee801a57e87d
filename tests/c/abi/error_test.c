#include <stdio.h>
#include <string.h>

#include "abi/support.h"

runner_suite error_suite;

/* Code that fails, the message, and what kind of value was raised. */
static const struct {
    const char *code;
    const char *message;
    int32_t kind;
} raised[] = {
    {"error('oops')", "test:1: oops", MOON_BYTES},
    {"error('oops', 0)", "oops", MOON_BYTES},
    {"error('', 0)", "", MOON_BYTES},
    {"error('a\\0b', 0)", "a", MOON_BYTES},
    {"error(42, 0)", "42", MOON_INT},
    {"error(1.5, 0)", "1.5", MOON_FLOAT},
    {"error({})", "(error object is a table value)", MOON_TABLE},
    {"error()", "(error object is a nil value)", MOON_NIL},
    {"error(true)", "(error object is a boolean value)", MOON_BOOL},
    {"error(print)", "(error object is a function value)", MOON_FUNCTION},
    {"error(setmetatable({}, {__tostring = function() return 'me' end}))", "me",
     MOON_TABLE},
    {"error(setmetatable({}, {__tostring = function() error('no') end}))",
     "(error object is a table value)", MOON_TABLE},
    {"error(setmetatable({}, {__tostring = function() return {} end}))",
     "(error object is a table value)", MOON_TABLE},
    {"error(setmetatable({}, {__tostring = 5}))",
     "(error object is a table value)", MOON_TABLE},
    {"error(setmetatable({}, {__tostring ="
     " function() coroutine.yield() end}))",
     "(error object is a table value)", MOON_TABLE},
    {"local t = nil; t.x = 1", "test:1: attempt to index", MOON_BYTES},
};

START_TEST(an_error_has_a_message_and_a_value)
{
    ck_assert_int_eq(eval(raised[_i].code), MOON_ERUNTIME);
    assert_contains(message(), raised[_i].message);
    ck_assert_int_eq(moon_error_status(state), MOON_ERUNTIME);
    ck_assert_int_eq(moon_result_count(state), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), raised[_i].kind);
    assert_contains(traceback(), "stack traceback:\n");
    ck_assert_int_eq(eval("return 1"), 1);
    ck_assert_str_eq(message(), "");
    ck_assert_str_eq(traceback(), "");
    ck_assert_int_eq(moon_error_status(state), MOON_OK);
}
END_TEST

START_TEST(a_value_that_was_raised_can_be_used)
{
    int64_t function;

    ck_assert_int_eq(eval("error(function() return 'called' end)"),
                     MOON_ERUNTIME);
    function = moon_result_handle(state, 0);
    ck_assert_int_gt(function, 0);
    ck_assert_int_eq(moon_call(function), 1);
    assert_text(0, "called");
}
END_TEST

START_TEST(the_traceback_names_the_functions)
{
    ck_assert_int_eq(eval("local function inner() local x = nil + 1 end\n"
                          "function outer() inner() return 1 end\n"
                          "outer()"),
                     MOON_ERUNTIME);
    assert_contains(message(), "test:1: attempt to perform arithmetic");
    assert_contains(traceback(), "'inner'");
    assert_contains(traceback(), "'outer'");
    assert_contains(traceback(), "test:3: in main chunk");
}
END_TEST

START_TEST(a_long_message_is_kept_whole)
{
    ck_assert_int_eq(eval("error(('x'):rep(1000000), 0)"), MOON_ERUNTIME);
    ck_assert_uint_eq(moon_error_message_len(state), 1000000);
    ck_assert_int_eq(eval("error(setmetatable({}, {__tostring ="
                          " function() return ('y'):rep(1000000) end}))"),
                     MOON_ERUNTIME);
    ck_assert_uint_eq(moon_error_message_len(state), 65536);
}
END_TEST

START_TEST(endless_recursion_is_an_error)
{
    ck_assert_int_eq(eval("local function f() return 1 + f() end f()"),
                     MOON_ERUNTIME);
    assert_contains(message(), "stack overflow");
    ck_assert_int_eq(eval("local t = setmetatable({}, {})"
                          " getmetatable(t).__index = function(t, k)"
                          " return t[k + 1] end return t[1]"),
                     MOON_ERUNTIME);
    ck_assert_int_eq(eval("return pcall(string.rep)"), 2);
}
END_TEST

START_TEST(an_error_in_an_error_handler_ends)
{
    ck_assert_int_eq(
        eval("return xpcall(error, function() error('again') end)"), 2);
    ck_assert_int_eq(moon_result_int(state, 0), 0);
}
END_TEST

START_TEST(a_caught_error_is_no_error)
{
    ck_assert_int_eq(eval("return pcall(error, 'x')"), 2);
    ck_assert_int_eq(moon_error_status(state), MOON_OK);
    assert_text(1, "x");
}
END_TEST

START_TEST(pending_variables_are_closed)
{
    ck_assert_int_eq(eval("local x <close> = setmetatable({}, {__close ="
                          " function() print('closed') end}) error('first')"),
                     MOON_ERUNTIME);
    ck_assert_str_eq(message(), "test:1: first");
    ck_assert_str_eq((const char *)moon_output(state), "closed\n");
    ck_assert_int_eq(moon_frame(state)[MOON_FRAME_OUTPUT], 7);
    ck_assert_int_eq(
        eval("local x <close> = setmetatable({}, {__close ="
             " function() error('second', 0) end}) error('first')"),
        MOON_ERUNTIME);
    ck_assert_str_eq(message(), "second");
}
END_TEST

/* What a handler can do to the coroutine in which its error was raised. */
static const char *const attacks[] = {
    "coroutine.close(main) error('x')",
    "coroutine.resume(main) error('x')",
    "coroutine.resume(main, 1, 2) error('x')",
    "coroutine.wrap(function() coroutine.resume(main) end)() error('x')",
};

START_TEST(a_handler_cannot_reach_the_error_value)
{
    char code[400];

    snprintf(code, sizeof code,
             "local main = coroutine.running() error(setmetatable({}, {"
             "__call = function() error('called') end,"
             "__tostring = function() %s end}))",
             attacks[_i]);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(eval(code), MOON_ERUNTIME);
        ck_assert_str_eq(message(), "(error object is a table value)");
        ck_assert_int_eq(moon_result_kind(state, 0), MOON_TABLE);
        ck_assert_int_eq(eval("return 1"), 1);
    }
}
END_TEST

START_TEST(a_handler_runs_on_the_coroutine_of_its_call)
{
    ck_assert_int_eq(
        eval("local main = coroutine.running() error(setmetatable({}, {"
             "__tostring = function()"
             " return tostring(coroutine.running() == main) end}))"),
        MOON_ERUNTIME);
    ck_assert_str_eq(message(), "true");
}
END_TEST

START_TEST(the_frame_shows_every_error_value)
{
    const int64_t *first = moon_frame(state) + MOON_FRAME_FIRST;
    int64_t table;

    ck_assert_int_eq(eval("return true"), 1);
    ck_assert_int_eq(eval("x = = 1"), MOON_ESYNTAX);
    ck_assert_int_eq(first[0], MOON_BYTES);
    ck_assert_int_eq(first[1], (int64_t)moon_result_len(state, 0));
    ck_assert_int_eq(eval("return true"), 1);
    ck_assert_int_eq(moon_get(state, "print.x", 7), MOON_EINVAL);
    ck_assert_int_eq(first[0], MOON_BYTES);
    ck_assert_int_eq(first[1], (int64_t)moon_result_len(state, 0));
    ck_assert_int_eq(eval("return {}"), 1);
    table = moon_result_handle(state, 0);
    ck_assert_int_eq(moon_push_int(state, 1), MOON_OK);
    ck_assert_int_eq(moon_table_next(table), MOON_EINVAL);
    ck_assert_int_eq(first[0], MOON_BYTES);
    ck_assert_int_eq(first[1], (int64_t)moon_result_len(state, 0));
}
END_TEST

START_TEST(a_thousand_errors_leave_nothing_behind)
{
    int64_t before = 0;

    reopen_standard();
    for (int i = 0; i < 2000; i++) {
        ck_assert_int_eq(eval("error({})"), MOON_ERUNTIME);
        if (i == 1000) {
            eval("collectgarbage() collectgarbage()");
            before = moon_memory_used(state);
        }
    }
    eval("collectgarbage() collectgarbage()");
    ck_assert_int_le(moon_memory_used(state), before + 5000);
}
END_TEST

Suite *error_suite(void)
{
    Suite *suite = suite_create("error");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_loop_test(all, an_error_has_a_message_and_a_value, 0,
                        sizeof raised / sizeof *raised);
    tcase_add_test(all, a_value_that_was_raised_can_be_used);
    tcase_add_test(all, the_traceback_names_the_functions);
    tcase_add_test(all, a_long_message_is_kept_whole);
    tcase_add_test(all, endless_recursion_is_an_error);
    tcase_add_test(all, an_error_in_an_error_handler_ends);
    tcase_add_test(all, a_caught_error_is_no_error);
    if (!is_luajit())
        tcase_add_test(all, pending_variables_are_closed);
    if (!is_luajit())
        tcase_add_loop_test(all, a_handler_cannot_reach_the_error_value, 0,
                            sizeof attacks / sizeof *attacks);
    tcase_add_test(all, a_handler_runs_on_the_coroutine_of_its_call);
    tcase_add_test(all, the_frame_shows_every_error_value);
    tcase_add_test(all, a_thousand_errors_leave_nothing_behind);
    suite_add_tcase(suite, all);
    return suite;
}
