/*
 * Few bytes: every length up to some words, in blocks of just that length,
 * where AddressSanitizer sees what is read or written beside them.
 */
#include "base/copy.h"

#include <stdlib.h>

#include "runner.h"

runner_suite copy_suite;

enum { LENS = 50 };

/* A block of `len` bytes that are all different. */
static char *block(size_t len)
{
    char *bytes = malloc(len);

    ck_assert(bytes || len == 0);
    for (size_t i = 0; i < len; i++)
        bytes[i] = (char)(i + 1);
    return bytes;
}

START_TEST(a_copy_has_all_bytes_and_no_other)
{
    size_t len = (size_t)_i;
    char *from = block(len), *to = malloc(len);

    ck_assert_ptr_eq(copy_few(to, from, len), len > 0 ? to + len : to);
    ck_assert(len == 0 || memcmp(to, from, len) == 0);
    free(from);
    free(to);
}
END_TEST

START_TEST(any_other_byte_makes_a_difference)
{
    size_t len = (size_t)_i;
    char *one = block(len), *other = block(len);

    ck_assert(copy_is_same(one, other, len));
    for (size_t i = 0; i < len; i++) {
        other[i] ^= 0x40;
        ck_assert(!copy_is_same(one, other, len));
        other[i] ^= 0x40;
    }
    free(one);
    free(other);
}
END_TEST

Suite *copy_suite(void)
{
    Suite *suite = suite_create("copy");
    TCase *all = tcase_create("all");

    tcase_add_loop_test(all, a_copy_has_all_bytes_and_no_other, 0, LENS);
    tcase_add_loop_test(all, any_other_byte_makes_a_difference, 0, LENS);
    suite_add_tcase(suite, all);
    return suite;
}
