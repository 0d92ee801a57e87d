#include <string.h>

#include "abi/support.h"

runner_suite process_suite;

START_TEST(the_library_says_what_it_is)
{
    ck_assert_int_eq(moon_abi(), MOON_ABI);
    ck_assert_int_eq(moon_version()[0], '0');
    assert_contains(moon_engine(), "Lua");
    ck_assert_int_eq(
        strncmp(moon_copyright(), moon_engine(), strlen(moon_engine())), 0);
    ck_assert_ptr_nonnull(strchr(moon_platform(), '-'));
}
END_TEST

START_TEST(every_status_has_a_text)
{
    int32_t known = 0;

    for (int32_t status = 0; status > -100; status--) {
        if (strcmp(moon_status_text(status), "unknown status") != 0)
            known++;
    }
    ck_assert_int_eq(known, 18);
    ck_assert_str_eq(moon_status_text(12345), "unknown status");
    ck_assert_str_eq(moon_status_text(INT32_MIN), "unknown status");
}
END_TEST

START_TEST(live_objects_are_counted)
{
    int64_t a = open_limited(0), b = open_limited(0);
    int64_t function = moon_load(a, "return 1", 8, NULL, 0);

    ck_assert_int_gt(function, 0);
    ck_assert_int_eq(moon_live_states(), 2);
    ck_assert_int_eq(moon_live_handles(), 3);
    ck_assert_int_ge(moon_live_bytes(),
                     moon_memory_used(a) + moon_memory_used(b));
    moon_close(a);
    ck_assert_int_eq(moon_live_handles(), 1);
    moon_close(b);
    ck_assert_int_eq(moon_live_handles(), 0);
    ck_assert_int_eq(moon_live_bytes(), 0);
}
END_TEST

START_TEST(close_all_closes_what_this_thread_opened)
{
    int64_t first = open_limited(0);

    for (int i = 1; i < 100; i++)
        ck_assert_int_gt(open_limited(0), 0);
    ck_assert_int_eq(moon_close_all(), 100);
    ck_assert_int_eq(moon_close(first), MOON_ESTALE);
    ck_assert_int_eq(moon_live_handles(), 0);
    ck_assert_int_eq(moon_close_all(), 0);
}
END_TEST

Suite *process_suite(void)
{
    Suite *suite = suite_create("process");
    TCase *all = tcase_create("all");

    tcase_add_test(all, the_library_says_what_it_is);
    tcase_add_test(all, every_status_has_a_text);
    tcase_add_test(all, live_objects_are_counted);
    tcase_add_test(all, close_all_closes_what_this_thread_opened);
    suite_add_tcase(suite, all);
    return suite;
}
