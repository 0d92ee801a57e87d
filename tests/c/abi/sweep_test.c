/*
 * Sweeps: bad handles into every export, and every memory limit.
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "abi/exports.h"
#include "abi/support.h"

runner_suite sweep_suite;

static uint64_t random_state = 88172645463325252u;

/* George Marsaglia, "Xorshift RNGs", 2003. */
static int64_t next_random(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int64_t)random_state;
}

/* An assertion that holds costs a system call, and here are very many. */
static void call_with(const struct export *export, int64_t handle,
                      int32_t status)
{
    int64_t result = export->call(handle);

    if (result != (export->is_getter ? 0 : status))
        ck_abort_msg("%s(%lld) gave %lld", export->name, (long long)handle,
                     (long long)result);
}

static void call_all_with(int64_t handle, int32_t status)
{
    for (const struct export *export = exports; export->name; export ++)
        call_with(export, handle, status);
}

START_TEST(an_invented_handle_is_stale_to_every_export)
{
    static const int64_t strangers[] = {
        0, -1, 1, 0xffffff, INT64_MAX, INT64_MIN, 12345678901234567};

    for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++)
        call_all_with(strangers[i], MOON_ESTALE);
    for (int i = 0; i < 10000; i++)
        call_all_with(next_random(), MOON_ESTALE);
}
END_TEST

/* Beside live ones, of which every bit is flipped once. */
START_TEST(a_forged_handle_is_stale_to_every_export)
{
    int64_t function = load("return 1");
    int64_t live[] = {state, function};

    for (int bit = 0; bit < 128; bit++) {
        uint64_t flip = UINT64_C(1) << bit % 64;

        call_all_with((int64_t)((uint64_t)live[bit / 64] ^ flip), MOON_ESTALE);
    }
    ck_assert_int_eq(moon_call(function), 1);
}
END_TEST

START_TEST(a_closed_handle_is_stale_to_every_export)
{
    int64_t closed[300];

    for (int i = 0; i < 300; i++)
        closed[i] = i % 2 ? open_limited(0) : load("return 1");
    for (int i = 0; i < 300; i++)
        ck_assert_int_eq(moon_close(closed[i]), MOON_OK);
    for (int i = 0; i < 300; i++)
        call_all_with(closed[i], MOON_ESTALE);
}
END_TEST

/* Whether it takes an object of a state, and not the state. */
static bool takes_object(const struct export *export)
{
    return strcmp(export->name, "moon_call") == 0 ||
           strcmp(export->name, "moon_value") == 0 ||
           strncmp(export->name, "moon_function_", 14) == 0 ||
           strncmp(export->name, "moon_coroutine_", 15) == 0 ||
           strncmp(export->name, "moon_table_", 11) == 0;
}

static bool is_close(const struct export *export)
{
    return strcmp(export->name, "moon_close") == 0;
}

START_TEST(a_handle_of_another_kind_is_told)
{
    int64_t table;

    ck_assert_int_eq(eval("return {}"), 1);
    table = moon_result_handle(state, 0);

    for (const struct export *export = exports; export->name; export ++) {
        if (!is_close(export))
            call_with(export, takes_object(export) ? state : table, MOON_EKIND);
    }
}
END_TEST

static void *call_all(void *handle)
{
    for (const struct export *export = exports; export->name; export ++) {
        if (!takes_object(export) || strcmp(export->name, "moon_value") == 0)
            call_with(export, *(int64_t *)handle, MOON_ETHREAD);
    }
    return NULL;
}

START_TEST(every_export_refuses_another_thread)
{
    pthread_t thread;

    pthread_create(&thread, NULL, call_all, &state);
    pthread_join(thread, NULL);
}
END_TEST

/* Any answer will do, as long as there is one, and the state goes on. */
START_TEST(every_export_takes_a_live_state)
{
    for (const struct export *export = exports; export->name; export ++) {
        if (!is_close(export))
            export->call(state);
    }
    moon_set_limit(state, MOON_LIMIT_MEMORY, 0);
    moon_set_limit(state, MOON_LIMIT_CPU, 0);
    ck_assert_int_eq(eval("return 1"), 1);
}
END_TEST

/* A day in the life of a state.  Returns the first status that is not good. */
static int64_t use_state(int64_t st)
{
    static const char code[] =
        "local t = {...} for i = 1, 30 do t[i] = ('x'):rep(i) .. i end"
        " print(table.concat(t)) big = ('y'):rep(3000)"
        " return function(s) return s .. #t, t end";
    int64_t status = moon_push_bytes(st, "argument", 8);
    int64_t function;

    if (status == MOON_OK)
        status = moon_eval(st, code, sizeof code - 1, NULL, 0);
    if (status < 0)
        return status;
    function = moon_result_handle(st, 0);
    if (function < 0)
        return function;
    status = moon_push_bytes(st, "abc", 3);
    if (status == MOON_OK)
        status = moon_call(function);
    if (status == 2) {
        ck_assert_uint_eq(moon_result_len(st, 0), 5);
        status = moon_push_float(st, 1.5);
    }
    if (status == MOON_OK)
        status = moon_set(st, "a.b.c", 5);
    if (status == MOON_OK)
        status = moon_call_path(st, "string.upper", 12);
    moon_close(function);
    return status;
}

static void assert_usable(int64_t st)
{
    ck_assert_int_eq(moon_set_limit(st, MOON_LIMIT_MEMORY, 0), MOON_OK);
    ck_assert_int_eq(moon_eval(st, "return 'on'", 11, NULL, 0), 1);
    ck_assert_uint_eq(moon_result_len(st, 0), 2);
}

/*
 * From the limit at which nothing works to the one at which all does: it works
 * or says MOON_EMEMORY, and leaves a state that works once it may.
 */
START_TEST(any_memory_limit_is_survived)
{
    int64_t status = MOON_EMEMORY;
    int64_t limit;
    int refused = 0;

    for (limit = 16; status != MOON_ERUNTIME; limit += 16 + _i) {
        int64_t st = open_limited(limit);

        status = st;
        if (st > 0) {
            status = use_state(st);
            assert_usable(st);
            ck_assert_int_eq(moon_close(st), MOON_OK);
        }
        refused += status == MOON_EMEMORY;
        ck_assert(status == MOON_EMEMORY || status == MOON_ERUNTIME);
    }
    ck_assert_int_gt(refused, 100);
    ck_assert_int_lt(limit, 1000000);
}
END_TEST

START_TEST(any_memory_limit_may_end_an_opening)
{
    int64_t handle = MOON_EMEMORY;
    int refused = 0;

    for (int64_t limit = 16; handle < 0; limit += 16) {
        handle = moon_open(_i, MOON_WEAK_SANDBOX, limit);
        refused += handle == MOON_EMEMORY;
        ck_assert(handle == MOON_EMEMORY || handle > 0);
    }
    ck_assert_int_gt(refused, 100);
    ck_assert_int_eq(moon_close(handle), MOON_OK);
    ck_assert_int_eq(moon_live_bytes(), 0);
}
END_TEST

Suite *sweep_suite(void)
{
    Suite *suite = suite_create("sweep");
    TCase *handles = tcase_create("handles");
    TCase *limits = tcase_create("limits");

    tcase_set_timeout(handles, 120);
    tcase_add_checked_fixture(handles, open_state, close_state);
    tcase_add_test(handles, an_invented_handle_is_stale_to_every_export);
    tcase_add_test(handles, a_forged_handle_is_stale_to_every_export);
    tcase_add_test(handles, a_closed_handle_is_stale_to_every_export);
    tcase_add_test(handles, a_handle_of_another_kind_is_told);
    tcase_add_test(handles, every_export_refuses_another_thread);
    tcase_add_test(handles, every_export_takes_a_live_state);
    suite_add_tcase(suite, handles);
    tcase_set_timeout(limits, 300);
    tcase_add_loop_test(limits, any_memory_limit_is_survived, 0, 1);
    tcase_add_loop_test(limits, any_memory_limit_may_end_an_opening,
                        MOON_SANDBOX, MOON_TRUSTED + 1);
    suite_add_tcase(suite, limits);
    return suite;
}
