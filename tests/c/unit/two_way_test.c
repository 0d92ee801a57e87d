#include "str/two_way.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "runner.h"

runner_suite two_way_suite;

static size_t spent;

static void spend(const struct two_way *search, size_t bytes)
{
    (void)search;
    spent += bytes;
}

static const char *find(const char *bytes, size_t len, const char *needle,
                        size_t needle_len)
{
    struct two_way search = {
        .needle = needle, .len = needle_len, .spend = spend};

    return two_way_find(&search, bytes, len);
}

static unsigned random_state = 1;

/* A linear congruential generator (Numerical Recipes). */
static unsigned next_random(unsigned below)
{
    random_state = random_state * 1664525 + 1013904223;
    return (random_state >> 16) % below;
}

/* Letters of a small alphabet, which mostly repeat after a few. */
static void fill(char *to, size_t len, unsigned letters)
{
    size_t period = 1 + next_random(5);
    bool repeats = next_random(3) > 0;

    for (size_t i = 0; i < len; i++)
        to[i] = repeats && i >= period ? to[i - period]
                                       : (char)('a' + next_random(letters));
}

START_TEST(it_finds_what_memmem_finds)
{
    int found = 0;

    for (int i = 0; i < 50000; i++) {
        unsigned letters = 2 + next_random(2);
        size_t len = next_random(40), needle_len = 1 + next_random(14);
        char *bytes = malloc(len + 1), *needle = malloc(needle_len);

        ck_assert_ptr_nonnull(bytes);
        ck_assert_ptr_nonnull(needle);
        fill(bytes, len, letters);
        fill(needle, needle_len, letters);
        ck_assert_ptr_eq(find(bytes, len, needle, needle_len),
                         memmem(bytes, len, needle, needle_len));
        found += memmem(bytes, len, needle, needle_len) != NULL;
        free(bytes);
        free(needle);
    }
    ck_assert_int_gt(found, 5000);
}
END_TEST

/* Needles as `left` letters a, a b, and `right` letters a, among letters a. */
static const size_t needles[][2] = {
    {5000, 0}, {0, 5000}, {2500, 2500}, {4000, 1000}, {1000, 4000}};

START_TEST(it_compares_no_more_than_in_proportion)
{
    enum { LEN = 200000 };
    size_t left = needles[_i][0], len = left + 1 + needles[_i][1];
    char *bytes = malloc(LEN), *needle = malloc(len);

    ck_assert_ptr_nonnull(bytes);
    ck_assert_ptr_nonnull(needle);
    memset(bytes, 'a', LEN);
    memset(needle, 'a', len);
    needle[left] = 'b';
    spent = 0;
    ck_assert_ptr_null(find(bytes, LEN, needle, len));
    ck_assert_uint_gt(spent, LEN / len);
    ck_assert_uint_lt(spent, 4 * (LEN + len));
    free(bytes);
    free(needle);
}
END_TEST

Suite *two_way_suite(void)
{
    Suite *suite = suite_create("two_way");
    TCase *all = tcase_create("all");

    tcase_add_test(all, it_finds_what_memmem_finds);
    tcase_add_loop_test(all, it_compares_no_more_than_in_proportion, 0,
                        sizeof needles / sizeof *needles);
    suite_add_tcase(suite, all);
    return suite;
}
