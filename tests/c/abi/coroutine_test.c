/*
 * Coroutines and functions that the host holds.
 */
#include <string.h>

#include "abi/support.h"

runner_suite coroutine_suite;

/* A handle of a coroutine of the function that the code returns. */
static int64_t start(const char *code)
{
    int64_t function;
    int64_t coroutine;

    ck_assert_int_eq(eval(code), 1);
    function = moon_result_handle(state, 0);
    ck_assert_int_eq(moon_push_handle(state, function), MOON_OK);
    coroutine = moon_coroutine(state);
    ck_assert_int_gt(coroutine, 0);
    ck_assert_int_eq(moon_close(function), MOON_OK);
    return coroutine;
}

START_TEST(a_coroutine_yields_and_returns)
{
    int64_t co = start("return function(a, b) local c = coroutine.yield(a, b)"
                       " return c * 2, 'end', a end");

    ck_assert_int_eq(moon_coroutine_status(co), MOON_SUSPENDED);
    moon_push_int(state, 1);
    moon_push_int(state, 2);
    ck_assert_int_eq(moon_coroutine_resume(co), 2);
    assert_int(1, 2);
    ck_assert_int_eq(moon_coroutine_status(co), MOON_SUSPENDED);
    moon_push_int(state, 21);
    ck_assert_int_eq(moon_coroutine_resume(co), 3);
    assert_int(0, 42);
    ck_assert_int_eq(moon_coroutine_status(co), MOON_DEAD);
    ck_assert_int_eq(moon_coroutine_resume(co), MOON_ERUNTIME);
    ck_assert_str_eq(message(), "cannot resume dead coroutine");
    ck_assert_int_eq(moon_coroutine_close(co), 0);
}
END_TEST

START_TEST(a_coroutine_takes_a_function)
{
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_coroutine(state), MOON_EINVAL);
    ck_assert_int_eq(moon_coroutine(state), MOON_EINVAL);
}
END_TEST

START_TEST(an_error_ends_it_and_has_its_own_traceback)
{
    int64_t co = start("local function inner() error('boom') end"
                       " return function() inner() return 1 end");

    ck_assert_int_eq(moon_coroutine_resume(co), MOON_ERUNTIME);
    ck_assert_str_eq(message(), "test:1: boom");
    assert_contains(traceback(), "'inner'");
    ck_assert_int_eq(moon_coroutine_status(co), MOON_DEAD);
    ck_assert_int_eq(eval("error('x')"), MOON_ERUNTIME);
    ck_assert_ptr_null(strstr(traceback(), "inner"));
}
END_TEST

static int32_t raise_in(int64_t co)
{
    moon_push_bytes(state, "Oops", 4);
    moon_push_bytes(state, "no", 2);
    moon_push_int(state, 7);
    return moon_coroutine_raise(co, 99);
}

START_TEST(an_error_is_raised_at_the_yield)
{
    int64_t co = start("return function() local ok, e = pcall(coroutine.yield)"
                       " coroutine.yield(e.class) coroutine.yield() end");

    ck_assert_int_eq(moon_coroutine_resume(co), 0);
    ck_assert_int_eq(raise_in(co), 1);
    assert_text(0, "Oops");
    ck_assert_int_eq(moon_coroutine_raise(co, 99), MOON_EINVAL);
    ck_assert_int_eq(raise_in(co), MOON_ERUNTIME);
    ck_assert_int_eq(moon_error_host(state), 99);
    ck_assert_int_eq(moon_coroutine_status(co), MOON_DEAD);
    ck_assert_int_eq(raise_in(co), MOON_ERUNTIME);
    ck_assert_int_eq(moon_error_host(state), 0);
}
END_TEST

START_TEST(one_that_has_not_begun_dies_of_an_error)
{
    int64_t co = start("return function() ran = true end");

    ck_assert_int_eq(raise_in(co), MOON_ERUNTIME);
    ck_assert_int_eq(moon_error_host(state), 99);
    ck_assert_int_eq(moon_coroutine_status(co), MOON_DEAD);
    ck_assert_int_eq(eval("return ran, pcall(coroutine.yield)"), 3);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(a_suspended_one_is_closed)
{
    int64_t co =
        start(is_luajit() ? "return function() coroutine.yield() end"
                          : "return load(\"local x <close> = setmetatable({},"
                            "{__close = function() closed = true end})"
                            " coroutine.yield()\")");

    ck_assert_int_eq(moon_coroutine_resume(co), 0);
    ck_assert_int_eq(moon_coroutine_close(co), 0);
    ck_assert_int_eq(moon_coroutine_status(co), MOON_DEAD);
    ck_assert_int_eq(moon_coroutine_close(co), 0);
    ck_assert_int_eq(eval("return closed"), 1);
    ck_assert_int_eq(moon_result_int(state, 0), !is_luajit());
}
END_TEST

START_TEST(it_may_call_the_host)
{
    int64_t co;

    moon_push_host(state, 5);
    moon_set(state, "f", 1);
    co = start("return function(x) coroutine.yield(f(x)) return f(8) end");
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_coroutine_resume(co), MOON_HOST);
    ck_assert_int_eq(moon_coroutine_status(co), MOON_NORMAL);
    ck_assert_int_eq(moon_coroutine_close(co), MOON_ERUNTIME);
    ck_assert_int_eq(moon_coroutine_resume(co), MOON_ERUNTIME);
    ck_assert_str_eq(message(), "cannot resume non-suspended coroutine");
    moon_push_int(state, 10);
    ck_assert_int_eq(moon_answer(state), 1);
    assert_int(0, 10);
    ck_assert_int_eq(moon_coroutine_resume(co), MOON_HOST);
    assert_int(0, 8);
    ck_assert_int_eq(moon_close(co), MOON_OK);
    ck_assert_int_eq(moon_collect(state), MOON_OK);
    ck_assert_int_eq(moon_collect(state), MOON_OK);
    ck_assert_int_eq(moon_answer(state), 0);
}
END_TEST

START_TEST(the_coroutine_of_the_script_runs_and_is_not_resumed)
{
    int64_t own;

    ck_assert_int_ge(eval("return coroutine.running()"), 1);
    if (is_luajit())
        return;
    own = moon_result_handle(state, 0);
    ck_assert_int_eq(moon_coroutine_status(own), MOON_RUNNING);
    ck_assert_int_eq(moon_coroutine_resume(own), MOON_ERUNTIME);
    ck_assert_int_eq(moon_coroutine_close(own), MOON_ERUNTIME);
    ck_assert_int_eq(eval("return 1"), 1);
}
END_TEST

START_TEST(a_function_tells_where_it_comes_from)
{
    int64_t function;

    ck_assert_int_eq(eval("\n\nfunction f() end t = {g = f} return f"), 1);
    function = moon_result_handle(state, 0);
    ck_assert_int_eq(moon_function_info(function), 3);
    assert_text(0, "f");
    assert_text(1, "test");
    assert_int(2, 3);
    ck_assert_int_eq(eval("f = nil return string.upper"), 1);
    ck_assert_int_eq(moon_function_info(function), 3);
    assert_text(0, "t.g");
    ck_assert_int_eq(eval("return string.upper"), 1);
    ck_assert_int_eq(moon_function_info(moon_result_handle(state, 0)), 3);
    assert_text(0, "string.upper");
    assert_text(1, "[C]");
    ck_assert_int_eq(moon_result_kind(state, 2), MOON_NIL);
}
END_TEST

Suite *coroutine_suite(void)
{
    Suite *suite = suite_create("coroutine");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, a_coroutine_yields_and_returns);
    tcase_add_test(all, a_coroutine_takes_a_function);
    tcase_add_test(all, an_error_ends_it_and_has_its_own_traceback);
    tcase_add_test(all, an_error_is_raised_at_the_yield);
    tcase_add_test(all, one_that_has_not_begun_dies_of_an_error);
    tcase_add_test(all, a_suspended_one_is_closed);
    tcase_add_test(all, it_may_call_the_host);
    tcase_add_test(all, the_coroutine_of_the_script_runs_and_is_not_resumed);
    tcase_add_test(all, a_function_tells_where_it_comes_from);
    suite_add_tcase(suite, all);
    return suite;
}
