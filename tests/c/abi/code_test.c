#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abi/support.h"

runner_suite code_suite;

START_TEST(all_first_values_come_back)
{
    ck_assert_int_eq(eval("return 1, 2.5, 'x\\0y', true, nil, print, {}"), 7);
    assert_int(0, 1);
    assert_float(1, 2.5);
    ck_assert_uint_eq(moon_result_len(state, 2), 3);
    ck_assert_mem_eq(moon_result_bytes(state, 2), "x\0y", 3);
    ck_assert_int_eq(moon_result_kind(state, 3), MOON_BOOL);
    ck_assert_int_eq(moon_result_int(state, 3), 1);
    ck_assert_int_eq(moon_result_kind(state, 4), MOON_NIL);
    ck_assert_int_eq(moon_result_kind(state, 5), MOON_FUNCTION);
    ck_assert_int_eq(moon_result_kind(state, 6), MOON_TABLE);
    ck_assert_int_eq(moon_result_count(state), 7);
}
END_TEST

START_TEST(an_empty_chunk_is_a_chunk)
{
    ck_assert_int_eq(moon_eval(state, "", 0, NULL, 0), 0);
    ck_assert_int_eq(moon_eval(state, NULL, 0, NULL, 0), 0);
    ck_assert_int_eq(moon_eval(state, NULL, 0, "", 0), 0);
}
END_TEST

/* What does not compile: the code, its length, the status, the message. */
static const struct {
    const char *code;
    size_t len;
    int32_t status;
    const char *message;
} broken[] = {
    {"return 1 +", 10, MOON_EINCOMPLETE, "test:1:"},
    {"for i = 1, 2 do", 15, MOON_EINCOMPLETE, "'end' expected near"},
    {"x = [[ abc", 10, MOON_EINCOMPLETE, "test:1:"},
    {"x = = 1", 7, MOON_ESYNTAX, "unexpected symbol near '='"},
    {"\n\nx = 'a", 8, MOON_EINCOMPLETE, "test:3: unfinished string"},
    {"goto nowhere", 12, MOON_ESYNTAX, "nowhere"},
    {"\x1bLua", 4, MOON_ESYNTAX, "chunk"},
    {"\x1bLJ\x02", 4, MOON_ESYNTAX, "chunk"},
    {"x = 1\0y = 2", 11, MOON_ESYNTAX, "test:1:"},
    {"\0", 1, MOON_ESYNTAX, "test:1:"},
    {"= \xff\xfe", 4, MOON_ESYNTAX, "test:1:"},
};

START_TEST(what_does_not_compile_says_where)
{
    ck_assert_int_eq(
        moon_eval(state, broken[_i].code, broken[_i].len, "=test", 5),
        broken[_i].status);
    assert_contains(message(), broken[_i].message);
    ck_assert_str_eq(traceback(), "");
    ck_assert_int_eq(moon_error_status(state), broken[_i].status);
    ck_assert_int_eq(
        moon_load(state, broken[_i].code, broken[_i].len, "=test", 5),
        broken[_i].status);
    ck_assert_int_eq(eval("return 1"), 1);
    ck_assert_str_eq(message(), "");
}
END_TEST

START_TEST(zero_bytes_are_bytes_inside_strings)
{
    ck_assert_int_eq(moon_eval(state, "return 'a\0b'", 12, NULL, 0), 1);
    ck_assert_uint_eq(moon_result_len(state, 0), 3);
}
END_TEST

START_TEST(a_chunk_may_be_ten_megabytes_long)
{
    enum { SIZE = 10 << 20 };
    static const char line[] = "x = 12345678901\n";
    char *code = malloc(SIZE + 1);

    for (size_t at = 0; at < SIZE; at++)
        code[at] = line[at % 16];
    ck_assert_int_eq(moon_eval(state, code, SIZE, NULL, 0), 0);
    memset(code, ' ', SIZE);
    memcpy(code + SIZE - 8, "return 7", 8);
    ck_assert_int_eq(moon_eval(state, code, SIZE, NULL, 0), 1);
    assert_int(0, 7);
    code[0] = '=';
    ck_assert_int_eq(moon_eval(state, code, SIZE, NULL, 0), MOON_ESYNTAX);
    ck_assert_uint_lt(moon_error_message_len(state), 200);
    free(code);
}
END_TEST

START_TEST(deep_nesting_is_an_error_and_no_crash)
{
    enum { DEPTH = 100000 };
    char *code = malloc(DEPTH);

    memset(code, '(', DEPTH);
    ck_assert_int_eq(moon_eval(state, code, DEPTH, "=deep", 5), MOON_ESYNTAX);
    memset(code, '{', DEPTH);
    ck_assert_int_eq(moon_eval(state, code, DEPTH, "=deep", 5), MOON_ESYNTAX);
    free(code);
}
END_TEST

/* How names and nameless chunks stand in messages. */
static const struct {
    const char *name;
    const char *code;
    const char *place;
} names[] = {
    {"=text", "error('x')", "text:1: x"},
    {"@file.lua", "error('x')", "file.lua:1: x"},
    {"file.lua", "error('x')", "file.lua:1: x"},
    {"", "error('x')", "[string \"error('x')\"]:1: x"},
    {NULL, "error('x')", "[string \"error('x')\"]:1: x"},
    {NULL, "\nerror('x')", "[string \"...\"]:2: x"},
    {NULL, "local one = 1\nerror('x')", "[string \"local one = 1...\"]:2: x"},
};

START_TEST(names_stand_in_messages)
{
    const char *name = names[_i].name;

    ck_assert_int_eq(moon_eval(state, names[_i].code, strlen(names[_i].code),
                               name, name ? strlen(name) : 0),
                     MOON_ERUNTIME);
    ck_assert_str_eq(message(), names[_i].place);
}
END_TEST

START_TEST(a_name_may_have_any_length)
{
    static char name[100000];

    memset(name, 'n', sizeof name);
    for (size_t len = 0; len < 200; len++)
        ck_assert_int_eq(moon_eval(state, "error()", 7, name, len),
                         MOON_ERUNTIME);
    ck_assert_int_eq(moon_eval(state, "x = = 1", 7, name, sizeof name),
                     MOON_ESYNTAX);
    ck_assert_uint_lt(moon_error_message_len(state), 200);
}
END_TEST

START_TEST(a_name_with_a_zero_byte_is_refused)
{
    ck_assert_int_eq(moon_eval(state, "", 0, "a\0b", 3), MOON_EINVAL);
    ck_assert_str_eq(message(), "the chunk name holds a zero byte");
}
END_TEST

START_TEST(a_function_is_compiled_once_and_called_often)
{
    int64_t function = load("local a, b = ... n = (n or 0) + 1"
                            " return a * b, n");

    ck_assert_int_gt(function, 0);
    for (int i = 1; i <= 1000; i++) {
        ck_assert_int_eq(moon_push_int(state, i), MOON_OK);
        ck_assert_int_eq(moon_push_int(state, 2), MOON_OK);
        ck_assert_int_eq(moon_call(function), 2);
        assert_int(0, i * 2);
        assert_int(1, i);
    }
    ck_assert_int_eq(moon_close(function), MOON_OK);
    ck_assert_int_eq(moon_call(function), MOON_ESTALE);
    ck_assert_int_eq(moon_close(function), MOON_ESTALE);
}
END_TEST

START_TEST(a_closed_function_is_collected)
{
    int64_t before;

    reopen_standard();
    for (int i = 0; i < 3000; i++)
        ck_assert_int_eq(moon_close(load("return {}")), MOON_OK);
    ck_assert_int_eq(eval("collectgarbage() collectgarbage()"), 0);
    before = moon_memory_used(state);
    for (int i = 0; i < 3000; i++)
        ck_assert_int_eq(moon_close(load("return {}")), MOON_OK);
    ck_assert_int_eq(eval("collectgarbage() collectgarbage()"), 0);
    ck_assert_int_le(moon_memory_used(state), before + 1000);
}
END_TEST

/* What the sandbox must not hand out, as an expression that must be nil. */
static const char *const absent[] = {
    "io",           "debug",     "package",   "dofile",      "loadfile",
    "ffi",          "jit",       "newproxy",  "string.dump", "os.exit",
    "os.execute",   "os.getenv", "os.remove", "os.rename",   "os.tmpname",
    "os.setlocale", "arg",
};

START_TEST(the_sandbox_is_without)
{
    char code[100];

    snprintf(code, sizeof code, "return %s", absent[_i]);
    ck_assert_int_eq(eval(code), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
}
END_TEST

START_TEST(the_sandbox_loads_text_only)
{
    ck_assert_int_eq(eval("return load('return 1')()"), 1);
    ck_assert_int_eq(eval("return load('return ...', 'n', 't', {})(5)"), 1);
    ck_assert_int_eq(eval("return load('\\27Lua')"), 2);
    ck_assert_int_eq(eval("return load('return 1', 'n', 'b')"), 2);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
    ck_assert_int_eq(eval("return load(function() return nil end)"), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_FUNCTION);
}
END_TEST

/* What was compiled before can be made to crash the engine. */
START_TEST(only_trusted_code_may_have_been_compiled_before)
{
    static const char make[] = "return string.dump(function() return 7 end)";
    int64_t handle = moon_open(MOON_TRUSTED, MOON_PLAIN, 0);
    char code[512];
    size_t len;

    ck_assert_int_eq(moon_eval(handle, make, sizeof make - 1, NULL, 0), 1);
    len = moon_result_len(handle, 0);
    ck_assert_uint_lt(len, sizeof code);
    memcpy(code, moon_result_bytes(handle, 0), len);
    ck_assert_int_eq(moon_eval(handle, code, len, "=made", 5), 1);
    ck_assert_double_eq(moon_result_float(handle, 0), 7);
    moon_close(handle);
    for (int32_t profile = MOON_SANDBOX; profile < MOON_TRUSTED; profile++) {
        handle = moon_open(profile, MOON_WEAK_SANDBOX, 0);
        ck_assert_int_eq(moon_eval(handle, code, len, "=made", 5),
                         MOON_ESYNTAX);
        moon_close(handle);
    }
}
END_TEST

START_TEST(a_state_may_ignore_the_environment)
{
    static const char code[] = "return package.path:find('/odd/', 1, true)";
    int64_t handle;

    setenv("LUA_PATH", "/odd/?.lua", 1);
    for (int32_t flags = 0; flags <= MOON_NO_ENVIRONMENT;
         flags += MOON_NO_ENVIRONMENT) {
        handle = moon_open(MOON_STANDARD, flags, 0);
        ck_assert_int_gt(moon_eval(handle, code, sizeof code - 1, NULL, 0), 0);
        ck_assert_int_eq(moon_result_kind(handle, 0) == MOON_NIL, flags != 0);
        moon_close(handle);
    }
    unsetenv("LUA_PATH");
}
END_TEST

START_TEST(the_sandbox_has_no_finalizers)
{
    ck_assert_int_eq(eval("setmetatable({}, {__gc = print})"), MOON_ERUNTIME);
    assert_contains(message(), "'__gc' is not available here");
    ck_assert_int_eq(eval("return setmetatable({}, nil), setmetatable({}, {})"),
                     2);
}
END_TEST

/* What each profile hands out, as an expression that must be true. */
static const struct {
    int32_t profile;
    const char *code;
} profiles[] = {
    {MOON_STANDARD, "return not debug and not os.exit and io.open ~= nil"},
    {MOON_STANDARD, "return not os.execute and not io.popen"},
    {MOON_STANDARD, "return package.cpath == '' and not package.loadlib"},
    {MOON_STANDARD, "return #(package.searchers or package.loaders) == 2"},
    {MOON_STANDARD, "return load('\\27Lua') == nil"},
    {MOON_STANDARD, "return os.getenv ~= nil and require ~= nil"},
    {MOON_TRUSTED, "return debug and os.exit and package.loadlib and true"},
    {MOON_TRUSTED, "return string.dump and dofile and true"},
    {MOON_TRUSTED, "return load(string.dump(function() return true end))()"},
    {MOON_TRUSTED, "return getmetatable(setmetatable({},{__gc=print})).__gc"
                   " == print"},
};

START_TEST(a_profile_hands_out_what_it_says)
{
    int64_t handle = moon_open(profiles[_i].profile, 0, 0);
    const char *code = profiles[_i].code;

    ck_assert_int_eq(moon_eval(handle, code, strlen(code), NULL, 0), 1);
    ck_assert_int_eq(moon_result_kind(handle, 0), MOON_BOOL);
    ck_assert_int_eq(moon_result_int(handle, 0), 1);
    moon_close(handle);
}
END_TEST

START_TEST(the_call_is_no_coroutine_to_the_script)
{
    ck_assert_int_eq(eval("coroutine.yield(1)"), MOON_ERUNTIME);
    assert_contains(message(), "attempt to yield from outside a coroutine");
    ck_assert_int_eq(eval("return coroutine.isyieldable()"), 1);
    ck_assert_int_eq(moon_result_int(state, 0), 0);
    ck_assert_int_eq(
        eval("local co, main = coroutine.running() return co == nil or main"),
        1);
    ck_assert_int_eq(moon_result_int(state, 0), 1);
    ck_assert_int_eq(eval("return coroutine.wrap(function(a)"
                          " local b = coroutine.yield(a + 1)"
                          " return b, coroutine.isyieldable() end)(1)"),
                     1);
    assert_int(0, 2);
}
END_TEST

Suite *code_suite(void)
{
    Suite *suite = suite_create("code");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, open_state, close_state);
    tcase_add_test(all, all_first_values_come_back);
    tcase_add_test(all, an_empty_chunk_is_a_chunk);
    tcase_add_loop_test(all, what_does_not_compile_says_where, 0,
                        sizeof broken / sizeof *broken);
    tcase_add_test(all, zero_bytes_are_bytes_inside_strings);
    tcase_add_test(all, a_chunk_may_be_ten_megabytes_long);
    tcase_add_test(all, deep_nesting_is_an_error_and_no_crash);
    tcase_add_loop_test(all, names_stand_in_messages, 0,
                        sizeof names / sizeof *names);
    tcase_add_test(all, a_name_may_have_any_length);
    tcase_add_test(all, a_name_with_a_zero_byte_is_refused);
    tcase_add_test(all, a_function_is_compiled_once_and_called_often);
    tcase_add_test(all, a_closed_function_is_collected);
    tcase_add_loop_test(all, the_sandbox_is_without, 0,
                        sizeof absent / sizeof *absent);
    tcase_add_test(all, the_sandbox_loads_text_only);
    tcase_add_test(all, the_sandbox_has_no_finalizers);
    tcase_add_test(all, only_trusted_code_may_have_been_compiled_before);
    tcase_add_test(all, a_state_may_ignore_the_environment);
    tcase_add_loop_test(all, a_profile_hands_out_what_it_says, 0,
                        is_luajit() ? 7 : sizeof profiles / sizeof *profiles);
    tcase_add_test(all, the_call_is_no_coroutine_to_the_script);
    suite_add_tcase(suite, all);
    return suite;
}
