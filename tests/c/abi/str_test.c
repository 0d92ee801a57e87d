#include <pthread.h>
#include <string.h>

#include "abi/support.h"
#include "moonspan_str.h"

runner_suite str_suite;

static void close(void)
{
    moon_str_release();
    ck_assert_int_eq(moon_live_states(), 0);
    ck_assert_int_eq(moon_live_bytes(), 0);
}

static void assert_bytes(int64_t len, const char *expected)
{
    ck_assert_int_eq(len, (int64_t)strlen(expected));
    ck_assert_uint_eq(moon_str_len(), strlen(expected));
    ck_assert_mem_eq(moon_str_bytes(), expected, strlen(expected));
    ck_assert_int_eq(moon_str_status(), MOON_STR_OK);
}

START_TEST(a_place_is_returned)
{
    ck_assert_int_eq(moon_str_strpos("abcabc", 6, "c", 1, 0), 2);
    ck_assert_int_eq(moon_str_strpos("abcabc", 6, "c", 1, -3), 5);
    ck_assert_int_eq(moon_str_strrpos("abcabc", 6, "c", 1, 0), 5);
    ck_assert_int_eq(moon_str_strpos("a\0b", 3, "b", 1, 0), 2);
    ck_assert_int_eq(moon_str_strpos("abc", 3, NULL, 0, 1), 1);
}
END_TEST

START_TEST(what_is_not_found_is_false_and_no_failure)
{
    ck_assert_int_eq(moon_str_strpos("abc", 3, "x", 1, 0), MOON_STR_FALSE);
    ck_assert_int_eq(moon_str_status(), MOON_STR_OK);
    ck_assert_int_eq(moon_str_hex2bin("xyz", 3), MOON_STR_FALSE);
    ck_assert_int_eq(moon_str_strrchr("abc", 3, "x", 1), MOON_STR_FALSE);
    ck_assert_int_eq(moon_str_base64_decode("*", 1, 1), MOON_STR_FALSE);
    ck_assert_uint_eq(moon_str_len(), 0);
}
END_TEST

START_TEST(a_truth_value_is_0_or_1)
{
    ck_assert_int_eq(moon_str_str_contains("abc", 3, "b", 1), 1);
    ck_assert_int_eq(moon_str_str_contains("abc", 3, "x", 1), 0);
    ck_assert_int_eq(moon_str_ctype_digit("12", 2), 1);
    ck_assert_int_eq(moon_str_ctype_digit("1x", 2), 0);
    ck_assert_int_eq(moon_str_mb_check_encoding("\xff", 1, NULL, 0), 0);
    ck_assert_int_eq(moon_str_version_compare("1.0", 3, "1.1", 3, "lt", 2), 1);
    ck_assert_int_eq(moon_str_version_compare("1.0", 3, "1.1", 3, NULL, 0), -1);
    ck_assert_int_eq(moon_str_status(), MOON_STR_OK);
}
END_TEST

START_TEST(bytes_are_lent_until_the_next_call)
{
    const uint8_t *bytes;

    assert_bytes(moon_str_strtoupper("abc", 3), "ABC");
    bytes = moon_str_bytes();
    ck_assert_ptr_eq(moon_str_bytes(), bytes);
    ck_assert_mem_eq(bytes, "ABC", 3);
    assert_bytes(moon_str_ucfirst("abc", 3), "Abc");
    assert_bytes(moon_str_substr("abc", 3, 1, INT64_MIN), "bc");
    assert_bytes(moon_str_addslashes("a'b", 3), "a\\'b");
    assert_bytes(moon_str_md5(NULL, 0, 0), "d41d8cd98f00b204e9800998ecf8427e");
}
END_TEST

/* The bytes of the last result, as the arguments of a call. */
#define LAST (const char *)moon_str_bytes(), moon_str_len()

START_TEST(a_result_may_be_an_argument_of_the_next_call)
{
    enum { LEN = 300000 };
    static char text[LEN];

    memset(text, '<', LEN);
    assert_bytes(moon_str_strrev("abc", 3), "cba");
    assert_bytes(moon_str_strrev(LAST), "abc");
    assert_bytes(moon_str_str_replace("b", 1, LAST, LAST), "aabcc");
    assert_bytes(moon_str_nl2br(LAST, 1), "aabcc");
    assert_bytes(moon_str_str_ireplace("A", 1, LAST, LAST), "aabccaabccbcc");
    assert_bytes(moon_str_ucfirst(LAST), "Aabccaabccbcc");
    ck_assert_int_eq(moon_str_strrev(text, LEN), LEN);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(moon_str_strrev(LAST), LEN);
    ck_assert_int_eq(moon_str_htmlspecialchars(LAST, INT64_MIN, NULL, 0, -1),
                     4 * LEN);
    ck_assert_int_eq(moon_str_str_ireplace("&", 1, "", 0, LAST), 3 * LEN);
    ck_assert_int_eq(moon_str_str_ireplace("L", 1, LAST, "-l", 2), 3 * LEN + 1);
    ck_assert_mem_eq(moon_str_bytes(), "-lt;lt;", 7);
}
END_TEST

START_TEST(a_list_of_results_may_be_a_list_of_arguments)
{
    enum { LEN = 100000 };
    static char list[LEN + 6] = "\x91\xdb\x00\x01\x86\xa0";

    memset(list + 6, 'x', LEN);
    ck_assert_int_eq(moon_str_call("strrev", 6, list, sizeof list), MOON_OK);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(moon_str_call("strtoupper", 10, LAST), MOON_OK);
        ck_assert_uint_eq(moon_str_len(), LEN + 6);
    }
    ck_assert_mem_eq(moon_str_bytes(), "\x91\xdb\x00\x01\x86\xa0XX", 8);
    ck_assert_int_eq(moon_str_lcfirst(LAST), LEN + 6);
    ck_assert_int_eq(moon_str_call("strtoupper", 10, LAST), MOON_OK);
    ck_assert_int_eq(moon_str_ucwords(LAST, NULL, 0), LEN + 6);
    ck_assert_int_eq(moon_str_call("strrev", 6, "\xc1", 1), MOON_STR_CONVERT);
    ck_assert_int_eq(moon_str_call("strrev", 6, list, sizeof list), MOON_OK);
}
END_TEST

START_TEST(what_is_left_out_has_its_default)
{
    assert_bytes(moon_str_trim(" a ", 3, NULL, 0), "a");
    assert_bytes(moon_str_trim(" a ", 3, "", 0), " a ");
    assert_bytes(moon_str_str_pad("a", 1, 3, NULL, 0, INT64_MIN), "a  ");
    assert_bytes(
        moon_str_htmlspecialchars("<'&amp;", 7, INT64_MIN, NULL, 0, -1),
        "&lt;&#039;&amp;amp;");
    assert_bytes(moon_str_htmlspecialchars("<'&amp;", 7, 0, NULL, 0, 0),
                 "&lt;'&amp;");
    assert_bytes(moon_str_number_format(1234.5, INT64_MIN, NULL, 0, NULL, 0),
                 "1,235");
    ck_assert_int_eq(
        moon_str_substr_count("aaa", 3, "a", 1, INT64_MIN, INT64_MIN), 3);
    ck_assert_int_eq(moon_str_substr_count("aaa", 3, "a", 1, 1, 1), 1);
}
END_TEST

START_TEST(second_results_are_there)
{
    assert_bytes(moon_str_str_replace("a", 1, "bb", 2, "aXa", 3), "bbXbb");
    ck_assert_double_eq(moon_str_second(), 2);
    assert_bytes(moon_str_str_ireplace("x", 1, "", 0, "aXa", 3), "aa");
    ck_assert_double_eq(moon_str_second(), 1);
    ck_assert_int_eq(moon_str_similar_text("World", 5, "Word", 4), 4);
    ck_assert_double_eq_tol(moon_str_second(), 88.9, 0.1);
    ck_assert_double_eq(moon_str_floatval("1.5x", 4), 1.5);
    ck_assert_double_eq(moon_str_second(), 0);
}
END_TEST

START_TEST(what_php_refuses_is_its_message)
{
    static const char text[] = "strpos(): Argument #3 ($offset) must be "
                               "contained in argument #1 ($haystack)";

    ck_assert_int_eq(moon_str_strpos("abc", 3, "a", 1, 4), MOON_STR_ERROR);
    ck_assert_int_eq(moon_str_status(), MOON_STR_ERROR);
    ck_assert_str_eq((const char *)moon_str_bytes(), text);
    ck_assert_uint_eq(moon_str_len(), strlen(text));
    ck_assert_int_eq(moon_str_strcmp("a", 1, "b", 1), -1);
    ck_assert_int_eq(moon_str_status(), MOON_STR_OK);
}
END_TEST

START_TEST(any_function_takes_a_list_of_arguments)
{
    static const char arguments[] = "\x92\xa1,\xa3"
                                    "a,b";

    ck_assert_int_eq(
        moon_str_call("explode", 7, arguments, sizeof arguments - 1),
        MOON_STR_OK);
    ck_assert_uint_eq(moon_str_len(), 6);
    ck_assert_mem_eq(moon_str_bytes(),
                     "\x91\x92\xa1"
                     "a\xa1"
                     "b",
                     6);
    ck_assert_int_eq(moon_str_call("parse_url", 9, "\x92\xa1/\x01", 4),
                     MOON_STR_OK);
    ck_assert_mem_eq(moon_str_bytes(), "\x91\xc0", 2);
}
END_TEST

START_TEST(nil_in_a_list_of_arguments_is_a_default)
{
    ck_assert_int_eq(moon_str_call("trim", 4, "\x92\xa1 \xc0", 4), MOON_OK);
    ck_assert_mem_eq(moon_str_bytes(), "\x91\xa0", 2);
    ck_assert_int_eq(moon_str_call("nl2br", 5, "\x92\xa1\n\xc0", 4), MOON_OK);
    ck_assert_mem_eq(moon_str_bytes(), "\x91\xa7<br />\n", 9);
}
END_TEST

START_TEST(a_list_of_arguments_that_is_none_is_refused)
{
    ck_assert_int_eq(moon_str_call("explode", 7, "\xa1,", 2), MOON_STR_ERROR);
    assert_contains((const char *)moon_str_bytes(), "list");
    ck_assert_int_eq(moon_str_call("explode", 7, "\x92", 1), MOON_STR_CONVERT);
    ck_assert_int_eq(moon_str_call("explode", 7, NULL, 0), MOON_STR_CONVERT);
    ck_assert_int_eq(moon_str_call("null", 4, "\x90", 1), MOON_STR_ERROR);
    ck_assert_int_eq(moon_str_call("nothing", 7, "\x90", 1), MOON_STR_ERROR);
    ck_assert_str_eq((const char *)moon_str_bytes(),
                     "there is no function 'nothing'");
    ck_assert_int_eq(moon_str_call("explode", 7, "\x90", (size_t)-1),
                     MOON_STR_INVALID);
}
END_TEST

START_TEST(a_length_that_no_string_has_is_refused)
{
    const size_t len = SIZE_MAX;

    ck_assert_int_eq(moon_str_ucfirst("a", len), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_strlen("a", len), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_trim("a", 1, "b", len), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_strpos("a", len, "b", 1, 0), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_strpos("a", 1, "b", len, 0), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_pieces("a", len, "b", 1), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_pieces("a", 1, "b", len), MOON_STR_INVALID);
    ck_assert_int_eq(moon_str_pieces("a", 1, NULL, len), 1);
    ck_assert_int_eq(moon_str_strlen(NULL, len), 0);
    ck_assert_int_eq(moon_str_status(), MOON_STR_OK);
}
END_TEST

START_TEST(an_empty_string_is_one_piece)
{
    ck_assert_int_eq(moon_str_pieces(",", 1, "", 0), 1);
    ck_assert_uint_eq(moon_str_len(), 2 * sizeof(int64_t));
    ck_assert_mem_eq(moon_str_bytes(), (int64_t[2]){0}, 2 * sizeof(int64_t));
}
END_TEST

START_TEST(pieces_are_places_and_lengths)
{
    int64_t pieces[6];

    ck_assert_int_eq(moon_str_pieces(", ", 2, "a, bc, ", 7), 3);
    ck_assert_uint_eq(moon_str_len(), sizeof pieces);
    memcpy(pieces, moon_str_bytes(), sizeof pieces);
    ck_assert_int_eq(pieces[2], 3);
    ck_assert_int_eq(pieces[3], 2);
    ck_assert_int_eq(pieces[4], 7);
    ck_assert_int_eq(pieces[5], 0);
    ck_assert_int_eq(moon_str_pieces("", 0, "a", 1), MOON_STR_ERROR);
    ck_assert_str_eq((const char *)moon_str_bytes(),
                     "explode(): Argument #1 ($separator) cannot be empty");
}
END_TEST

START_TEST(constants_have_phps_values)
{
    ck_assert_int_eq(moon_str_constant("ENT_QUOTES", 10), 3);
    ck_assert_int_eq(moon_str_constant("STR_PAD_LEFT", 12), 0);
    ck_assert_int_eq(moon_str_constant("NOTHING", 7), MOON_STR_FALSE);
}
END_TEST

START_TEST(results_of_any_size_are_whole)
{
    ck_assert_int_eq(moon_str_str_repeat("ab", 2, 1 << 20), 2 << 20);
    ck_assert_int_eq(moon_str_bytes()[(2 << 20) - 1], 'b');
    ck_assert_int_eq(moon_str_rawurlencode("\xff\xff\xff\xff", 4), 12);
    ck_assert_int_eq(moon_str_strrev("ab", 2), 2);
    ck_assert_int_eq(moon_str_str_repeat("a", 1, 0), 0);
    ck_assert_int_eq(moon_str_str_repeat("a", 1, -1), MOON_STR_ERROR);
}
END_TEST

START_TEST(states_may_be_closed_meanwhile)
{
    assert_bytes(moon_str_ucfirst("a", 1), "A");
    ck_assert_int_eq(moon_close_all(), 1);
    assert_bytes(moon_str_ucfirst("b", 1), "B");
    ck_assert_int_eq(moon_live_states(), 1);
}
END_TEST

static void *run_thread(void *arg)
{
    (void)arg;
    assert_bytes(moon_str_ucfirst("thread", 6), "Thread");
    assert_bytes(moon_str_strtoupper("thread", 6), "THREAD");
    ck_assert_int_eq(moon_live_states(), 2);
    return NULL;
}

START_TEST(each_thread_has_its_own_results)
{
    pthread_t thread;

    assert_bytes(moon_str_ucfirst("main", 4), "Main");
    ck_assert_int_eq(pthread_create(&thread, NULL, run_thread, NULL), 0);
    ck_assert_int_eq(pthread_join(thread, NULL), 0);
    ck_assert_mem_eq(moon_str_bytes(), "Main", 4);
    ck_assert_int_eq(moon_live_states(), 1);
}
END_TEST

Suite *str_suite(void)
{
    Suite *suite = suite_create("str");
    TCase *tests = tcase_create("str");

    tcase_add_checked_fixture(tests, NULL, close);
    tcase_add_test(tests, a_place_is_returned);
    tcase_add_test(tests, what_is_not_found_is_false_and_no_failure);
    tcase_add_test(tests, a_truth_value_is_0_or_1);
    tcase_add_test(tests, bytes_are_lent_until_the_next_call);
    tcase_add_test(tests, a_result_may_be_an_argument_of_the_next_call);
    tcase_add_test(tests, a_list_of_results_may_be_a_list_of_arguments);
    tcase_add_test(tests, what_is_left_out_has_its_default);
    tcase_add_test(tests, second_results_are_there);
    tcase_add_test(tests, what_php_refuses_is_its_message);
    tcase_add_test(tests, any_function_takes_a_list_of_arguments);
    tcase_add_test(tests, nil_in_a_list_of_arguments_is_a_default);
    tcase_add_test(tests, a_list_of_arguments_that_is_none_is_refused);
    tcase_add_test(tests, a_length_that_no_string_has_is_refused);
    tcase_add_test(tests, an_empty_string_is_one_piece);
    tcase_add_test(tests, pieces_are_places_and_lengths);
    tcase_add_test(tests, constants_have_phps_values);
    tcase_add_test(tests, results_of_any_size_are_whole);
    tcase_add_test(tests, states_may_be_closed_meanwhile);
    tcase_add_test(tests, each_thread_has_its_own_results);
    suite_add_tcase(suite, tests);
    return suite;
}
