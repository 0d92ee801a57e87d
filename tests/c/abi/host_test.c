/*
 * Functions of the host: questions and answers, errors, what Lua lets go of,
 * and the callback.
 */
#include <string.h>

#include "abi/support.h"

runner_suite host_suite;

enum { ADD = 1, FAIL = 2, NEST = 3 };

/* Sets the global `name` to the function of the host with that number. */
static void give(int64_t number, const char *name)
{
    ck_assert_int_eq(moon_push_host(state, number), MOON_OK);
    ck_assert_int_eq(moon_set(state, name, strlen(name)), MOON_OK);
}

static void setup(void)
{
    open_state();
    give(ADD, "add");
    give(FAIL, "fail");
    give(NEST, "nest");
}

/* Answers `add` by a sum and `fail` by an error, until the call is over. */
static int32_t serve(int32_t status)
{
    while (status == MOON_HOST) {
        int64_t number = moon_host_called(state);
        int64_t sum = moon_result_int(state, 0) + moon_result_int(state, 1);

        if (number == ADD) {
            moon_push_int(state, sum);
            status = moon_answer(state);
        } else {
            moon_push_bytes(state, "Oops", 4);
            moon_push_bytes(state, "no", 2);
            moon_push_int(state, 7);
            status = moon_raise(state, 1000 + number);
        }
    }
    return status;
}

START_TEST(a_script_calls_the_host)
{
    ck_assert_int_eq(eval("return add(1, 2) + add(3, 4)"), MOON_HOST);
    ck_assert_int_eq(moon_host_called(state), ADD);
    ck_assert_int_eq(moon_result_count(state), 2);
    assert_int(0, 1);
    assert_int(1, 2);
    ck_assert_int_eq(moon_error_status(state), MOON_OK);
    ck_assert_int_eq(moon_drop_results(state), MOON_OK);
    ck_assert_int_eq(moon_result_count(state), 2);
    ck_assert_int_eq(serve(MOON_HOST), 1);
    assert_int(0, 10);
    ck_assert_int_eq(moon_host_called(state), 0);
}
END_TEST

START_TEST(an_answer_without_a_question_is_refused)
{
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_answer(state), MOON_EINVAL);
    ck_assert_int_eq(moon_raise(state, 5), MOON_EINVAL);
    ck_assert_int_eq(moon_abandon(state), MOON_EINVAL);
    ck_assert_int_eq(eval("return select('#', ...)"), 1);
    assert_int(0, 0);
}
END_TEST

START_TEST(a_raise_takes_three_arguments)
{
    ck_assert_int_eq(eval("return pcall(add)"), MOON_HOST);
    moon_push_bytes(state, "Oops", 4);
    ck_assert_int_eq(moon_raise(state, 5), MOON_EINVAL);
    ck_assert_int_eq(moon_host_called(state), ADD);
    ck_assert_int_eq(moon_raise(state, 0), MOON_EINVAL);
    ck_assert_int_eq(moon_host_called(state), ADD);
    ck_assert_int_eq(moon_answer(state), 1);
}
END_TEST

START_TEST(an_error_of_the_host_is_caught_with_its_fields)
{
    ck_assert_int_eq(serve(eval("local ok, e = pcall(fail) return ok, e.class,"
                                " e.message, e.code, tostring(e)")),
                     5);
    ck_assert_int_eq(moon_result_int(state, 0), 0);
    assert_text(1, "Oops");
    assert_text(2, "no");
    assert_int(3, 7);
    assert_text(4, "Oops: no");
}
END_TEST

START_TEST(an_error_that_nobody_catches_is_the_hosts_own)
{
    ck_assert_int_eq(serve(eval("fail()")), MOON_ERUNTIME);
    ck_assert_int_eq(moon_error_host(state), 1000 + FAIL);
    ck_assert_str_eq(message(), "Oops: no");
    ck_assert_int_eq(serve(eval("error({})")), MOON_ERUNTIME);
    ck_assert_int_eq(moon_error_host(state), 0);
}
END_TEST

START_TEST(an_abandoned_call_is_over)
{
    ck_assert_int_eq(eval("local r = add() after = true"), MOON_HOST);
    ck_assert_int_eq(moon_abandon(state), MOON_OK);
    ck_assert_int_eq(moon_host_called(state), 0);
    ck_assert_int_eq(eval("return after"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(the_host_may_call_before_it_answers)
{
    ck_assert_int_eq(eval("return nest(1) .. 'a'"), MOON_HOST);
    ck_assert_int_eq(serve(eval("return add(20, 1)")), 1);
    assert_int(0, 21);
    moon_push_bytes(state, "b", 1);
    ck_assert_int_eq(moon_answer(state), 1);
    assert_text(0, "ba");
}
END_TEST

START_TEST(calls_wait_in_each_other_to_a_depth)
{
    int depth = 0;

    while (eval("return nest() + 1") == MOON_HOST)
        depth++;
    ck_assert_int_eq(depth, 200);
    ck_assert_int_eq(moon_error_status(state), MOON_EDEPTH);
    for (int i = 1; i <= depth; i++) {
        moon_push_int(state, i);
        ck_assert_int_eq(moon_answer(state), 1);
        assert_int(0, i + 1);
    }
    ck_assert_int_eq(moon_answer(state), MOON_EINVAL);
}
END_TEST

START_TEST(a_state_may_be_closed_while_it_waits)
{
    int64_t other = open_limited(0);

    moon_push_host(other, 1);
    moon_set(other, "f", 1);
    ck_assert_int_eq(moon_eval(other, "f(1, {})", 8, NULL, 0), MOON_HOST);
    ck_assert_int_eq(moon_close(other), MOON_OK);
}
END_TEST

/* A script that is to leave `...` to the host, and what it gives then. */
static const char *const roads[] = {
    "return add(2, 3)",
    "return select(2, pcall(add, 2, 3))",
    "return select(2, xpcall(add, print, 2, 3))",
    "return coroutine.wrap(function() return add(2, 3) end)()",
    "return coroutine.wrap(function() return coroutine.wrap(function()"
    " return add(2, 3) end)() end)()",
    "return setmetatable({}, {__index = function(_, k) return add(2, k) end})"
    "[3]",
    "return setmetatable({}, {__add = function(_, k) return add(2, k) end}) + "
    "3",
    "for n in function(_, k) if not k then return add(2, 3) end end do return n"
    " end",
    "local co = coroutine.create(add) return select(2, coroutine.resume(co, 2, "
    "3))",
};

START_TEST(every_road_reaches_the_host)
{
    ck_assert_int_eq(eval(roads[_i]), MOON_HOST);
    ck_assert_int_eq(serve(MOON_HOST), 1);
    assert_int(0, 5);
}
END_TEST

START_TEST(a_coroutine_that_waits_for_the_host_is_normal)
{
    ck_assert_int_eq(eval("co = coroutine.create(function() return add(1, 1)"
                          " end) return coroutine.resume(co)"),
                     MOON_HOST);
    ck_assert_int_eq(eval("return coroutine.status(co), coroutine.resume(co)"),
                     3);
    assert_text(0, "normal");
    ck_assert_int_eq(moon_result_int(state, 1), 0);
    ck_assert_int_eq(serve(moon_answer(state)), 1);
    ck_assert_int_eq(eval("return coroutine.status(co)"), 1);
    assert_text(0, "dead");
}
END_TEST

/* One number for one function, and what it is told when Lua lets go. */
START_TEST(a_function_is_the_same_until_lua_lets_go_of_it)
{
    moon_push_host(state, 77);
    moon_push_host(state, 77);
    ck_assert_int_eq(eval("local a, b = ... return a == b, a, {a}"), 3);
    ck_assert_int_eq(moon_result_int(state, 0), 1);
    ck_assert_int_eq(moon_result_kind(state, 1), MOON_HOSTED);
    ck_assert_int_eq(moon_result_int(state, 1), 77);
    ck_assert_int_gt(moon_result_wire(state, 2, MOON_SERIALIZE), 0);
    assert_contains((const char *)moon_wire(state), "s:4:\"host\";i:77;");
    ck_assert_int_eq(moon_released(state), 0);
    ck_assert_int_eq(eval(""), 0); /* for the results are held */
    ck_assert_int_eq(moon_collect(state), MOON_OK);
    ck_assert_int_eq(moon_collect(state), MOON_OK);
    ck_assert_int_eq(moon_released(state), 77);
    ck_assert_int_eq(moon_released(state), 0);
}
END_TEST

START_TEST(a_number_in_a_value_becomes_a_function)
{
    static const char good[] =
        "a:1:{s:1:\"f\";O:27:\"Moonspan\\Internal\\Reference\":1:"
        "{s:4:\"host\";i:1;}}";
    static const char forged[] =
        "a:1:{s:1:\"f\";O:27:\"Moonspan\\Internal\\Reference\":1:"
        "{s:4:\"host\";i:-1;}}";

    ck_assert_int_eq(
        moon_push_wire(state, MOON_SERIALIZE, good, sizeof good - 1), MOON_OK);
    ck_assert_int_eq(serve(eval("local t = ... return t.f == add, t.f(4, 5)")),
                     2);
    ck_assert_int_eq(moon_result_int(state, 0), 1);
    assert_int(1, 9);
    ck_assert_int_eq(
        moon_push_wire(state, MOON_SERIALIZE, forged, sizeof forged - 1),
        MOON_ECONVERT);
    ck_assert_int_eq(moon_push_host(state, 0), MOON_EINVAL);
    ck_assert_int_eq(moon_push_host(state, -5), MOON_EINVAL);
}
END_TEST

START_TEST(one_word_tells_the_call)
{
    int64_t *words = moon_frame(state);

    ck_assert_int_eq(eval("return add(7, 'text')"), MOON_HOST);
    ck_assert_int_eq(words[MOON_FRAME_CALL],
                     ADD * (1 << 24) + MOON_BYTES * 256 + MOON_INT * 16 + 2);
    ck_assert_int_eq(moon_abandon(state), MOON_OK);
    ck_assert_int_eq(eval("return add('short')"), MOON_HOST);
    ck_assert_mem_eq(&words[MOON_FRAME_TEXT], "short", 5);
    memcpy(&words[MOON_FRAME_TEXT], "answer", 6);
    words[MOON_FRAME_FIRST + 1] = 6;
    words[MOON_FRAME_ARGUMENTS] = -MOON_BYTES;
    ck_assert_int_eq(moon_answer(state), 1);
    assert_text(0, "answer");
    ck_assert_int_eq(eval("return add(1, 2, 3, 4, 5)"), MOON_HOST);
    ck_assert_int_eq(words[MOON_FRAME_CALL], 0);
    ck_assert_int_eq(words[MOON_FRAME_COUNT], 5);
    words[MOON_FRAME_FIRST + 1] = MOON_FRAME_BYTES + 1;
    words[MOON_FRAME_ARGUMENTS] = -MOON_BYTES;
    ck_assert_int_eq(moon_answer(state), MOON_EINVAL);
    ck_assert_int_eq(moon_host_called(state), ADD);
    ck_assert_int_eq(moon_abandon(state), MOON_OK);
}
END_TEST

/* What the callback saw and is to do. */
static struct {
    int calls;
    int64_t outcome;
    int32_t nested;
} back;

static int64_t answer_back(int64_t st)
{
    back.calls++;
    back.nested = moon_eval(st, "return 1", 8, NULL, 0);
    if (back.outcome == 0)
        moon_push_bool(st, moon_result_int(st, 0) < moon_result_int(st, 1));
    if (back.outcome <= 0)
        return back.outcome;
    moon_push_bytes(st, "Oops", 4);
    moon_push_bytes(st, "no", 2);
    moon_push_int(st, 7);
    return back.outcome;
}

static const char SORT[] = "local t = {3, 1, 2} table.sort(t, add)"
                           " return t[1], t[2], t[3]";

static void allow_callback(int64_t outcome)
{
    int64_t address = 0;
    int64_t (*function)(int64_t) = answer_back;

    memset(&back, 0, sizeof back);
    back.outcome = outcome;
    memcpy(&address, &function, sizeof function);
    ck_assert_int_eq(moon_set_callback(state, address), MOON_OK);
}

/* string.gsub and table.sort may be left on some engines, this never. */
static const char HANDLER[] = "return xpcall(error, add, 'x')";

START_TEST(without_a_callback_a_call_that_cannot_be_left_is_an_error)
{
    ck_assert_int_eq(eval("return xpcall(error, function() local ok, e ="
                          " pcall(function() add() end) return e end)"),
                     2);
    assert_contains((const char *)moon_result_bytes(state, 1),
                    "test:1: a function of the host cannot be called here");
}
END_TEST

START_TEST(a_callback_answers_where_a_call_cannot_be_left)
{
    allow_callback(0);
    ck_assert_int_eq(eval("return xpcall(error, function(e) return add(1, 2)"
                          " end, 'x')"),
                     2);
    ck_assert_int_eq(back.calls, 1);
    ck_assert_int_eq(moon_result_int(state, 1), 1);
    ck_assert_int_eq(back.nested, MOON_EBUSY);
}
END_TEST

START_TEST(a_callback_raises_an_error)
{
    allow_callback(55);
    ck_assert_int_eq(eval("return xpcall(error, function() local ok, e ="
                          " pcall(add) return e.class end)"),
                     2);
    assert_text(1, "Oops");
    ck_assert_int_eq(eval(HANDLER), 2);
}
END_TEST

START_TEST(a_callback_ends_the_call_so_that_nothing_catches_it)
{
    allow_callback(-1);
    ck_assert_int_eq(eval("while true do xpcall(error, function() add() end)"
                          " n = (n or 0) + 1 end"),
                     MOON_ERUNTIME);
    ck_assert_int_eq(back.calls, 1);
    ck_assert_int_eq(eval("return n"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(a_sort_by_the_host_is_right)
{
    int32_t status;

    allow_callback(0);
    status = eval(SORT);
    while (status == MOON_HOST) {
        moon_push_bool(state,
                       moon_result_int(state, 0) < moon_result_int(state, 1));
        status = moon_answer(state);
    }
    ck_assert_int_eq(status, 3);
    assert_int(0, 1);
    assert_int(2, 3);
}
END_TEST

/* Calls of the host in coroutines, with errors and answers, by any limit. */
static int32_t serve_limited(int64_t st, int32_t status)
{
    while (status == MOON_HOST) {
        status = moon_push_bytes(st, "an answer", 9);
        if (status == MOON_OK)
            status = moon_answer(st);
        if (status < 0 && status != MOON_HOST && moon_host_called(st))
            moon_abandon(st);
    }
    return status;
}

static int32_t use_hosts(int64_t st)
{
    static const char code[] =
        "local all = {} for i = 1, 20 do"
        " local co = coroutine.wrap(function(a) local b = f(a, i)"
        " coroutine.yield(b) return f() end)"
        " all[i] = co(i) .. co() end return #all";
    int32_t status = moon_push_host(st, 1);

    if (status == MOON_OK)
        status = moon_set(st, "f", 1);
    if (status == MOON_OK)
        status =
            serve_limited(st, moon_eval(st, code, sizeof code - 1, NULL, 0));
    return status;
}

START_TEST(any_memory_limit_is_survived_by_calls_of_the_host)
{
    int32_t status = MOON_EMEMORY;
    int refused = 0;

    for (int64_t limit = 20000; status != 1; limit += 48) {
        int64_t st = open_limited(limit);

        if (st == MOON_EMEMORY)
            continue;
        status = use_hosts(st);
        ck_assert_msg(status == 1 || status == MOON_EMEMORY, "%d", status);
        refused += status == MOON_EMEMORY;
        moon_set_limit(st, MOON_LIMIT_MEMORY, 0);
        ck_assert_int_eq(moon_eval(st, "return 1", 8, NULL, 0), 1);
        ck_assert_int_eq(moon_close(st), MOON_OK);
        ck_assert_int_lt(limit, 1000000);
    }
    ck_assert_int_gt(refused, 10);
}
END_TEST

Suite *host_suite(void)
{
    Suite *suite = suite_create("host");
    TCase *all = tcase_create("all");
    int count = (int)(sizeof roads / sizeof *roads);

    tcase_set_timeout(all, 120);
    tcase_add_checked_fixture(all, setup, close_state);
    tcase_add_test(all, a_script_calls_the_host);
    tcase_add_test(all, an_answer_without_a_question_is_refused);
    tcase_add_test(all, a_raise_takes_three_arguments);
    tcase_add_test(all, an_error_of_the_host_is_caught_with_its_fields);
    tcase_add_test(all, an_error_that_nobody_catches_is_the_hosts_own);
    tcase_add_test(all, an_abandoned_call_is_over);
    tcase_add_test(all, the_host_may_call_before_it_answers);
    tcase_add_test(all, calls_wait_in_each_other_to_a_depth);
    tcase_add_test(all, a_state_may_be_closed_while_it_waits);
    tcase_add_loop_test(all, every_road_reaches_the_host, 0, count);
    tcase_add_test(all, a_coroutine_that_waits_for_the_host_is_normal);
    tcase_add_test(all, a_function_is_the_same_until_lua_lets_go_of_it);
    tcase_add_test(all, a_number_in_a_value_becomes_a_function);
    tcase_add_test(all, one_word_tells_the_call);
    tcase_add_test(all,
                   without_a_callback_a_call_that_cannot_be_left_is_an_error);
    tcase_add_test(all, a_callback_answers_where_a_call_cannot_be_left);
    tcase_add_test(all, a_callback_raises_an_error);
    tcase_add_test(all, a_callback_ends_the_call_so_that_nothing_catches_it);
    tcase_add_test(all, a_sort_by_the_host_is_right);
    tcase_add_test(all, any_memory_limit_is_survived_by_calls_of_the_host);
    suite_add_tcase(suite, all);
    return suite;
}
