#include <stdio.h>
#include <string.h>
#include <time.h>

#include "moonspan.h"
#include "runner.h"
#include "unit/support.h"
#include "vm/life.h"
#include "vm/limit.h"

runner_suite lib_string_suite;

/* Single calls that would take very long. */
static const char *const endless[] = {
    "string.find(('a'):rep(4000), '.-.-.-b')",
    "string.match(('a'):rep(4000), '(a*)(.-)%1b')",
    "string.gsub(('a'):rep(4000), 'a-a-a-b', 'x')",
    "string.gsub(('a'):rep(4000), '[ab]-[ab]-[ab]-c', function() end)",
    "for _ in string.gmatch(('a'):rep(4000), '.*.*.*b') do end",
    "string.find(('a'):rep(4000), ('a?'):rep(90) .. ('a'):rep(90) .. 'b')",
};

START_TEST(a_match_stops_at_the_limit_of_instructions)
{
    ck_assert_int_eq(limit_set(sandbox, MOON_LIMIT_INSTRUCTIONS, 100000),
                     MOON_OK);
    ck_assert_int_eq(eval(endless[_i]), MOON_EINSTRUCTIONS);
    ck_assert_int_eq(eval("return ('a1'):match('%d')"), 1);
}
END_TEST

/* Of the processor: machines are shared. */
static int64_t now_ms(void)
{
    struct timespec time;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

START_TEST(a_match_stops_at_the_limit_of_time)
{
    int64_t start = now_ms();

    ck_assert_int_eq(limit_set(sandbox, MOON_LIMIT_WALL, 20 * 1000000),
                     MOON_OK);
    ck_assert_int_eq(eval(endless[_i]), MOON_ETIME);
    ck_assert_int_lt(now_ms() - start, 20 + 50);
    ck_assert_int_eq(eval("return ('a1'):match('%d')"), 1);
}
END_TEST

/* Work in C on a text, and the fuel that each of its bytes is to cost, in
 * thousandths. */
static const struct {
    const char *code;
    int per_mille;
} work[] = {
    {"t:find('nowhere', 1, true)", 1000 / 32},
    {"t:find('aab', 1, true)", 1000 / 32},
    {"t:find('[xy]')", 1000 / 16},
    {"t:find('%d+')", 1000 / 16},
    {"t:match('^.*a$')", 0},
    {"t:match('^%a*$')", 1000 / 16},
    {"t:gsub('a', 'b')", 1000},
    {"t:find('%bxy')", 1000 / 16},
    {"('('  .. t):find('%b()')", 1000 / 16},
    {"t:upper()", 1000 / 32},
    {"t:lower()", 1000 / 32},
    {"t:reverse()", 1000 / 32},
    {"t:sub(2)", 1000 / 32},
    {"(t .. ''):rep(2)", 1000 / 32},
    {"('x'):rep(#t)", 1000 / 32},
    {"string.format('%s', t)", 1000 / 32},
    {"string.format('%q', t)", 1000 / 32},
    {"string.format(t)", 1000 / 32},
    {"string.pack('z', t)", 1000 / 32},
    {"string.pack('c' .. #t, '')", 1000 / 32},
    {"string.unpack('z', t .. '\\0')", 1000 / 32},
    {"string.packsize(('i'):rep(#t))", 1000 / 32},
    {"pcall(string.find, t, t)", 1000 / 32},
    {"pcall(string.byte, t, 1, 100000)", 1000 / 4},
};

START_TEST(work_in_c_is_charged_by_its_length)
{
    char code[200];
    int64_t nothing, cost;

    ck_assert_int_ge(eval("t = ('a'):rep(100000)"), 0);
    snprintf(code, sizeof code, "local _ = %s", work[_i].code);
    nothing = cost_of("local _ = t:len()");
    cost = cost_of(code) - nothing;
    ck_assert_msg(cost >= 99 * work[_i].per_mille, "%s costs %d", code,
                  (int)cost);
    ck_assert_msg(cost < 99 * work[_i].per_mille * 5 + 1000, "%s costs %d",
                  code, (int)cost);
}
END_TEST

/* Which patterns are kept does not depend on where they are in memory. */
START_TEST(the_same_match_costs_the_same)
{
    static const char code[] =
        "for i = 1, 300 do local _ = ('x' .. i):match('(%a)(' .. i .. ')') end";
    int64_t first = cost_of(code);

    ck_assert_int_gt(first, 300 * 5);
    for (int i = 0; i < 3; i++) {
        close_sandbox();
        open_sandbox();
        ck_assert_int_eq(cost_of(code), first);
    }
}
END_TEST

/* What is run with ever more memory until there is enough. */
static const char *const hungry[] = {
    "return (('ab'):rep(3000):gsub('a', '%0%0'))",
    "return (('ab'):rep(3000):gsub('a', function(c) return c .. c end))",
    "return (('ab'):rep(3000):gsub('%a', {a = 'xyz'}))",
    "local n = 0 for w in ('ab '):rep(500):gmatch('%a+') do n = n + #w end"
    " return n",
    "for i = 1, 100 do local _ = ('x'):find('[' .. i .. ']') end return 1",
    "return (('x'):rep(9000, ',')):upper():reverse():sub(3)",
    "return ('%s %5.1f %q %d'):format(('s'):rep(5000), 1.5, 'q', 3)",
};

START_TEST(every_memory_limit_is_survived)
{
    int32_t status = MOON_EMEMORY;
    int failures = 0;

    close_sandbox();
    for (size_t limit = 16384; status == MOON_EMEMORY; limit += 768) {
        sandbox = life_open(MOON_SANDBOX, MOON_WEAK_SANDBOX, limit, &status);
        if (!sandbox)
            continue;
        status = eval(hungry[_i]);
        failures += status == MOON_EMEMORY;
        life_close(sandbox);
    }
    ck_assert_int_eq(status, 1);
    ck_assert_int_gt(failures, 0);
    open_sandbox();
}
END_TEST

START_TEST(a_sandbox_shows_no_addresses)
{
    ck_assert_int_eq(eval("return ('%p'):format({})"), MOON_ERUNTIME);
    ck_assert_ptr_nonnull(
        strstr((const char *)moon_error_message(sandbox->handle),
               "invalid conversion '%p' to 'format'"));
    ck_assert_int_eq(eval("return ('%%p %d'):format(1)"), 1);
    ck_assert_str_eq((const char *)moon_result_bytes(sandbox->handle, 0),
                     "%p 1");
}
END_TEST

Suite *lib_string_suite(void)
{
    Suite *suite = suite_create("lib_string");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_sandbox, close_sandbox);
    tcase_set_timeout(all, 30);
    tcase_add_loop_test(all, a_match_stops_at_the_limit_of_instructions, 0,
                        sizeof endless / sizeof *endless);
    tcase_add_loop_test(all, a_match_stops_at_the_limit_of_time, 0,
                        sizeof endless / sizeof *endless);
    if (strcmp(engine_id, "lua54") == 0) {
        tcase_add_loop_test(all, work_in_c_is_charged_by_its_length, 0,
                            sizeof work / sizeof *work);
        tcase_add_test(all, the_same_match_costs_the_same);
    }
    tcase_add_loop_test(all, every_memory_limit_is_survived, 0,
                        sizeof hungry / sizeof *hungry);
    tcase_add_test(all, a_sandbox_shows_no_addresses);
    suite_add_tcase(suite, all);
    return suite;
}
