#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>

#include "abi/support.h"

runner_suite limit_suite;

enum { MS = 1000000 };

/* Ways to go on for ever, and to catch or outlive what is to stop that. */
static const char *const endless[] = {
    "while true do end",
    "local function f() return f() end f()",
    "while true do pcall(function() while true do end end) end",
    "while true do pcall(error) end",
    "pcall(function() while true do end end) return 'swallowed'",
    "xpcall(function() while true do end end,"
    " function() while true do end end) return 'swallowed'",
    "local function f() xpcall(f, f) end f() while true do end",
    "coroutine.wrap(function() while true do end end)()",
    "while true do local co = coroutine.create(function()"
    " while true do end end) coroutine.resume(co) end",
    "while true do coroutine.wrap(function() pcall(function()"
    " while true do end end) end)() end",
    "local t = setmetatable({}, {__index = function(t, k) return t[k + 1]"
    " end}) while true do pcall(function() return t[1] end) end",
    "table.sort({1, 2, 3, 4}, function() while true do end end)",
    "(('x'):rep(100)):gsub('x', function() while true do end end)",
    "tostring(setmetatable({}, {__tostring = function()"
    " while true do end end}))",
    "error(setmetatable({}, {__tostring = function() while true do end end}))",
    "load(function() while true do end end)",
    "for _ in function() return 1 end do end",
    "local s = '' while true do s = ('x'):rep(100) .. #s end",
    "while true do load('return 1')() end",
};

static const int endless_count = sizeof endless / sizeof *endless;

static int64_t now(clockid_t clock)
{
    struct timespec time;

    clock_gettime(clock, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* What is measured beyond the limit is generous: machines are shared. */
START_TEST(processor_time_stops_what_never_ends)
{
    int64_t start = now(CLOCK_THREAD_CPUTIME_ID);

    set_limit(MOON_LIMIT_CPU, 30 * MS);
    ck_assert_int_eq(eval(endless[_i]), MOON_ETIME);
    ck_assert_int_eq(moon_result_count(state), 0);
    ck_assert_int_lt(now(CLOCK_THREAD_CPUTIME_ID) - start, 900 * MS);
    ck_assert_int_ge(moon_cpu_used(state), 30 * MS);
    assert_contains(message(), "0.03 s of processor time");
    assert_state_goes_on();
}
END_TEST

START_TEST(wall_time_stops_what_never_ends)
{
    set_limit(MOON_LIMIT_WALL, 20 * MS);
    ck_assert_int_eq(eval(endless[_i]), MOON_ETIME);
    assert_contains(message(), "longer than its 0.02 s");
    assert_state_goes_on();
}
END_TEST

START_TEST(instructions_stop_what_never_ends)
{
    set_limit(MOON_LIMIT_INSTRUCTIONS, 20000);
    ck_assert_int_eq(eval(endless[_i]), MOON_EINSTRUCTIONS);
    assert_contains(message(), "20000 instructions");
    assert_state_goes_on();
}
END_TEST

/* How far the script comes is seen by what it leaves behind. */
static int64_t steps_with(int64_t limit)
{
    static const char code[] =
        "steps = 0 local t = {} while true do steps = steps + 1"
        " t[steps % 100] = ('x'):rep(steps % 50) .. steps"
        " pcall(function() table.concat(t, ',', 1, 10) end) end";
    int64_t steps;

    open_state();
    set_limit(MOON_LIMIT_INSTRUCTIONS, limit);
    ck_assert_int_eq(eval(code), MOON_EINSTRUCTIONS);
    ck_assert_int_eq(moon_get(state, "steps", 5), 1);
    steps = moon_result_int(state, 0);
    close_state();
    return steps;
}

START_TEST(a_limit_of_instructions_ends_at_the_same_place)
{
    int64_t first = steps_with(100000);

    ck_assert_int_gt(first, 1000);
    ck_assert_int_eq(steps_with(100000), first);
    ck_assert_int_gt(steps_with(200000), first + 1000);
    if (strcmp(moon_engine_id(), "lua54") == 0)
        ck_assert_int_lt(steps_with(99900), first);
}
END_TEST

/* Also on the coroutine that an error of a hook has ended. */
START_TEST(a_limit_that_was_hit_is_hit_again)
{
    set_limit(MOON_LIMIT_INSTRUCTIONS, 10000);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(eval(endless[_i]), MOON_EINSTRUCTIONS);
        assert_state_goes_on();
    }
}
END_TEST

START_TEST(each_call_has_its_own_budget)
{
    int64_t function = load("for i = 1, 15000 do end return 1");

    set_limit(MOON_LIMIT_INSTRUCTIONS, 20000);
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(moon_call(function), 1);
    set_limit(MOON_LIMIT_INSTRUCTIONS, 5000);
    ck_assert_int_eq(moon_call(function), MOON_EINSTRUCTIONS);
    set_limit(MOON_LIMIT_INSTRUCTIONS, 0);
    ck_assert_int_eq(moon_call(function), 1);
}
END_TEST

START_TEST(instructions_are_counted)
{
    int64_t before = moon_instructions_used(state);

    set_limit(MOON_LIMIT_INSTRUCTIONS, INT64_MAX / 4);
    ck_assert_int_eq(eval("for i = 1, 100000 do end"), 0);
    ck_assert_int_ge(moon_instructions_used(state) - before, 99999);
}
END_TEST

START_TEST(output_is_limited)
{
    set_limit(MOON_LIMIT_OUTPUT, 100);
    ck_assert_int_eq(eval("while true do pcall(print, '12345678') end"),
                     MOON_EOUTPUT);
    ck_assert_uint_le(moon_output_len(state), 100);
    ck_assert_uint_gt(moon_output_len(state), 90);
    ck_assert_int_eq(eval("print('12345678')"), 0);
    assert_state_goes_on();
}
END_TEST

START_TEST(memory_that_is_out_cannot_be_caught)
{
    static const char code[] =
        "local kept = {} local function fill() for i = 1, math.huge do"
        " kept[i] = ('x'):rep(1000) .. i end end"
        " caught = not pcall(fill) kept = nil return 'swallowed'";

    set_limit(MOON_LIMIT_MEMORY, moon_memory_used(state) + 2000000);
    ck_assert_int_eq(eval(code), MOON_EMEMORY);
    assert_state_goes_on();
    ck_assert_int_eq(eval("return caught"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(garbage_makes_room_before_memory_is_out)
{
    set_limit(MOON_LIMIT_MEMORY, moon_memory_used(state) + 300000);
    for (int i = 0; i < 20; i++)
        ck_assert_int_eq(eval("local t for i = 1, 1000 do"
                              " t = {('x'):rep(100) .. i} end return #t"),
                         1);
}
END_TEST

/* 50 ms of wall time in the host, of which Lua notices nothing. */
static void sleep_for_it(int64_t ms)
{
    struct timespec time = {0, ms * MS};

    nanosleep(&time, NULL);
}

static int32_t call_with_host(const char *code)
{
    ck_assert_int_eq(moon_push_host(state, 7), MOON_OK);
    return eval(code);
}

START_TEST(the_time_of_the_host_counts_for_the_wall_alone)
{
    set_limit(MOON_LIMIT_CPU, 20 * MS);
    ck_assert_int_eq(call_with_host("local f = ... f() return 1"), MOON_HOST);
    sleep_for_it(30);
    ck_assert_int_eq(moon_answer(state), 1);
    set_limit(MOON_LIMIT_WALL, 20 * MS);
    ck_assert_int_eq(call_with_host("local f = ... pcall(f) return 1"),
                     MOON_HOST);
    sleep_for_it(30);
    ck_assert_int_eq(moon_answer(state), MOON_ETIME);
}
END_TEST

START_TEST(a_paused_clock_stands_still)
{
    set_limit(MOON_LIMIT_WALL, 200 * MS);
    ck_assert_int_eq(call_with_host("local f = ... f() return 1"), MOON_HOST);
    ck_assert_int_eq(moon_pause(state, 1), MOON_OK);
    sleep_for_it(300);
    ck_assert_int_eq(moon_answer(state), 1);
    ck_assert_int_eq(moon_pause(state, 1), MOON_OK);
    ck_assert_int_eq(eval("return 1"), 1);
}
END_TEST

START_TEST(the_hosts_processor_time_counts_when_asked)
{
    int64_t start;

    set_limit(MOON_LIMIT_CPU, 20 * MS);
    set_limit(MOON_LIMIT_HOST, 1);
    ck_assert_int_eq(call_with_host("local f = ... f() return 1"), MOON_HOST);
    start = now(CLOCK_THREAD_CPUTIME_ID);
    while (now(CLOCK_THREAD_CPUTIME_ID) - start < 30 * MS)
        continue;
    ck_assert_int_eq(moon_answer(state), MOON_ETIME);
}
END_TEST

START_TEST(a_call_inside_a_call_shares_its_budget)
{
    set_limit(MOON_LIMIT_INSTRUCTIONS, 50000);
    ck_assert_int_eq(call_with_host("local f = ... pcall(f) return 'on'"),
                     MOON_HOST);
    ck_assert_int_eq(eval("while true do end"), MOON_EINSTRUCTIONS);
    ck_assert_int_eq(eval("return 1"), MOON_EINSTRUCTIONS);
    ck_assert_int_eq(moon_answer(state), MOON_EINSTRUCTIONS);
    assert_state_goes_on();
}
END_TEST

START_TEST(calls_stand_inside_each_other_to_a_depth)
{
    set_limit(MOON_LIMIT_DEPTH, 3);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(call_with_host("return (...)()"), MOON_HOST);
    ck_assert_int_eq(eval("return 1"), MOON_EDEPTH);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(moon_answer(state), 0);
    assert_state_goes_on();
}
END_TEST

static void *interrupt(void *arg)
{
    (void)arg;
    sleep_for_it(20);
    return moon_interrupt(state) == MOON_OK ? &state : NULL;
}

START_TEST(another_thread_may_interrupt)
{
    pthread_t thread;
    void *result;

    ck_assert_int_eq(pthread_create(&thread, NULL, interrupt, NULL), 0);
    ck_assert_int_eq(eval("while true do pcall(function()"
                          " while true do end end) end"),
                     MOON_EINTERRUPT);
    pthread_join(thread, &result);
    ck_assert_ptr_nonnull(result);
    assert_state_goes_on();
}
END_TEST

static void on_alarm(int signal)
{
    (void)signal;
    moon_interrupt(state);
}

START_TEST(a_signal_handler_may_interrupt)
{
    struct itimerval soon = {.it_value = {0, 20000}};

    if (is_luajit()) /* compiled code cannot be interrupted */
        set_limit(MOON_LIMIT_CPU, 10000 * (int64_t)MS);
    signal(SIGALRM, on_alarm);
    setitimer(ITIMER_REAL, &soon, NULL);
    ck_assert_int_eq(eval("local i = 0 while true do i = i + 1"
                          " string.rep('x', i % 10) end"),
                     MOON_EINTERRUPT);
    assert_state_goes_on();
}
END_TEST

START_TEST(an_interruption_between_calls_is_forgotten)
{
    ck_assert_int_eq(moon_interrupt(state), MOON_OK);
    assert_state_goes_on();
}
END_TEST

START_TEST(limits_out_of_range_are_refused)
{
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_CPU, -1), MOON_EINVAL);
    ck_assert_int_eq(moon_set_limit(state, -1, 1), MOON_EINVAL);
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_HOST + 1, 1),
                     MOON_EINVAL);
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_DEPTH, 10001),
                     MOON_EINVAL);
    for (int32_t limit = 0; limit <= MOON_LIMIT_WALL; limit++)
        set_limit(limit, INT64_MAX);
    assert_state_goes_on();
}
END_TEST

/* The sum of all times of stacks that end in `name`. */
static int64_t profiled_ns(const char *name)
{
    int64_t sum = 0;
    int64_t table;

    ck_assert_int_eq(moon_profile_get(state), 1);
    table = moon_result_handle(state, 0);
    moon_push_nil(state);
    while (moon_table_next(table) == 2) {
        const char *stack = (const char *)moon_result_bytes(state, 0);
        const char *last = strrchr(stack, ';');

        if (last && strncmp(last + 1, name, strlen(name)) == 0)
            sum += moon_result_int(state, 1);
        ck_assert_int_eq(moon_push_result(state, 0), MOON_OK);
    }
    moon_close(table);
    return sum;
}

START_TEST(a_profile_says_where_the_time_went)
{
    static const char code[] =
        "local function spin(n) local x for i = 1, n do x = i end end"
        " function short() spin(1000) return 1 end"
        " function long() local t = {} for i = 1, 2000000 do t[i % 9] = i end"
        " return 1 end"
        " short() long() for i = 1, 3 do local co ="
        " coroutine.wrap(function() long() return 1 end) co() end return 1";
    int64_t start = now(CLOCK_THREAD_CPUTIME_ID);
    int64_t taken;

    ck_assert_int_eq(moon_profile_get(state), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
    ck_assert_int_eq(moon_profile_start(state, -1), MOON_EINVAL);
    ck_assert_int_eq(moon_profile_start(state, MS / 10), MOON_OK);
    ck_assert_int_eq(eval(code), 1);
    taken = now(CLOCK_THREAD_CPUTIME_ID) - start;
    ck_assert_int_le(profiled_ns("long"), taken);
    ck_assert_int_gt(profiled_ns("long"), taken / 2);
    ck_assert_int_lt(profiled_ns("short"), taken / 10);
    ck_assert_int_eq(moon_profile_start(state, 0), MOON_OK);
    ck_assert_int_eq(moon_profile_get(state), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

/* On our own Lua, where the promise is; the others look only now and then. */
START_TEST(a_chunk_that_takes_long_to_compile_is_stopped)
{
    static char code[1 << 20] = "local x if x then x = 0";
    int64_t start = now(CLOCK_THREAD_CPUTIME_ID);
    char *end = code + strlen(code);

    while (end < code + sizeof code - 64)
        end += sprintf(end, " elseif x == 1 then x = 2");
    strcpy(end, " end");
    set_limit(MOON_LIMIT_CPU, 20 * MS);
    ck_assert_int_eq(eval(code), MOON_ETIME);
    ck_assert_int_lt(now(CLOCK_THREAD_CPUTIME_ID) - start, 600 * MS);
}
END_TEST

Suite *limit_suite(void)
{
    Suite *suite = suite_create("limit");
    TCase *all = tcase_create("all");
    TCase *apart = tcase_create("apart");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_set_timeout(all, 60);
    tcase_add_loop_test(all, processor_time_stops_what_never_ends, 0,
                        endless_count);
    tcase_add_loop_test(all, wall_time_stops_what_never_ends, 0, endless_count);
    tcase_add_loop_test(all, instructions_stop_what_never_ends, 0,
                        endless_count);
    tcase_add_loop_test(all, a_limit_that_was_hit_is_hit_again, 0,
                        endless_count);
    tcase_add_test(all, each_call_has_its_own_budget);
    tcase_add_test(all, instructions_are_counted);
    tcase_add_test(all, output_is_limited);
    tcase_add_test(all, garbage_makes_room_before_memory_is_out);
    tcase_add_test(all, the_time_of_the_host_counts_for_the_wall_alone);
    tcase_add_test(all, a_paused_clock_stands_still);
    tcase_add_test(all, the_hosts_processor_time_counts_when_asked);
    tcase_add_test(all, a_call_inside_a_call_shares_its_budget);
    tcase_add_test(all, calls_stand_inside_each_other_to_a_depth);
    tcase_add_test(all, a_signal_handler_may_interrupt);
    tcase_add_test(all, an_interruption_between_calls_is_forgotten);
    tcase_add_test(all, limits_out_of_range_are_refused);
    tcase_add_test(all, a_profile_says_where_the_time_went);
    if (strcmp(moon_engine_id(), "lua54") == 0) {
        tcase_add_test(all, another_thread_may_interrupt);
        tcase_add_test(all, memory_that_is_out_cannot_be_caught);
        tcase_add_test(all, a_chunk_that_takes_long_to_compile_is_stopped);
    }
    suite_add_tcase(suite, all);
    tcase_set_timeout(apart, 60);
    tcase_set_tags(all, "slow"); /* times are no times under valgrind */
    tcase_set_tags(apart, "slow");
    tcase_add_test(apart, a_limit_of_instructions_ends_at_the_same_place);
    suite_add_tcase(suite, apart);
    return suite;
}
