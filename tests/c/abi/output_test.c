#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "abi/support.h"

runner_suite output_suite;

START_TEST(print_writes_as_in_lua)
{
    static const char expected[] = "1\tnil\ttrue\ta\0b\n\nnamed\n";

    ck_assert_int_eq(eval("print(1, nil, true, 'a\\0b') print()"
                          " print(setmetatable({}, {__tostring ="
                          " function() return 'named' end}))"),
                     0);
    ck_assert_uint_eq(moon_output_len(state), sizeof expected - 1);
    ck_assert_mem_eq(moon_output(state), expected, sizeof expected - 1);
    ck_assert_int_eq(moon_frame(state)[MOON_FRAME_OUTPUT], sizeof expected - 1);
}
END_TEST

START_TEST(the_first_kind_tells_that_output_waits_if_asked)
{
    int64_t *words = moon_frame(state);

    ck_assert_int_eq(eval("print(1) return 5"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_INT);
    words[MOON_FRAME_WIRE] = 1 + MOON_SERIALIZE;
    ck_assert_int_eq(eval("return 5"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_INT + MOON_FRAME_PRINTED);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_INT);
    moon_output_clear(state);
    words[MOON_FRAME_WIRE] = 1 + MOON_SERIALIZE;
    ck_assert_int_eq(eval("return 5"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_INT);
}
END_TEST

START_TEST(output_waits_until_it_is_cleared)
{
    ck_assert_int_eq(eval("print(1)"), 0);
    ck_assert_int_eq(eval("print(2) error('x')"), MOON_ERUNTIME);
    ck_assert_str_eq((const char *)moon_output(state), "1\n2\n");
    ck_assert_int_eq(moon_output_clear(state), MOON_OK);
    ck_assert_uint_eq(moon_output_len(state), 0);
    ck_assert_int_eq(moon_frame(state)[MOON_FRAME_OUTPUT], 0);
    assert_contains(message(), "x");
}
END_TEST

START_TEST(output_counts_as_memory)
{
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 1000000),
                     MOON_OK);
    ck_assert_int_eq(eval("while true do print('to the limit') end"),
                     MOON_EMEMORY);
    ck_assert_uint_gt(moon_output_len(state), 100000);
    ck_assert_int_eq(moon_output_clear(state), MOON_OK);
    ck_assert_int_eq(eval("print('on')"), 0);
    ck_assert_uint_eq(moon_output_len(state), 3);
}
END_TEST

START_TEST(a_state_may_print_to_stdout)
{
    int64_t handle =
        moon_open(MOON_SANDBOX, MOON_STDOUT + MOON_WEAK_SANDBOX, 0);
    char buffer[16] = "";
    int ends[2];
    int saved = dup(1);

    ck_assert_int_eq(pipe(ends), 0);
    dup2(ends[1], 1);
    ck_assert_int_eq(moon_eval(handle, "print('out')", 12, NULL, 0), 0);
    fflush(stdout);
    dup2(saved, 1);
    ck_assert_int_eq(read(ends[0], buffer, sizeof buffer), 4);
    ck_assert_str_eq(buffer, "out\n");
    ck_assert_uint_eq(moon_output_len(handle), 0);
    moon_close(handle);
}
END_TEST

START_TEST(what_goes_to_stdout_counts_too)
{
    int64_t handle =
        moon_open(MOON_SANDBOX, MOON_STDOUT + MOON_WEAK_SANDBOX, 0);
    int saved = dup(1);

    ck_assert_int_eq(moon_set_limit(handle, MOON_LIMIT_OUTPUT, 3), MOON_OK);
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stdout));
    ck_assert_int_eq(moon_eval(handle, "print('12')", 11, NULL, 0), 0);
    ck_assert_int_eq(moon_eval(handle, "print('123')", 12, NULL, 0),
                     MOON_EOUTPUT);
    fflush(stdout);
    dup2(saved, 1);
    moon_close(handle);
}
END_TEST

Suite *output_suite(void)
{
    Suite *suite = suite_create("output");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, the_first_kind_tells_that_output_waits_if_asked);
    tcase_add_test(all, print_writes_as_in_lua);
    tcase_add_test(all, output_waits_until_it_is_cleared);
    tcase_add_test(all, output_counts_as_memory);
    tcase_add_test(all, a_state_may_print_to_stdout);
    tcase_add_test(all, what_goes_to_stdout_counts_too);
    suite_add_tcase(suite, all);
    return suite;
}
