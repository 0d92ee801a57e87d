#include "engine/hash.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "runner.h"

runner_suite hash_suite;

enum { LONGEST = 70, KEYS = 1 << 14 };

static void fill(char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)(37 * i + 11);
}

/* A block of its own, so that reading past the end is seen. */
static unsigned hash_copy(const char *bytes, size_t len, unsigned seed)
{
    char *copy = malloc(len);
    unsigned hash;

    ck_assert(copy || len == 0);
    if (len > 0)
        memcpy(copy, bytes, len);
    hash = hash_bytes(copy, len, seed);
    free(copy);
    return hash;
}

START_TEST(the_hash_depends_on_every_bit)
{
    char bytes[LONGEST] = {0};
    size_t len = (size_t)_i;
    unsigned hash;

    fill(bytes, len);
    hash = hash_copy(bytes, len, 7);
    ck_assert_uint_eq(hash, hash_copy(bytes, len, 7));
    for (size_t bit = 0; bit < 8 * len; bit++) {
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
        ck_assert_uint_ne(hash, hash_copy(bytes, len, 7));
        bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
    }
}
END_TEST

START_TEST(the_hash_depends_on_the_seed_and_the_length)
{
    char zeros[LONGEST] = {0};

    for (size_t len = 0; len < LONGEST; len++) {
        unsigned hash = hash_copy(zeros, len, 1);

        ck_assert_uint_ne(hash, hash_copy(zeros, len, 2));
        ck_assert_uint_ne(hash, hash_copy(zeros, len + 1, 1));
    }
}
END_TEST

/* How many of the keys fall on places that others have, in a table as large. */
static int count_taken(const char *head, const char *tail, unsigned seed)
{
    static bool taken[KEYS];
    char key[40];
    int count = 0;

    memset(taken, 0, sizeof taken);
    for (int i = 0; i < KEYS; i++) {
        int len = snprintf(key, sizeof key, "%s%d%s", head, i, tail);
        unsigned place = hash_bytes(key, (size_t)len, seed) % KEYS;

        count += taken[place];
        taken[place] = true;
    }
    return count;
}

/* By chance 1/e of them do. */
START_TEST(names_that_are_alike_are_spread_evenly)
{
    static const char *const names[][2] = {
        {"", ""},
        {"key", ""},
        {"", " is the number"},
        {"a name with a number, ", ", in it"},
        {"x", "x"},
    };
    int count = count_taken(names[_i][0], names[_i][1], 12345);

    ck_assert_int_gt(count, KEYS * 36 / 100);
    ck_assert_int_lt(count, KEYS * 38 / 100);
}
END_TEST

/* With the first word chosen, what follows still tells strings apart. */
START_TEST(no_word_makes_all_that_follow_alike)
{
    static const uint64_t words[] = {0, UINT64_MAX,
                                     UINT64_C(0x9e3779b97f4a7c15)};
    char bytes[16] = {0};
    unsigned hash;

    memcpy(bytes, &words[_i], sizeof *words);
    hash = hash_bytes(bytes, sizeof bytes, 99);
    bytes[12] = 1;
    ck_assert_uint_ne(hash, hash_bytes(bytes, sizeof bytes, 99));
}
END_TEST

Suite *hash_suite(void)
{
    Suite *suite = suite_create("hash");
    TCase *test = tcase_create("hash");

    tcase_add_loop_test(test, the_hash_depends_on_every_bit, 0, LONGEST);
    tcase_add_test(test, the_hash_depends_on_the_seed_and_the_length);
    tcase_add_loop_test(test, names_that_are_alike_are_spread_evenly, 0, 5);
    tcase_add_loop_test(test, no_word_makes_all_that_follow_alike, 0, 3);
    suite_add_tcase(suite, test);
    return suite;
}
