#include <string.h>

#include "abi/support.h"

runner_suite result_suite;

START_TEST(an_index_out_of_range_reads_as_nothing)
{
    static const int32_t indices[] = {-1, 2, 3, INT32_MAX, INT32_MIN};

    ck_assert_int_eq(eval("return 7, 'text'"), 2);
    for (size_t i = 0; i < sizeof indices / sizeof *indices; i++) {
        ck_assert_int_eq(moon_result_kind(state, indices[i]), MOON_NIL);
        ck_assert_int_eq(moon_result_int(state, indices[i]), 0);
        ck_assert_double_eq(moon_result_float(state, indices[i]), 0);
        ck_assert_uint_eq(moon_result_len(state, indices[i]), 0);
        ck_assert_int_eq(moon_result_bytes(state, indices[i])[0], 0);
        ck_assert_int_eq(moon_result_handle(state, indices[i]), MOON_ECONVERT);
    }
}
END_TEST

START_TEST(a_getter_of_another_kind_reads_as_nothing)
{
    ck_assert_int_eq(eval("return '12', 12, {}"), 3);
    ck_assert_int_eq(moon_result_int(state, 0), 0);
    ck_assert_double_eq(moon_result_float(state, 0), 0);
    ck_assert_uint_eq(moon_result_len(state, 1), 0);
    ck_assert_int_eq(moon_result_kind(state, 1), MOON_INT);
    ck_assert_int_eq(moon_result_int(state, 2), 0);
}
END_TEST

START_TEST(results_last_until_the_next_call)
{
    ck_assert_int_eq(eval("return 'kept', print"), 2);
    ck_assert_int_gt(moon_result_handle(state, 1), 0);
    ck_assert_int_eq(moon_output_clear(state), MOON_OK);
    assert_text(0, "kept");
    ck_assert_int_eq(eval(""), 0);
    ck_assert_int_eq(moon_result_count(state), 0);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(a_function_has_one_handle_for_all_who_hold_it)
{
    int64_t first, second;

    ck_assert_int_eq(eval("return function() return 5 end"), 1);
    first = moon_result_handle(state, 0);
    second = moon_result_handle(state, 0);
    ck_assert_int_eq(first, second);
    ck_assert_int_eq(moon_close(first), MOON_OK);
    ck_assert_int_eq(moon_call(second), 1);
    assert_int(0, 5);
    ck_assert_int_eq(moon_close(second), MOON_OK);
    ck_assert_int_eq(moon_call(second), MOON_ESTALE);
}
END_TEST

/* For any number of arguments that wait, and any memory that is left. */
START_TEST(a_handle_that_cannot_be_had_leaves_the_results)
{
    for (int64_t room = 16; room < 200; room += 16) {
        ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 0), MOON_OK);
        ck_assert_int_eq(eval("return print, 42"), 2);
        for (int i = 0; i < _i; i++)
            ck_assert_int_eq(moon_push_bool(state, 1), MOON_OK);
        moon_set_limit(state, MOON_LIMIT_MEMORY,
                       moon_memory_used(state) + room);
        moon_close(moon_result_handle(state, 0));
        ck_assert_int_eq(moon_result_kind(state, 0), MOON_FUNCTION);
        assert_int(1, 42);
    }
}
END_TEST

START_TEST(handles_can_be_closed_without_memory)
{
    int64_t functions[20];

    for (int count = 1; count < 20; count++) {
        int64_t other = open_limited(0);

        for (int i = 0; i < count; i++)
            functions[i] = moon_load(other, "return 1", 8, NULL, 0);
        ck_assert_int_eq(moon_set_limit(other, MOON_LIMIT_MEMORY, 1), MOON_OK);
        for (int i = 0; i < count; i++)
            ck_assert_int_eq(moon_close(functions[i]), MOON_OK);
        ck_assert_int_eq(moon_close(other), MOON_OK);
    }
}
END_TEST

START_TEST(there_may_be_many_results)
{
    enum { MANY = 7000 };

    ck_assert_int_eq(eval("local t = {} for i = 1, 7000 do t[i] = i end"
                          " return (table.unpack or unpack)(t)"),
                     MANY);
    assert_int(0, 1);
    assert_int(MANY - 1, MANY);
}
END_TEST

START_TEST(every_kind_has_a_number)
{
    ck_assert_int_eq(eval("return coroutine.create(print), {}, print"), 3);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_COROUTINE);
    ck_assert_int_eq(moon_result_kind(state, 1), MOON_TABLE);
    ck_assert_int_eq(moon_result_kind(state, 2), MOON_FUNCTION);
    ck_assert_int_eq(moon_result_handle(state, 3), MOON_ECONVERT);
}
END_TEST

Suite *result_suite(void)
{
    Suite *suite = suite_create("result");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, an_index_out_of_range_reads_as_nothing);
    tcase_add_test(all, a_getter_of_another_kind_reads_as_nothing);
    tcase_add_test(all, results_last_until_the_next_call);
    tcase_add_test(all, a_function_has_one_handle_for_all_who_hold_it);
    tcase_add_loop_test(all, a_handle_that_cannot_be_had_leaves_the_results, 0,
                        60);
    tcase_add_test(all, handles_can_be_closed_without_memory);
    tcase_add_test(all, there_may_be_many_results);
    tcase_add_test(all, every_kind_has_a_number);
    suite_add_tcase(suite, all);
    return suite;
}
