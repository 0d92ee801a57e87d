#include "abi/support.h"

runner_suite limit_coroutine_suite;

/* What is closed only later, and then never ends. */
#define NEVER_CLOSED                                         \
 " local x <close> = setmetatable({}, {__close = function()" \
 " closing = true while true do end end})"

START_TEST(a_limit_holds_in_coroutines_made_before_it)
{
    ck_assert_int_eq(eval("co = coroutine.wrap(function() coroutine.yield()"
                          " while true do end end) co()"),
                     0);
    set_limit(MOON_LIMIT_INSTRUCTIONS, 10000);
    ck_assert_int_eq(eval("co()"), MOON_EINSTRUCTIONS);
    assert_state_goes_on();
}
END_TEST

START_TEST(a_limit_holds_in_what_such_a_coroutine_closes)
{
    ck_assert_int_eq(eval("co = coroutine.create(function()" NEVER_CLOSED
                          " coroutine.yield() end) coroutine.resume(co)"),
                     0);
    set_limit(MOON_LIMIT_INSTRUCTIONS, 10000);
    ck_assert_int_eq(eval("coroutine.close(co)"), MOON_EINSTRUCTIONS);
    assert_state_goes_on();
}
END_TEST

static const char *const closers[] = {
    NEVER_CLOSED " while true do end",
    "coroutine.wrap(function()" NEVER_CLOSED " while true do end end)()",
    "table.sort({1, 2, 3}, function()" NEVER_CLOSED " while true do end end)",
};

START_TEST(what_a_stopped_call_closes_does_not_run_on)
{
    set_limit(MOON_LIMIT_INSTRUCTIONS, 10000);
    ck_assert_int_eq(eval(closers[_i]), MOON_EINSTRUCTIONS);
    assert_state_goes_on();
}
END_TEST

START_TEST(what_is_closed_after_a_limit_was_hit_while_closing_is_closed)
{
    set_limit(MOON_LIMIT_INSTRUCTIONS, 10000);
    ck_assert_int_eq(eval(NEVER_CLOSED " error('no')"), MOON_EINSTRUCTIONS);
    ck_assert_int_eq(eval("local x <close> = setmetatable({}, {__close ="
                          " function() closed = 'yes' end}) error('no')"),
                     MOON_ERUNTIME);
    ck_assert_int_eq(eval("return closed"), 1);
    assert_text(0, "yes");
}
END_TEST

/* Where it could run on it is refused. */
START_TEST(what_a_stopped_coroutine_closes_later_does_not_run_on)
{
    int32_t status;

    set_limit(MOON_LIMIT_INSTRUCTIONS, 10000);
    ck_assert_int_eq(
        eval("co = coroutine.create(function()" NEVER_CLOSED
             " while true do end end) print(coroutine.resume(co))"),
        MOON_EINSTRUCTIONS);
    ck_assert_int_eq(eval("return coroutine.status(co), closing"), 2);
    assert_text(0, "dead");
    ck_assert_int_eq(moon_result_kind(state, 1), MOON_NIL);
    status = eval("return select(2, coroutine.close(co))");
    if (status != MOON_EINSTRUCTIONS) {
        ck_assert_int_eq(status, 1);
        assert_text(0, "cannot close a stopped coroutine");
    }
    assert_state_goes_on();
}
END_TEST

/* LuaJIT closes no coroutines. */
static void add_closing(Suite *suite)
{
    TCase *closing = tcase_create("closing");

    tcase_add_checked_fixture(closing, open_state, close_state);
    tcase_add_test(closing, a_limit_holds_in_what_such_a_coroutine_closes);
    tcase_add_loop_test(closing, what_a_stopped_call_closes_does_not_run_on, 0,
                        sizeof closers / sizeof *closers);
    tcase_add_test(
        closing, what_is_closed_after_a_limit_was_hit_while_closing_is_closed);
    tcase_add_test(closing,
                   what_a_stopped_coroutine_closes_later_does_not_run_on);
    suite_add_tcase(suite, closing);
}

Suite *limit_coroutine_suite(void)
{
    Suite *suite = suite_create("limit_coroutine");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, a_limit_holds_in_coroutines_made_before_it);
    suite_add_tcase(suite, all);
    if (!is_luajit())
        add_closing(suite);
    return suite;
}
