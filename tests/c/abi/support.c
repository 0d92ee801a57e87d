#include "abi/support.h"

#include <string.h>

int64_t state;

int64_t open_limited(int64_t memory_limit)
{
    return moon_open(MOON_SANDBOX, MOON_WEAK_SANDBOX, memory_limit);
}

void open_state(void)
{
    state = open_limited(0);
    ck_assert_int_gt(state, 0);
}

void close_state(void)
{
    ck_assert_int_eq(moon_close(state), MOON_OK);
    ck_assert_int_eq(moon_live_states(), 0);
    ck_assert_int_eq(moon_live_handles(), 0);
    ck_assert_int_eq(moon_live_bytes(), 0);
}

void reopen_standard(void)
{
    close_state();
    state = moon_open(MOON_STANDARD, MOON_PLAIN, 0);
    ck_assert_int_gt(state, 0);
}

void set_limit(int32_t limit, int64_t value)
{
    ck_assert_int_eq(moon_set_limit(state, limit, value), MOON_OK);
}

int32_t eval(const char *code)
{
    return moon_eval(state, code, strlen(code), "=test", 5);
}

int64_t load(const char *code)
{
    return moon_load(state, code, strlen(code), "=test", 5);
}

int is_luajit(void)
{
    return strcmp(moon_engine_id(), "luajit") == 0;
}

const char *message(void)
{
    return (const char *)moon_error_message(state);
}

const char *traceback(void)
{
    return (const char *)moon_error_traceback(state);
}

void assert_state_goes_on(void)
{
    ck_assert_int_eq(eval("return 1 + 1"), 1);
    assert_int(0, 2);
}

void assert_int(int32_t index, int64_t expected)
{
    ck_assert_int_eq(moon_result_kind(state, index), MOON_INT);
    ck_assert_int_eq(moon_result_int(state, index), expected);
}

void assert_float(int32_t index, double expected)
{
    double found = moon_result_float(state, index);

    ck_assert_int_eq(moon_result_kind(state, index), MOON_FLOAT);
    ck_assert_mem_eq(&found, &expected, sizeof found);
}

void assert_text(int32_t index, const char *expected)
{
    ck_assert_int_eq(moon_result_kind(state, index), MOON_BYTES);
    ck_assert_uint_eq(moon_result_len(state, index), strlen(expected));
    ck_assert_mem_eq(moon_result_bytes(state, index), expected,
                     strlen(expected));
}

void assert_contains(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in '%s'", part,
                  text);
}
