#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "abi/support.h"

runner_suite state_suite;

/* What moon_open() refuses: profile, flags, limit, status. */
static const struct {
    int32_t profile;
    int32_t flags;
    int64_t memory_limit;
    int32_t status;
} refused[] = {
    {-1, 0, 0, MOON_EINVAL},
    {3, 0, 0, MOON_EINVAL},
    {INT32_MAX, 0, 0, MOON_EINVAL},
    {MOON_TRUSTED, 32, 0, MOON_EINVAL},
    {MOON_TRUSTED, -1, 0, MOON_EINVAL},
    {MOON_TRUSTED, 0, -1, MOON_EINVAL},
    {MOON_TRUSTED, 0, INT64_MIN, MOON_EINVAL},
};

START_TEST(open_refuses_what_is_out_of_range)
{
    ck_assert_int_eq(moon_open(refused[_i].profile, refused[_i].flags,
                               refused[_i].memory_limit),
                     refused[_i].status);
    ck_assert_int_eq(moon_live_handles(), 0);
}
END_TEST

START_TEST(a_limit_that_is_too_small_for_a_state_is_said)
{
    ck_assert_int_eq(open_limited(1), MOON_EMEMORY);
    ck_assert_int_eq(open_limited(1000), MOON_EMEMORY);
    ck_assert_int_eq(moon_live_bytes(), 0);
}
END_TEST

START_TEST(a_weak_sandbox_has_to_be_asked_for)
{
    int64_t handle = moon_open(MOON_SANDBOX, MOON_PLAIN, 0);

    if (strcmp(moon_engine_id(), "lua54-system") == 0)
        ck_assert_int_eq(handle, MOON_EUNSUPPORTED);
    else
        ck_assert_int_eq(moon_close(handle), MOON_OK);
}
END_TEST

START_TEST(closing_twice_is_harmless)
{
    open_state();
    ck_assert_int_eq(moon_close(state), MOON_OK);
    ck_assert_int_eq(moon_close(state), MOON_ESTALE);
    ck_assert_int_eq(eval("return 1"), MOON_ESTALE);
}
END_TEST

START_TEST(functions_go_with_their_state)
{
    int64_t function;

    open_state();
    function = load("return 1");
    close_state();
    ck_assert_int_eq(moon_call(function), MOON_ESTALE);
    ck_assert_int_eq(moon_close(function), MOON_ESTALE);
}
END_TEST

START_TEST(memory_is_counted_and_comes_back)
{
    int64_t before, during;

    open_state();
    reopen_standard();
    before = moon_memory_used(state);
    ck_assert_int_gt(before, 1000);
    ck_assert_int_eq(eval("x = ('x'):rep(1000000)"), 0);
    during = moon_memory_used(state);
    ck_assert_int_ge(during - before, 1000000);
    ck_assert_int_ge(moon_memory_peak(state), during);
    ck_assert_int_eq(eval("x = nil collectgarbage() collectgarbage()"), 0);
    ck_assert_int_lt(moon_memory_used(state), before + 400000);
    close_state();
}
END_TEST

START_TEST(the_memory_limit_can_be_changed)
{
    static const char code[] = "return #('x'):rep(1000000)";

    open_state();
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 200000), MOON_OK);
    ck_assert_int_eq(eval(code), MOON_EMEMORY);
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, -1), MOON_EINVAL);
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 4000000),
                     MOON_OK);
    ck_assert_int_eq(eval(code), 1);
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 1), MOON_OK);
    ck_assert_int_eq(eval(code), MOON_EMEMORY);
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 0), MOON_OK);
    ck_assert_int_eq(eval(code), 1);
    close_state();
}
END_TEST

/* Raised in a script and not by the allocator, it is an error like others. */
START_TEST(an_error_that_says_not_enough_memory_is_not_believed)
{
    open_state();
    ck_assert_int_eq(eval("error('not enough memory', 0)"), MOON_ERUNTIME);
    close_state();
}
END_TEST

START_TEST(a_state_goes_on_after_it_ran_out_of_memory)
{
    int64_t handle = open_limited(2000000);

    state = handle;
    for (int i = 0; i < 50; i++) {
        ck_assert_int_eq(eval("local t = {} for i = 1, 1e9 do"
                              " t[i] = ('x'):rep(i) end"),
                         MOON_EMEMORY);
        ck_assert_str_eq(message(),
                         "not enough memory: the limit is 2000000 bytes");
        if (!is_luajit())
            assert_contains(traceback(), "test");
        ck_assert_int_eq(eval("return 3"), 1);
        assert_int(0, 3);
        ck_assert_int_lt(eval("local function f() return 1 + f() end f()"), 0);
        ck_assert_int_le(moon_memory_used(state), 2000000 + 300000);
    }
    close_state();
}
END_TEST

/* The engine says so from where no error can be caught. */
START_TEST(a_dead_coroutine_cannot_be_resumed_even_without_memory)
{
    for (int64_t limit = 50000; limit < 52000; limit += 8) {
        state = open_limited(limit);
        eval("local co = coroutine.create(function() end)"
             " coroutine.resume(co) local function fill()"
             " while true do all = {all} end end"
             " pcall(fill) coroutine.resume(co) coroutine.resume(co)");
        close_state();
    }
}
END_TEST

START_TEST(a_finalizer_that_closes_the_call_takes_its_results)
{
    static const char bytes[10000];

    state = moon_open(MOON_STANDARD, MOON_PLAIN, 0);
    ck_assert_int_eq(eval("local main = coroutine.running()"
                          " setmetatable({}, {__gc = function()"
                          " coroutine.close(main) end})"
                          " return 1, 'two', {}, print, 5"),
                     5);
    for (int i = 0; i < 1000 && moon_result_kind(state, 4) == MOON_INT; i++) {
        ck_assert_int_eq(moon_push_bytes(state, bytes, sizeof bytes), MOON_OK);
        ck_assert_int_eq(moon_drop_arguments(state), MOON_OK);
    }
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(moon_result_kind(state, i), MOON_NIL);
    ck_assert_int_eq(eval("return 1"), 1);
    close_state();
}
END_TEST

static void *use_elsewhere(void *arg)
{
    static int32_t statuses[4];

    (void)arg;
    statuses[0] = eval("return 1");
    statuses[1] = moon_close(state);
    statuses[2] = moon_push_int(state, 1);
    statuses[3] = moon_close_all();
    return statuses;
}

START_TEST(another_thread_is_refused)
{
    pthread_t thread;
    void *result;
    int32_t *statuses;

    open_state();
    pthread_create(&thread, NULL, use_elsewhere, NULL);
    pthread_join(thread, &result);
    statuses = result;
    ck_assert_int_eq(statuses[0], MOON_ETHREAD);
    ck_assert_int_eq(statuses[1], MOON_ETHREAD);
    ck_assert_int_eq(statuses[2], MOON_ETHREAD);
    ck_assert_int_eq(statuses[3], 0);
    ck_assert_int_eq(eval("return 1"), 1);
    close_state();
}
END_TEST

static int64_t function;
static volatile int32_t seen[5];

static void use_while_running(int signal)
{
    (void)signal;
    seen[0] = moon_call(function);
    seen[1] = moon_close(state);
    seen[2] = moon_close(function);
    seen[3] = moon_result_kind(state, 0);
    seen[4] = moon_close_all();
}

START_TEST(a_running_state_is_busy)
{
    struct itimerval soon = {.it_value = {.tv_usec = 20000}};

    open_state();
    function = load("return 1");
    signal(SIGALRM, use_while_running);
    setitimer(ITIMER_REAL, &soon, NULL);
    ck_assert_int_eq(eval("local start = os.clock()"
                          " repeat until os.clock() > start + 0.2"
                          " return 'whole'"),
                     1);
    assert_text(0, "whole");
    ck_assert_int_eq(seen[0], MOON_EBUSY);
    ck_assert_int_eq(seen[1], MOON_EBUSY);
    ck_assert_int_eq(seen[2], MOON_EBUSY);
    ck_assert_int_eq(seen[3], MOON_NIL);
    ck_assert_int_eq(seen[4], 0);
    close_state();
}
END_TEST

START_TEST(a_child_process_goes_on_with_its_copy)
{
    int status;

    open_state();
    ck_assert_int_eq(eval("x = 41"), 0);
    if (fork() == 0)
        _exit(eval("x = x + 1 return x") == 1 &&
                      moon_result_int(state, 0) == 42 && !moon_close(state)
                  ? 0
                  : 1);
    wait(&status);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(eval("return x"), 1);
    assert_int(0, 41);
    close_state();
}
END_TEST

START_TEST(states_share_nothing)
{
    int64_t other;

    open_state();
    other = open_limited(0);
    ck_assert_int_eq(eval("x = 1 string.format = nil"
                          " getmetatable('').__index = {}"),
                     0);
    ck_assert_int_eq(
        moon_eval(other, "return x, ('%d'):format(7)", 26, NULL, 0), 2);
    ck_assert_int_eq(moon_result_kind(other, 0), MOON_NIL);
    ck_assert_uint_eq(moon_result_len(other, 1), 1);
    moon_close(other);
    close_state();
}
END_TEST

Suite *state_suite(void)
{
    Suite *suite = suite_create("state");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, open_refuses_what_is_out_of_range, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(all, a_limit_that_is_too_small_for_a_state_is_said);
    tcase_add_test(all, a_weak_sandbox_has_to_be_asked_for);
    tcase_add_test(all, closing_twice_is_harmless);
    tcase_add_test(all, functions_go_with_their_state);
    tcase_add_test(all, memory_is_counted_and_comes_back);
    tcase_add_test(all, the_memory_limit_can_be_changed);
    tcase_add_test(all, an_error_that_says_not_enough_memory_is_not_believed);
    tcase_add_test(all, a_state_goes_on_after_it_ran_out_of_memory);
    if (!is_luajit()) {
        tcase_add_test(all,
                       a_dead_coroutine_cannot_be_resumed_even_without_memory);
        tcase_add_test(all, a_finalizer_that_closes_the_call_takes_its_results);
    }
    tcase_add_test(all, another_thread_is_refused);
    tcase_add_test(all, a_running_state_is_busy);
    tcase_add_test(all, a_child_process_goes_on_with_its_copy);
    tcase_add_test(all, states_share_nothing);
    suite_add_tcase(suite, all);
    return suite;
}
