/*
 * MOON_KPHP: MessagePack to the library, text of serialize() back, and in both
 * a marked map in the place of a function, a table or a coroutine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/support.h"

runner_suite mark_suite;

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

#define MARK     "\0moonspan"
#define MARK_LEN 9

/* The handle that follows a mark of a kind in what was written; 0. */
static int64_t written_handle(int64_t kind)
{
    char head[64];
    int len = snprintf(head, sizeof head, "s:9:\"%cmoonspan\";i:%d;i:0;i:", 0,
                       (int)kind);
    const char *wire = (const char *)moon_wire(state);
    const char *at = wire ? memmem(wire, 200, head, (size_t)len) : NULL;

    return at ? strtoll(at + len, NULL, 10) : 0;
}

/* Writes a map with a mark, a kind from 0 to 7 and a handle, after `head`. */
static size_t write_mark(char *to, int kind, int64_t handle)
{
    char *at = to;

    memcpy(at, "\x82\xa9" MARK, 2 + MARK_LEN);
    at += 2 + MARK_LEN;
    *at++ = (char)kind;
    *at++ = 0;
    *at++ = (char)0xd3;
    for (int shift = 56; shift >= 0; shift -= 8)
        *at++ = (char)((uint64_t)handle >> shift);
    return (size_t)(at - to);
}

static int32_t push_mark(int kind, int64_t handle)
{
    char bytes[40] = "\x91";
    size_t len = 1 + write_mark(bytes + 1, kind, handle);

    return moon_push_wire(state, MOON_KPHP, bytes, len);
}

static int32_t write_result(const char *code)
{
    ck_assert_int_eq(eval(code), 1);
    return (int32_t)moon_result_wire(state, 0, MOON_KPHP);
}

START_TEST(values_without_functions_are_text)
{
    const char *text = "a:2:{i:0;d:0.30000000000000004;i:1;s:1:\"x\";}";

    if (is_luajit())
        return;
    ck_assert_int_eq(write_result("return {0.1 + 0.2, 'x'}"),
                     (int)strlen(text));
    ck_assert_mem_eq(moon_wire(state), text, strlen(text));
}
END_TEST

START_TEST(a_function_is_written_as_a_marked_map)
{
    int64_t handle;

    ck_assert_int_gt(write_result("return {f = function() return 7 end}"), 0);
    handle = written_handle(MOON_FUNCTION);
    ck_assert_int_gt(handle, 0);
    ck_assert_int_eq(moon_call(handle), 1);
    assert_int(0, 7);
    moon_close(handle);
}
END_TEST

START_TEST(a_coroutine_is_written_as_a_marked_map)
{
    int64_t handle;

    ck_assert_int_gt(write_result("return {coroutine.create(print)}"), 0);
    handle = written_handle(MOON_COROUTINE);
    ck_assert_int_eq(moon_coroutine_status(handle), MOON_SUSPENDED);
    moon_close(handle);
}
END_TEST

START_TEST(a_function_of_the_host_is_written_by_handle)
{
    int64_t handle;

    ck_assert_int_eq(moon_push_host(state, 1), MOON_OK);
    ck_assert_int_eq(moon_set(state, "f", 1), MOON_OK);
    ck_assert_int_gt(write_result("return {f}"), 0);
    handle = written_handle(MOON_FUNCTION);
    ck_assert_int_eq(moon_call(handle), MOON_HOST);
    ck_assert_int_eq(moon_answer(state), 0);
    moon_close(handle);
}
END_TEST

START_TEST(a_script_cannot_make_a_mark)
{
    ck_assert_int_eq(write_result("return {a = {['\\0moonspan'] = 5}}"),
                     MOON_ECONVERT);
    assert_contains(message(), "the key marks functions for KPHP");
    ck_assert_mem_eq(moon_error_path(state), "$.a[\"" MARK, 5 + MARK_LEN);
}
END_TEST

START_TEST(a_marked_map_is_read_as_what_it_names)
{
    int64_t handle = load("return 7");

    ck_assert_int_eq(push_mark(MOON_FUNCTION, handle), MOON_OK);
    ck_assert_int_eq(eval("local v = ... return v[1]()"), 1);
    assert_int(0, 7);
    moon_close(handle);
}
END_TEST

START_TEST(plain_message_pack_has_no_marks)
{
    char bytes[40];
    size_t len = write_mark(bytes, MOON_FUNCTION, 7);

    ck_assert_int_eq(moon_push_wire(state, MOON_MSGPACK, bytes, len), MOON_OK);
    ck_assert_int_eq(eval("local v = ... return v['\\0moonspan']"), 1);
    assert_int(0, MOON_FUNCTION);
}
END_TEST

/* Marks that name nothing, and why. */
static const struct {
    int kind;
    int64_t handle;
    const char *reason;
} bad_marks[] = {
    {MOON_FUNCTION, 0, "the Lua object was released"},
    {MOON_TABLE, -5, "the Lua object was released"},
    {MOON_FUNCTION, 123456789, "the Lua object was released"},
    {MOON_BYTES, 1, "a mark stands before no handle"},
    {MOON_USERDATA, 1, "a mark stands before no handle"},
    {0, 1, "a mark stands before no handle"},
};

START_TEST(a_mark_of_nothing_is_refused)
{
    ck_assert_int_eq(push_mark(bad_marks[_i].kind, bad_marks[_i].handle),
                     MOON_ECONVERT);
    assert_contains(message(), bad_marks[_i].reason);
    ck_assert_str_eq((const char *)moon_error_path(state), "$[0]");
}
END_TEST

START_TEST(a_mark_of_another_kind_or_state_is_refused)
{
    int64_t other = moon_open(MOON_STANDARD, MOON_PLAIN, 0);
    int64_t function = load("return 7");
    int64_t foreign = moon_load(other, "", 0, NULL, 0);

    ck_assert_int_eq(push_mark(MOON_TABLE, function), MOON_ECONVERT);
    ck_assert_int_eq(push_mark(MOON_FUNCTION, state), MOON_ECONVERT);
    ck_assert_int_eq(push_mark(MOON_FUNCTION, foreign), MOON_ECONVERT);
    assert_contains(message(), "the Lua object belongs to another state");
    moon_close(function);
    moon_close(other);
}
END_TEST

START_TEST(no_prefix_of_a_mark_is_read)
{
    char bytes[40];
    int64_t handle = load("return 7");
    size_t len = write_mark(bytes, MOON_FUNCTION, handle);

    for (size_t i = 0; i < len; i++) {
        ck_assert_int_eq(moon_push_wire(state, MOON_KPHP, bytes, i),
                         MOON_ECONVERT);
    }
    ck_assert_int_eq(moon_push_wire(state, MOON_KPHP, bytes, len), MOON_OK);
    moon_drop_arguments(state);
    moon_close(handle);
}
END_TEST

Suite *mark_suite(void)
{
    Suite *suite = suite_create("mark");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, values_without_functions_are_text);
    tcase_add_test(all, a_function_is_written_as_a_marked_map);
    tcase_add_test(all, a_coroutine_is_written_as_a_marked_map);
    tcase_add_test(all, a_function_of_the_host_is_written_by_handle);
    tcase_add_test(all, a_script_cannot_make_a_mark);
    tcase_add_test(all, a_marked_map_is_read_as_what_it_names);
    tcase_add_test(all, plain_message_pack_has_no_marks);
    tcase_add_loop_test(all, a_mark_of_nothing_is_refused, 0, COUNT(bad_marks));
    tcase_add_test(all, a_mark_of_another_kind_or_state_is_refused);
    tcase_add_test(all, no_prefix_of_a_mark_is_read);
    suite_add_tcase(suite, all);
    return suite;
}
