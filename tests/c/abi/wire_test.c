/*
 * Whole values: from bytes to Lua, and back.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/support.h"

runner_suite wire_suite;

static int32_t push(const char *text)
{
    return moon_push_wire(state, MOON_SERIALIZE, text, strlen(text));
}

static const char *path(void)
{
    return (const char *)moon_error_path(state);
}

/* What PHP serializes, and what is true of it in Lua as `v`. */
static const struct {
    const char *text;
    const char *truth;
} read_rows[] = {
    {"N;", "v == nil"},
    {"b:1;", "v == true"},
    {"b:0;", "v == false"},
    {"i:-42;", "v == -42"},
    {"d:0.1;", "v == 0.1"},
    {"d:-INF;", "v == -1/0"},
    {"d:NAN;", "v ~= v"},
    {"s:5:\"a\"b;c\";", "v == 'a\"b;c'"},
    {"a:0:{}", "next(v) == nil"},
    {"a:3:{i:0;i:10;i:1;i:20;i:2;i:30;}", "#v == 3 and v[3] == 30"},
    {"a:3:{i:0;i:1;i:1;N;i:2;i:3;}", "#v == 3 and v[2] == php.null"},
    {"a:1:{s:1:\"a\";a:1:{s:1:\"b\";s:1:\"c\";}}", "v.a.b == 'c'"},
    {"a:2:{i:1;s:1:\"a\";i:2;s:1:\"b\";}", "v[1] == 'a' and v[2] == 'b'"},
    {"a:2:{i:0;s:1:\"a\";i:2;s:1:\"b\";}",
     "v[0] == 'a' and v[1] == nil and v[2] == 'b'"},
    {"a:2:{i:1;s:1:\"a\";i:0;s:1:\"b\";}", "v[1] == 'a' and v[0] == 'b'"},
    {"a:3:{i:0;s:1:\"a\";i:1;s:1:\"b\";s:1:\"k\";i:9;}",
     "v[0] == 'a' and v[1] == 'b' and v[2] == nil and v.k == 9"},
    {"a:1:{i:-5;b:1;}", "v[-5] == true"},
    {"a:2:{i:0;a:1:{i:0;i:7;}i:1;R:2;}", "v[2][1] == 7"},
    {"a:2:{i:0;i:7;i:1;R:2;}", "v[2] == 7"},
};

START_TEST(what_php_writes_is_read)
{
    char code[200];

    snprintf(code, sizeof code, "local v = ... return %s", read_rows[_i].truth);
    ck_assert_int_eq(push(read_rows[_i].text), MOON_OK);
    ck_assert_int_eq(eval(code), 1);
    ck_assert_msg(moon_result_int(state, 0) == 1, "%s", read_rows[_i].text);
}
END_TEST

/* What cannot be read, where, and why. */
static const struct {
    const char *text;
    const char *path;
    const char *message;
} bad_rows[] = {
    {"", "$", ""},
    {"i:5", "$", ""},
    {"i:5;i:6;", "$", "bytes follow the value"},
    {"a:1:{i:0;i:5;", "$", ""},
    {"a:1:{s:1:\"a\";a:2:{i:0;i:1;i:1;x:2;}}", "$.a[1]", ""},
    {"a:1:{s:3:\"a b\";x}", "$[\"a b\"]", ""},
    {"a:99999999:{i:0;i:1;}", "$", ""},
    {"s:99999999:\"x\";", "$", ""},
    {"a:1:{d:1.5;i:1;}", "$", "a key is no integer and no string"},
    {"a:1:{i:0;O:8:\"DateTime\":0:{}}", "$[0]",
     "cannot convert an object of class 'DateTime'"},
    {"O:20:\"Moonspan\\LuaFunction\":1:{s:6:\"handle\";i:123456;}", "$",
     "the Lua object was released"},
    {"O:20:\"Moonspan\\LuaFunction\":1:{s:6:\"handle\";s:1:\"1\";}", "$",
     "the Lua object was released"},
    {"a:1:{i:0;R:1;}", "$[0]", "the array contains itself"},
    {"a:1:{i:0;R:99;}", "$[0]", "a reference leads nowhere"},
    {"a:1:{i:0;R:0;}", "$[0]", ""},
    {"R:1;", "$", "a reference leads nowhere"},
};

START_TEST(what_cannot_be_read_says_where)
{
    moon_push_int(state, 1);
    ck_assert_int_eq(push(bad_rows[_i].text), MOON_ECONVERT);
    ck_assert_str_eq(path(), bad_rows[_i].path);
    assert_contains(message(), bad_rows[_i].message);
    ck_assert_int_eq(eval("return select('#', ...)"), 1);
    assert_int(0, 0);
}
END_TEST

/* A text cut short anywhere, in a block that ends where it does. */
START_TEST(no_prefix_is_read)
{
    static const char text[] =
        "a:4:{i:0;a:2:{s:1:\"a\";d:1.5;s:1:\"b\";N;}i:1;b:1;"
        "i:2;s:3:\"xyz\";i:3;R:3;}";

    for (size_t len = 0; len < sizeof text - 1; len++) {
        char *copy = malloc(len + 1);

        memcpy(copy, text, len);
        ck_assert_int_eq(moon_push_wire(state, MOON_SERIALIZE, copy, len),
                         MOON_ECONVERT);
        free(copy);
    }
    ck_assert_int_eq(push(text), MOON_OK);
}
END_TEST

/* What Lua returns, and how it is written for PHP. */
static const struct {
    const char *code;
    const char *text;
} write_rows[] = {
    {"nil", "N;"},
    {"php.null", "N;"},
    {"true", "b:1;"},
    {"-7", "i:-7;"},
    {"'a\\0b'", "s:3:\"a"},
    {"{}", "a:0:{}"},
    {"{10, 'x'}", "a:2:{i:0;i:10;i:1;s:1:\"x\";}"},
    {"{10, php.null, 30}", "a:3:{i:0;i:10;i:1;N;i:2;i:30;}"},
    {"{a = {b = true}}", "a:1:{s:1:\"a\";a:1:{s:1:\"b\";b:1;}}"},
    {"{[2] = 'x'}", "a:1:{i:2;s:1:\"x\";}"},
    {"{[0] = 'x'}", "a:1:{i:0;s:1:\"x\";}"},
    {"{['5'] = 'x'}", "a:1:{s:1:\"5\";s:1:\"x\";}"},
    {"setmetatable({1}, {__index = error, __len = error, __pairs = error})",
     "a:1:{i:0;i:1;}"},
};

START_TEST(what_lua_returns_is_written)
{
    char code[200];

    snprintf(code, sizeof code, "return %s", write_rows[_i].code);
    ck_assert_int_eq(eval(code), 1);
    ck_assert_int_gt(moon_result_wire(state, 0, MOON_SERIALIZE), 0);
    if (strstr(write_rows[_i].text, "\"a") == NULL)
        ck_assert_str_eq((const char *)moon_wire(state), write_rows[_i].text);
    else
        assert_contains((const char *)moon_wire(state), write_rows[_i].text);
}
END_TEST

START_TEST(a_list_is_exactly_one_to_n)
{
    ck_assert_int_eq(eval("local t = {1, 2, 3, 4} t[2] = nil return t"), 1);
    ck_assert_int_gt(moon_result_wire(state, 0, MOON_SERIALIZE), 0);
    ck_assert_int_eq(moon_wire(state)[2], '3');
    assert_contains((const char *)moon_wire(state), "i:4;i:4;");
    ck_assert_int_eq(eval("local t = {} for i = 10, 1, -1 do t[i] = i end"
                          " return t, {1, 2, x = 3}"),
                     2);
    ck_assert_int_gt(moon_result_wire(state, 0, MOON_SERIALIZE), 0);
    assert_contains((const char *)moon_wire(state), "a:10:{i:0;i:1;i:1;i:2;");
    ck_assert_int_gt(moon_result_wire(state, 1, MOON_SERIALIZE), 0);
    assert_contains((const char *)moon_wire(state), "a:3:{i:1;i:1;i:2;i:2;");
}
END_TEST

/* What cannot be written, where, and why. */
static const struct {
    const char *code;
    const char *path;
    const char *message;
} unwritable[] = {
    {"{[1.5] = 1}", "$", "PHP has no keys of type 'float'"},
    {"{a = {[true] = 1}}", "$.a", "PHP has no keys of type 'boolean'"},
    {"{{[{}] = 1}}", "$[1]", "PHP has no keys of type 'table'"},
    {"{[1] = 1, ['1'] = 2}", "$[\"1\"]", "as an integer and as a string"},
    {"{[-3] = 1, ['-3'] = 2}", "$[\"-3\"]", "as an integer and as a string"},
    {"(function() local t = {} t.t = {t} return t end)()", "$.t[1]",
     "the table contains itself"},
    {"(function() local t = {} for i = 1, 200 do t = {t} end return t end)()",
     NULL, "nested too deeply"},
};

START_TEST(what_cannot_be_written_says_where)
{
    char code[200];

    snprintf(code, sizeof code, "return %s", unwritable[_i].code);
    ck_assert_int_eq(eval(code), 1);
    ck_assert_int_eq(moon_result_wire(state, 0, MOON_SERIALIZE), MOON_ECONVERT);
    if (unwritable[_i].path)
        ck_assert_str_eq(path(), unwritable[_i].path);
    assert_contains(message(), unwritable[_i].message);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_TABLE);
    ck_assert_str_eq((const char *)moon_wire(state), "");
    ck_assert_int_eq(moon_live_handles(), 1);
    ck_assert_int_eq(eval("return 1"), 1);
    ck_assert_str_eq(path(), "");
}
END_TEST

START_TEST(functions_travel_as_handles)
{
    int64_t handle;
    const char *at;

    ck_assert_int_eq(eval("return {f = function() return 7 end}"), 1);
    ck_assert_int_gt(moon_result_wire(state, 0, MOON_SERIALIZE), 0);
    at =
        strstr((const char *)moon_wire(state),
               "O:27:\"Moonspan\\Internal\\Reference\":1:{s:8:\"function\";i:");
    ck_assert_ptr_nonnull(at);
    handle = strtoll(strrchr(at, 'i') + 2, NULL, 10);
    ck_assert_int_eq(moon_call(handle), 1);
    assert_int(0, 7);
}
END_TEST

START_TEST(a_function_is_no_message_pack)
{
    ck_assert_int_eq(eval("return {print}, {coroutine.create(print)}"), 2);
    ck_assert_int_eq(moon_result_wire(state, 0, MOON_MSGPACK),
                     MOON_EUNSUPPORTED);
    ck_assert_int_eq(moon_error_status(state), MOON_OK);
    ck_assert_int_eq(moon_result_wire(state, 1, MOON_MSGPACK),
                     MOON_EUNSUPPORTED);
}
END_TEST

START_TEST(a_failed_value_leaves_no_handle_open)
{
    int64_t handle;

    ck_assert_int_eq(eval("return {print, print, {print, [true] = 1}}"), 1);
    ck_assert_int_eq(moon_result_wire(state, 0, MOON_SERIALIZE), MOON_ECONVERT);
    ck_assert_int_eq(moon_live_handles(), 1);
    ck_assert_int_eq(eval("local t = {print, print, print, print, x = print}"
                          " t[2] = nil return t"),
                     1);
    ck_assert_int_gt(moon_result_wire(state, 0, MOON_SERIALIZE), 0);
    ck_assert_int_eq(moon_live_handles(), 1 + 1);
    handle = moon_result_handle(state, 0);
    ck_assert_int_eq(moon_close(handle), MOON_OK);
    ck_assert_int_eq(eval("return print"), 1);
    handle = moon_result_handle(state, 0);
    for (int i = 0; i < 1 + 4; i++)
        ck_assert_int_eq(moon_close(handle), MOON_OK);
    ck_assert_int_eq(moon_close(handle), MOON_ESTALE);
}
END_TEST

START_TEST(objects_of_the_state_come_back_as_themselves)
{
    char text[100];
    int64_t handle = load("return 'called'");

    snprintf(text, sizeof text,
             "a:1:{i:0;O:20:\"Moonspan\\LuaFunction\":1:"
             "{s:6:\"handle\";i:%lld;}}",
             (long long)handle);
    ck_assert_int_eq(push(text), MOON_OK);
    ck_assert_int_eq(eval("return (...)[1]()"), 1);
    assert_text(0, "called");
    moon_close(handle);
    ck_assert_int_eq(push(text), MOON_ECONVERT);
    ck_assert_str_eq(path(), "$[0]");
}
END_TEST

/* Each doubles the last; decoded they would be 2^40 parts. */
START_TEST(a_bomb_of_references_is_defused)
{
    char text[2000] = "a:41:{i:0;a:1:{i:0;i:1;}";

    for (int i = 1; i <= 40; i++) {
        char *end = text + strlen(text);

        snprintf(end, 40, "i:%d;a:2:{i:0;R:%d;i:1;R:%d;}", i, i + 1, i + 1);
    }
    strcat(text, "}");
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 16 << 20),
                     MOON_OK);
    ck_assert_int_lt(push(text), 0);
    ck_assert_int_eq(eval("return 1"), 1);
}
END_TEST

/* As many as an array may have that PHP's foreach went through by reference. */
START_TEST(many_references_are_read_in_time)
{
    enum { COUNT = 50000, LINE = 32 };
    char *text = malloc((size_t)COUNT * LINE);
    size_t len = (size_t)sprintf(text, "a:%d:{i:0;i:7;", COUNT);

    for (int i = 1; i < COUNT; i++)
        len += (size_t)sprintf(text + len, "i:%d;R:%d;", i, 2);
    text[len++] = '}';
    ck_assert_int_eq(moon_push_wire(state, MOON_SERIALIZE, text, len), MOON_OK);
    ck_assert_int_eq(eval("local t = ... return #t, t[50000]"), 2);
    assert_int(0, COUNT);
    assert_int(1, 7);
    free(text);
}
END_TEST

static void *push_chain(void *text)
{
    int64_t other = open_limited(0);
    int32_t status = moon_push_wire(other, MOON_SERIALIZE, text, strlen(text));

    moon_close(other);
    return status == MOON_OK ? text : NULL;
}

/* Each reference is to the one before it; so little stack is soon used up. */
START_TEST(references_to_references_do_not_go_deep)
{
    enum { COUNT = 5000, LINE = 32 };
    char *text = malloc((size_t)COUNT * LINE);
    size_t len = (size_t)sprintf(text, "a:%d:{i:0;a:0:{}", COUNT);
    pthread_attr_t small;
    pthread_t thread;
    void *result;

    for (int i = 1; i < COUNT; i++)
        len += (size_t)sprintf(text + len, "i:%d;r:%d;", i, i + 1);
    strcpy(text + len, "}");
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 512 * 1024);
    pthread_create(&thread, &small, push_chain, text);
    pthread_join(thread, &result);
    ck_assert_ptr_eq(result, text);
    free(text);
}
END_TEST

/* A reference to what is still to come, in front of what goes very deep. */
START_TEST(a_reference_ahead_is_not_followed)
{
    enum { DEPTH = 200000 };
    char *text = malloc(DEPTH * 9 + 100);
    size_t len = (size_t)sprintf(text, "a:2:{i:0;R:100000;i:1;");

    for (int i = 0; i < DEPTH; i++)
        len += (size_t)sprintf(text + len, "a:1:{i:0;");
    len += (size_t)sprintf(text + len, "N;");
    ck_assert_int_eq(moon_push_wire(state, MOON_SERIALIZE, text, len),
                     MOON_ECONVERT);
    free(text);
}
END_TEST

/* Shared tables are written again at each place: 2^30 times this one. */
START_TEST(a_bomb_of_shared_tables_is_defused)
{
    ck_assert_int_eq(moon_set_limit(state, MOON_LIMIT_MEMORY, 8 << 20),
                     MOON_OK);
    ck_assert_int_eq(eval("local t = {} for i = 1, 30 do t = {t, t} end"
                          " return t"),
                     1);
    ck_assert_int_eq(moon_result_wire(state, 0, MOON_SERIALIZE), MOON_EMEMORY);
    ck_assert_int_eq(eval("return 1"), 1);
}
END_TEST

START_TEST(an_unknown_format_is_refused)
{
    ck_assert_int_eq(moon_push_wire(state, 3, "N;", 2), MOON_EINVAL);
    ck_assert_int_eq(moon_push_wire(state, -1, "N;", 2), MOON_EINVAL);
    ck_assert_int_eq(eval("return 1"), 1);
    ck_assert_int_eq(moon_result_wire(state, 0, 3), MOON_EINVAL);
    ck_assert_int_eq(moon_result_wire(state, 1, 0), MOON_EINVAL);
    ck_assert_int_eq(moon_result_wire(state, -1, 0), MOON_EINVAL);
}
END_TEST

/* A value of every kind there and back, in both formats. */
START_TEST(a_round_trip_changes_nothing)
{
    static const char code[] =
        "return {1, -1, 2^40, 0.5, 1e300, 'text', '', true, false, php.null,"
        " {}, {1, 2, {3}}, {a = {b = {c = 'd'}}}, {[0] = 1, [5] = 2}}";
    int64_t len, again;
    char *bytes;

    ck_assert_int_eq(eval(code), 1);
    len = moon_result_wire(state, 0, _i);
    ck_assert_int_gt(len, 0);
    bytes = malloc((size_t)len);
    memcpy(bytes, moon_wire(state), (size_t)len);
    ck_assert_int_eq(moon_push_wire(state, _i, bytes, (size_t)len), MOON_OK);
    ck_assert_int_eq(eval("return ..."), 1);
    again = moon_result_wire(state, 0, _i);
    ck_assert_int_eq(again, len);
    ck_assert_int_eq(memcmp(bytes, moon_wire(state), (size_t)len), 0);
    free(bytes);
}
END_TEST

START_TEST(null_is_a_value_of_its_own)
{
    ck_assert_int_eq(eval("return tostring(php.null), php.null == nil,"
                          " php.null and 1, getmetatable(php.null),"
                          " php.null"),
                     5);
    assert_text(0, "null");
    ck_assert_int_eq(moon_result_int(state, 1), 0);
    assert_int(2, 1);
    ck_assert_int_eq(moon_result_int(state, 3), 0);
    ck_assert_int_eq(moon_result_kind(state, 4), MOON_NIL);
}
END_TEST

START_TEST(a_conversion_survives_any_memory_limit)
{
    static const char text[] =
        "a:3:{s:5:\"items\";a:3:{i:0;s:3:\"one\";i:1;s:3:\"two\";i:2;N;}"
        "s:4:\"name\";s:5:\"value\";s:1:\"n\";d:0.25;}";
    int64_t status = MOON_EMEMORY;
    int64_t used;

    ck_assert_int_eq(eval("function id(v) return v, print end"), 0);
    used = moon_memory_used(state);
    for (int64_t limit = used; status < 0; limit += 16) {
        moon_set_limit(state, MOON_LIMIT_MEMORY, limit);
        status = push(text);
        if (status == MOON_OK)
            status = moon_call_path(state, "id", 2);
        if (status == 2)
            status = moon_result_wire(state, 0, MOON_SERIALIZE);
        ck_assert(status == MOON_EMEMORY || status > 0);
        ck_assert_int_eq(moon_live_handles(), 1);
    }
    ck_assert_uint_eq((size_t)status, sizeof text - 1);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

Suite *wire_suite(void)
{
    Suite *suite = suite_create("wire");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_loop_test(all, what_php_writes_is_read, 0, COUNT(read_rows));
    tcase_add_loop_test(all, what_cannot_be_read_says_where, 0,
                        COUNT(bad_rows));
    tcase_add_test(all, no_prefix_is_read);
    tcase_add_loop_test(all, what_lua_returns_is_written, 0, COUNT(write_rows));
    tcase_add_test(all, a_list_is_exactly_one_to_n);
    tcase_add_loop_test(all, what_cannot_be_written_says_where, 0,
                        COUNT(unwritable));
    tcase_add_test(all, functions_travel_as_handles);
    tcase_add_test(all, a_function_is_no_message_pack);
    tcase_add_test(all, a_failed_value_leaves_no_handle_open);
    tcase_add_test(all, objects_of_the_state_come_back_as_themselves);
    tcase_add_test(all, a_bomb_of_references_is_defused);
    tcase_add_test(all, many_references_are_read_in_time);
    tcase_add_test(all, references_to_references_do_not_go_deep);
    tcase_add_test(all, a_reference_ahead_is_not_followed);
    tcase_add_test(all, a_bomb_of_shared_tables_is_defused);
    tcase_add_test(all, an_unknown_format_is_refused);
    tcase_add_loop_test(all, a_round_trip_changes_nothing, 0, 2);
    tcase_add_test(all, null_is_a_value_of_its_own);
    tcase_add_test(all, a_conversion_survives_any_memory_limit);
    suite_add_tcase(suite, all);
    return suite;
}
