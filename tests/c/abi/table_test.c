#include "abi/support.h"

runner_suite table_suite;

static int64_t table;

static void setup(void)
{
    open_state();
    ck_assert_int_eq(eval("t = {10, 20, 30, name = 'x'} return t"), 1);
    table = moon_result_handle(state, 0);
    ck_assert_int_gt(table, 0);
}

START_TEST(entries_are_read_and_written)
{
    moon_push_int(state, 2);
    ck_assert_int_eq(moon_table_get(table), 1);
    assert_int(0, 20);
    moon_push_bytes(state, "nothing", 7);
    ck_assert_int_eq(moon_table_get(table), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
    moon_push_int(state, 4);
    moon_push_float(state, 2.5);
    ck_assert_int_eq(moon_table_set(table), 0);
    ck_assert_int_eq(eval("return t[4]"), 1);
    assert_float(0, 2.5);
    moon_push_bytes(state, "name", 4);
    moon_push_nil(state);
    ck_assert_int_eq(moon_table_set(table), 0);
    ck_assert_int_eq(eval("return t.name"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(length_and_entries_are_counted)
{
    ck_assert_int_eq(moon_table_len(table), 3);
    ck_assert_int_eq(moon_table_count(table), 4);
    ck_assert_int_eq(eval("for i = 1, 100 do t[i] = i end t[50] = nil"), 0);
    ck_assert_int_eq(moon_table_count(table), 100);
    ck_assert_int_eq(eval("for k in pairs(t) do t[k] = nil end"), 0);
    ck_assert_int_eq(moon_table_count(table), 0);
    ck_assert_int_eq(moon_table_len(table), 0);
}
END_TEST

START_TEST(every_entry_is_visited_once)
{
    int64_t sum = 0;
    int visits = 0;

    moon_push_nil(state);
    while (moon_table_next(table) == 2) {
        visits++;
        sum += moon_result_int(state, 1);
        if (moon_result_kind(state, 0) == MOON_INT)
            moon_push_int(state, moon_result_int(state, 0));
        else
            moon_push_bytes(state, "name", 4);
    }
    ck_assert_int_eq(visits, 4);
    ck_assert_int_eq(sum, 60);
    ck_assert_int_eq(moon_error_status(state), MOON_OK);
}
END_TEST

START_TEST(misuse_is_told)
{
    ck_assert_int_eq(moon_table_get(table), MOON_EINVAL);
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_table_set(table), MOON_EINVAL);
    moon_push_nil(state);
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_table_set(table), MOON_EINVAL);
    ck_assert_str_eq(message(), "a key cannot be nil");
    moon_push_float(state, (double)__builtin_nanf(""));
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_table_set(table), MOON_EINVAL);
    moon_push_bytes(state, "not there", 9);
    ck_assert_int_eq(moon_table_next(table), MOON_EINVAL);
    ck_assert_int_eq(moon_table_get(state), MOON_EKIND);
    ck_assert_int_eq(moon_call(table), MOON_EKIND);
}
END_TEST

START_TEST(a_table_outlives_its_name_and_not_its_state)
{
    ck_assert_int_eq(eval("t = nil for i = 1, 400 do"
                          " local s = ('x'):rep(100000) .. i end"),
                     0);
    ck_assert_int_eq(moon_table_len(table), 3);
    ck_assert_int_eq(moon_value(table), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_TABLE);
    ck_assert_int_gt(moon_result_wire(state, 0, MOON_SERIALIZE), 0);
    ck_assert_int_eq(moon_close(table), MOON_OK);
    ck_assert_int_eq(moon_table_len(table), MOON_ESTALE);
}
END_TEST

START_TEST(a_table_goes_back_as_itself)
{
    moon_push_handle(state, table);
    ck_assert_int_eq(eval("return ... == t"), 1);
    ck_assert_int_eq(moon_result_int(state, 0), 1);
}
END_TEST

START_TEST(no_metamethod_of_a_table_runs)
{
    ck_assert_int_eq(eval("setmetatable(t, {__index = error, __len = error,"
                          " __newindex = error, __pairs = error})"),
                     0);
    moon_push_bytes(state, "nothing", 7);
    ck_assert_int_eq(moon_table_get(table), 1);
    moon_push_bytes(state, "new", 3);
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_table_set(table), 0);
    ck_assert_int_eq(moon_table_len(table), 3);
    ck_assert_int_eq(moon_table_count(table), 5);
}
END_TEST

Suite *table_suite(void)
{
    Suite *suite = suite_create("table");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, setup, close_state);
    tcase_add_test(all, entries_are_read_and_written);
    tcase_add_test(all, length_and_entries_are_counted);
    tcase_add_test(all, every_entry_is_visited_once);
    tcase_add_test(all, misuse_is_told);
    tcase_add_test(all, a_table_outlives_its_name_and_not_its_state);
    tcase_add_test(all, a_table_goes_back_as_itself);
    tcase_add_test(all, no_metamethod_of_a_table_runs);
    suite_add_tcase(suite, all);
    return suite;
}
