#include <string.h>

#include "abi/support.h"

runner_suite path_suite;

static int32_t get(const char *path)
{
    return moon_get(state, path, strlen(path));
}

static int32_t set(const char *path, int64_t value)
{
    moon_push_int(state, value);
    return moon_set(state, path, strlen(path));
}

START_TEST(what_is_set_can_be_read)
{
    ck_assert_int_eq(set("a", 1), MOON_OK);
    ck_assert_int_eq(set("b.c.d", 2), MOON_OK);
    ck_assert_int_eq(set("b.c.e", 3), MOON_OK);
    ck_assert_int_eq(get("a"), 1);
    assert_int(0, 1);
    ck_assert_int_eq(eval("return b.c.d + b.c.e"), 1);
    assert_int(0, 5);
    ck_assert_int_eq(get("b.c"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_TABLE);
}
END_TEST

START_TEST(where_nothing_stands_is_nil)
{
    ck_assert_int_eq(get("nothing"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
    ck_assert_int_eq(get("nothing.at.all"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(digits_are_integer_keys)
{
    ck_assert_int_eq(eval("list = {'a', 'b', ['01'] = 'c', [0] = 'z'}"), 0);
    ck_assert_int_eq(get("list.2"), 1);
    assert_text(0, "b");
    ck_assert_int_eq(get("list.01"), 1);
    assert_text(0, "c");
    ck_assert_int_eq(get("list.0"), 1);
    assert_text(0, "z");
    ck_assert_int_eq(get("list.99999999999999999999"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
    ck_assert_int_eq(set("list.3", 33), MOON_OK);
    ck_assert_int_eq(eval("return #list"), 1);
    assert_int(0, 3);
}
END_TEST

START_TEST(names_are_bytes)
{
    ck_assert_int_eq(moon_push_int(state, 9), MOON_OK);
    ck_assert_int_eq(moon_set(state, "a\0b.c d", 7), MOON_OK);
    ck_assert_int_eq(eval("return _G['a\\0b']['c d']"), 1);
    assert_int(0, 9);
}
END_TEST

static const char *const empties[] = {"", ".", "a.", ".a", "a..b", ".."};

START_TEST(an_empty_name_is_refused)
{
    ck_assert_int_eq(get(empties[_i]), MOON_EINVAL);
    assert_contains(message(), "has an empty name");
    ck_assert_int_eq(set(empties[_i], 1), MOON_EINVAL);
}
END_TEST

START_TEST(what_is_no_table_on_the_way_is_named)
{
    ck_assert_int_eq(set("a.b", 1), MOON_OK);
    ck_assert_int_eq(get("a.b.c.d"), MOON_EINVAL);
    ck_assert_str_eq(message(), "'a.b' is a number value, not a table");
    ck_assert_int_eq(set("a.b.c.d", 1), MOON_EINVAL);
    ck_assert_str_eq(message(), "'a.b' is a number value, not a table");
    ck_assert_int_eq(get("a.b"), 1);
    assert_int(0, 1);
}
END_TEST

START_TEST(no_metamethod_runs)
{
    ck_assert_int_eq(
        eval("setmetatable(_G, {__index = error, __newindex = error})"), 0);
    ck_assert_int_eq(get("nothing"), 1);
    ck_assert_int_eq(set("something", 1), MOON_OK);
    ck_assert_int_eq(get("something"), 1);
    assert_int(0, 1);
}
END_TEST

START_TEST(set_takes_one_argument)
{
    ck_assert_int_eq(moon_set(state, "a", 1), MOON_EINVAL);
    ck_assert_str_eq(message(), "0 arguments wait, not 1");
    moon_push_int(state, 1);
    moon_push_int(state, 2);
    ck_assert_int_eq(moon_set(state, "a", 1), MOON_EINVAL);
    moon_push_nil(state);
    ck_assert_int_eq(moon_set(state, "print", 5), MOON_OK);
    ck_assert_int_eq(eval("return print"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(functions_are_called_by_path)
{
    moon_push_bytes(state, "x", 1);
    moon_push_int(state, 3);
    ck_assert_int_eq(moon_call_path(state, "string.rep", 10), 1);
    assert_text(0, "xxx");
    ck_assert_int_eq(eval("callable = setmetatable({}, {__call ="
                          " function(self, a) return a end})"),
                     0);
    moon_push_int(state, 3);
    ck_assert_int_eq(moon_call_path(state, "callable", 8), 1);
    assert_int(0, 3);
}
END_TEST

START_TEST(what_cannot_be_called_is_named)
{
    ck_assert_int_eq(moon_call_path(state, "no.such", 7), MOON_ERUNTIME);
    ck_assert_str_eq(message(), "attempt to call a nil value ('no.such')");
    ck_assert_int_eq(set("number", 1), MOON_OK);
    ck_assert_int_eq(moon_call_path(state, "number", 6), MOON_ERUNTIME);
    ck_assert_str_eq(message(), "attempt to call a number value ('number')");
}
END_TEST

Suite *path_suite(void)
{
    Suite *suite = suite_create("path");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, what_is_set_can_be_read);
    tcase_add_test(all, where_nothing_stands_is_nil);
    tcase_add_test(all, digits_are_integer_keys);
    tcase_add_test(all, names_are_bytes);
    tcase_add_loop_test(all, an_empty_name_is_refused, 0,
                        sizeof empties / sizeof *empties);
    tcase_add_test(all, what_is_no_table_on_the_way_is_named);
    tcase_add_test(all, no_metamethod_runs);
    tcase_add_test(all, set_takes_one_argument);
    tcase_add_test(all, functions_are_called_by_path);
    tcase_add_test(all, what_cannot_be_called_is_named);
    suite_add_tcase(suite, all);
    return suite;
}
