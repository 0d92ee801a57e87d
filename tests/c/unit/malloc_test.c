/*
 * The system's memory runs out: every allocation is made to fail in turn, once
 * or from then on, and what a host does goes through or is told so.
 *
 * The linker routes the library's calls of malloc() and its kin to here.
 */
#include <stdlib.h>
#include <string.h>

#include "moonspan.h"
#include "moonspan_str.h"
#include "runner.h"

runner_suite malloc_suite;

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *ptr, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *ptr, size_t size);

static long until_failure = -1; /* allocations; negative: never */
static int goes_on;             /* further ones fail too */
static int has_failed;

static int fails(void)
{
    if (until_failure < 0)
        return 0;
    if (until_failure > 0) {
        until_failure--;
        return 0;
    }
    if (!goes_on)
        until_failure = -1;
    has_failed = 1;
    return 1;
}

void *__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *ptr, size_t size)
{
    return fails() ? NULL : __real_realloc(ptr, size);
}

/*
 * Returns the first status that is not good.  Check allocates too, so nothing
 * is asserted here.
 */
static int64_t use_state(int64_t state)
{
    static const char code[] =
        "local t = {} for i = 1, 300 do t[i] = ('x'):rep(i) .. i end"
        " print(#t) return function(s) return s .. #t end";
    int64_t status = moon_eval(state, code, strlen(code), "=code", 5);
    int64_t function;

    if (status < 0)
        return status;
    function = moon_result_handle(state, 0);
    if (function < 0)
        return function;
    status = moon_push_bytes(state, "abc", 3);
    if (status == MOON_OK)
        status = moon_call(function);
    if (status == 1)
        status = moon_result_len(state, 0) == 6 ? moon_push_bool(state, 1) : 6;
    if (status == MOON_OK)
        status = moon_set(state, "a.b.c", 5);
    if (status == MOON_OK)
        status = moon_eval(state, "error('an error')", 17, NULL, 0);
    moon_close(function);
    return status;
}

static int64_t use_all(void)
{
    int64_t state = moon_open(MOON_SANDBOX, MOON_WEAK_SANDBOX, 0);
    int64_t status;

    if (state < 0)
        return state;
    status = use_state(state);
    until_failure = -1;
    ck_assert_int_eq(moon_eval(state, "return 1", 8, NULL, 0), 1);
    ck_assert_int_eq(moon_close(state), MOON_OK);
    return status;
}

START_TEST(any_allocation_may_fail)
{
    int64_t status = MOON_EMEMORY;
    long count;

    goes_on = _i;
    for (count = 0; status != MOON_ERUNTIME; count++) {
        until_failure = count;
        status = use_all();
        until_failure = -1;
        ck_assert(status == MOON_EMEMORY || status == MOON_ERUNTIME);
        ck_assert_int_eq(moon_live_handles(), 0);
        ck_assert_int_eq(moon_live_bytes(), 0);
    }
    ck_assert_int_gt(count, 3);
}
END_TEST

/* Returns the first status that is not good, else the last result. */
static int64_t use_strings(void)
{
    static const char all[1000] = "<";
    int64_t result = moon_str_rawurlencode(all, sizeof all);

    if (result >= 0)
        result = moon_str_htmlspecialchars(all, 1, 0, NULL, 0, 0);
    if (result == 4)
        result = moon_str_pieces("\0", 1, all, sizeof all);
    if (result == sizeof all)
        result = moon_str_call("str_split", 9,
                               "\x91\xa3"
                               "abc",
                               5);
    if (result == MOON_STR_OK)
        result = moon_str_ucwords(all, sizeof all, NULL, 0);
    return result;
}

/* Where there is no memory for the short way, the other may be gone. */
START_TEST(any_allocation_of_a_string_function_may_fail)
{
    int64_t result;
    long count = -1;

    goes_on = _i;
    do {
        has_failed = 0;
        until_failure = ++count;
        result = use_strings();
        until_failure = -1;
        ck_assert(result == 1000 || (has_failed && result == MOON_STR_MEMORY));
        moon_str_release();
        ck_assert_int_eq(moon_live_bytes(), 0);
    } while (has_failed);
    ck_assert_int_gt(count, 3);
}
END_TEST

Suite *malloc_suite(void)
{
    Suite *suite = suite_create("malloc");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 120);
    if (strcmp(moon_engine_id(), "luajit") != 0) {
        tcase_add_loop_test(all, any_allocation_may_fail, 0, 2);
        tcase_add_loop_test(all, any_allocation_of_a_string_function_may_fail,
                            0, 2);
    }
    suite_add_tcase(suite, all);
    return suite;
}
