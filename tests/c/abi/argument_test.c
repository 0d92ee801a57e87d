#include <float.h>
#include <math.h>
#include <string.h>

#include "abi/support.h"

runner_suite argument_suite;

static int64_t identity;

static void setup(void)
{
    open_state();
    identity = load("return ...");
    ck_assert_int_gt(identity, 0);
}

static const int64_t exact[] = {
    0, 1, -1, 255, INT32_MAX, INT32_MIN, INT64_C(1) << 53, -(INT64_C(1) << 53),
};

START_TEST(integers_come_back_as_they_went)
{
    ck_assert_int_eq(moon_push_int(state, exact[_i]), MOON_OK);
    ck_assert_int_eq(moon_call(identity), 1);
    assert_int(0, exact[_i]);
}
END_TEST

static const int64_t wide[] = {
    INT64_MAX,
    INT64_MIN,
    (INT64_C(1) << 53) + 1,
    -(INT64_C(1) << 53) - 1,
};

START_TEST(wide_integers_come_back_or_are_refused)
{
    int32_t status = moon_push_int(state, wide[_i]);

    if (!is_luajit()) {
        ck_assert_int_eq(moon_call(identity), 1);
        assert_int(0, wide[_i]);
        return;
    }
    ck_assert_int_eq(status, MOON_ECONVERT);
    assert_contains(message(), "has no exact number in LuaJIT");
    moon_frame(state)[MOON_FRAME_ARGUMENTS] = 1;
    moon_frame(state)[MOON_FRAME_FIRST] = MOON_INT;
    moon_frame(state)[MOON_FRAME_FIRST + 1] = wide[_i];
    ck_assert_int_eq(moon_call(identity), MOON_ECONVERT);
    assert_contains(message(), "has no exact number in LuaJIT");
}
END_TEST

START_TEST(results_of_any_kind_can_be_arguments)
{
    ck_assert_int_eq(eval("x = coroutine.create(print)"
                          " return x, nil, 'a\\0b', 7"),
                     4);
    for (int32_t i = 0; i < 4; i++)
        ck_assert_int_eq(moon_push_result(state, i), MOON_OK);
    ck_assert_int_eq(moon_push_result(state, 4), MOON_OK);
    ck_assert_int_eq(moon_push_result(state, -1), MOON_OK);
    ck_assert_int_eq(moon_result_count(state), 4);
    ck_assert_int_eq(eval("local a, b, c, d, e, f = ..."
                          " return a == x, b, c == 'a\\0b', d, e, f,"
                          " select('#', ...)"),
                     7);
    ck_assert_int_eq(moon_result_int(state, 0), 1);
    ck_assert_int_eq(moon_result_kind(state, 1), MOON_NIL);
    ck_assert_int_eq(moon_result_int(state, 2), 1);
    assert_int(3, 7);
    ck_assert_int_eq(moon_result_kind(state, 4), MOON_NIL);
    ck_assert_int_eq(moon_result_kind(state, 5), MOON_NIL);
    assert_int(6, 6);
}
END_TEST

START_TEST(results_can_be_dropped_before_the_next_call)
{
    static char large[1 << 20];

    moon_push_bytes(state, large, sizeof large);
    ck_assert_int_eq(moon_call(identity), 1);
    moon_set_limit(state, MOON_LIMIT_MEMORY,
                   moon_memory_used(state) + (int64_t)sizeof large / 2);
    large[0] = 'x';
    moon_push_int(state, 5);
    ck_assert_int_eq(moon_push_bytes(state, large, sizeof large), MOON_EMEMORY);
    moon_push_int(state, 5);
    ck_assert_int_eq(moon_drop_results(state), MOON_OK);
    ck_assert_int_eq(moon_result_count(state), 0);
    ck_assert_int_eq(moon_push_bytes(state, large, sizeof large), MOON_OK);
    ck_assert_int_eq(moon_call(identity), 2);
    assert_int(0, 5);
    ck_assert_int_eq(moon_drop_results(0), MOON_ESTALE);
}
END_TEST

static const double floats[] = {
    0.5,
    -0.0,
    0.1,
    1e300,
    DBL_MAX,
    DBL_MIN,
    DBL_TRUE_MIN,
    INFINITY,
    -INFINITY,
    1.7976931348623157e308,
    9007199254740994.0,
};

START_TEST(floats_come_back_bit_for_bit)
{
    ck_assert_int_eq(moon_push_float(state, floats[_i]), MOON_OK);
    ck_assert_int_eq(moon_call(identity), 1);
    assert_float(0, floats[_i]);
}
END_TEST

START_TEST(not_a_number_stays_one)
{
    moon_push_float(state, (double)NAN);
    ck_assert_int_eq(moon_call(identity), 1);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_FLOAT);
    ck_assert(isnan(moon_result_float(state, 0)));
}
END_TEST

START_TEST(one_and_one_point_zero_stay_apart)
{
    moon_push_int(state, 1);
    moon_push_float(state, 1.0);
    ck_assert_int_eq(moon_call(identity), 2);
    assert_int(0, 1);
    if (is_luajit())
        assert_int(1, 1);
    else
        assert_float(1, 1.0);
}
END_TEST

START_TEST(strings_are_bytes)
{
    char bytes[256];

    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    moon_push_bytes(state, bytes, sizeof bytes);
    moon_push_bytes(state, NULL, 0);
    moon_push_bytes(state, "x", 0);
    ck_assert_int_eq(moon_call(identity), 3);
    ck_assert_uint_eq(moon_result_len(state, 0), sizeof bytes);
    ck_assert_mem_eq(moon_result_bytes(state, 0), bytes, sizeof bytes);
    assert_text(1, "");
    assert_text(2, "");
}
END_TEST

START_TEST(bytes_are_copied_at_once)
{
    char bytes[] = "before";

    moon_push_bytes(state, bytes, 6);
    memcpy(bytes, "after!", 6);
    ck_assert_int_eq(moon_call(identity), 1);
    assert_text(0, "before");
}
END_TEST

/* A length that no string has drops what was waiting, and says so. */
static const size_t lengths[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX - 20};

START_TEST(an_impossible_length_is_refused)
{
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_push_bytes(state, "x", lengths[_i]), MOON_EINVAL);
    ck_assert_str_eq(message(), "no string is that long");
    ck_assert_int_eq(moon_push_bytes(state, NULL, 5), MOON_EINVAL);
    ck_assert_int_eq(moon_call(identity), 0);
    ck_assert_int_eq(moon_eval(state, "x", lengths[_i], NULL, 0), MOON_EINVAL);
    ck_assert_int_eq(moon_eval(state, NULL, 1, NULL, 0), MOON_EINVAL);
    ck_assert_int_eq(moon_eval(state, "", 0, "n", lengths[_i]), MOON_EINVAL);
    ck_assert_int_eq(moon_load(state, "x", lengths[_i], NULL, 0), MOON_EINVAL);
    ck_assert_int_eq(moon_get(state, "x", lengths[_i]), MOON_EINVAL);
    ck_assert_int_eq(moon_set(state, "x", lengths[_i]), MOON_EINVAL);
    ck_assert_int_eq(moon_call_path(state, "x", lengths[_i]), MOON_EINVAL);
}
END_TEST

START_TEST(nil_and_booleans_keep_their_places)
{
    moon_push_nil(state);
    moon_push_bool(state, 1);
    moon_push_bool(state, 0);
    moon_push_bool(state, -7);
    moon_push_nil(state);
    ck_assert_int_eq(moon_call(identity), 5);
    ck_assert_int_eq(moon_result_kind(state, 0), MOON_NIL);
    ck_assert_int_eq(moon_result_int(state, 1), 1);
    ck_assert_int_eq(moon_result_int(state, 2), 0);
    ck_assert_int_eq(moon_result_int(state, 3), 1);
    ck_assert_int_eq(moon_result_kind(state, 3), MOON_BOOL);
    ck_assert_int_eq(moon_result_kind(state, 4), MOON_NIL);
}
END_TEST

START_TEST(a_function_goes_back_as_itself)
{
    int64_t same = load("local a, b = ... return a == b, a");
    int64_t copy;

    moon_push_handle(state, identity);
    moon_push_handle(state, identity);
    ck_assert_int_eq(moon_call(same), 2);
    ck_assert_int_eq(moon_result_int(state, 0), 1);
    copy = moon_result_handle(state, 1);
    moon_push_int(state, 5);
    ck_assert_int_eq(moon_call(copy), 1);
    assert_int(0, 5);
}
END_TEST

START_TEST(a_function_of_another_state_is_refused)
{
    int64_t other = open_limited(0);
    int64_t foreign = moon_load(other, "", 0, NULL, 0);

    moon_push_int(state, 1);
    ck_assert_int_eq(moon_push_handle(state, foreign), MOON_EFOREIGN);
    ck_assert_str_eq(message(), "the handle belongs to another state");
    ck_assert_int_eq(moon_push_handle(state, state), MOON_EKIND);
    ck_assert_int_eq(moon_push_handle(state, 0), MOON_ESTALE);
    ck_assert_int_eq(moon_call(state), MOON_EKIND);
    ck_assert_int_eq(moon_eval(identity, "", 0, NULL, 0), MOON_EKIND);
    ck_assert_int_eq(moon_call(identity), 0);
    moon_close(other);
}
END_TEST

START_TEST(there_may_be_many_arguments)
{
    enum { MANY = 200000 };

    for (int i = 0; i < MANY; i++)
        ck_assert_int_eq(moon_push_int(state, i), MOON_OK);
    ck_assert_int_eq(moon_call(identity), MANY);
    assert_int(MANY - 1, MANY - 1);
}
END_TEST

START_TEST(too_many_arguments_are_an_error_and_no_crash)
{
    int32_t status = MOON_OK;

    for (int i = 0; i < 2000000 && status == MOON_OK; i++)
        status = moon_push_nil(state);
    ck_assert_int_eq(status, MOON_EMEMORY);
    ck_assert_str_eq(message(), "too many arguments");
    ck_assert_int_eq(moon_call(identity), 0);
}
END_TEST

START_TEST(the_next_call_takes_them_whatever_it_is)
{
    moon_push_int(state, 1);
    ck_assert_int_eq(eval("x = = 1"), MOON_ESYNTAX);
    ck_assert_int_eq(moon_call(identity), 0);
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_get(state, "x", 1), 1);
    ck_assert_int_eq(moon_call(identity), 0);
    moon_push_int(state, 1);
    ck_assert_int_eq(moon_drop_arguments(state), MOON_OK);
    ck_assert_int_eq(moon_call(identity), 0);
    moon_frame(state)[MOON_FRAME_ARGUMENTS] = 3;
    ck_assert_int_eq(moon_drop_arguments(state), MOON_OK);
    ck_assert_int_eq(moon_call(identity), 0);
}
END_TEST

static void write_slot(int index, int64_t kind, int64_t value)
{
    int64_t *words = moon_frame(state);

    words[MOON_FRAME_FIRST + 2 * index] = kind;
    words[MOON_FRAME_FIRST + 2 * index + 1] = value;
}

START_TEST(the_frame_carries_arguments_and_results)
{
    int64_t *words = moon_frame(state);
    double *floats_view = moon_frame_floats(state);

    moon_push_bytes(state, "first", 5);
    write_slot(0, MOON_INT, 42);
    write_slot(1, MOON_FLOAT, 0);
    floats_view[MOON_FRAME_FIRST + 3] = 2.5;
    write_slot(2, MOON_BOOL, 9);
    write_slot(3, MOON_NIL, 9);
    words[MOON_FRAME_ARGUMENTS] = 4;
    ck_assert_int_eq(moon_call(identity), 5);
    ck_assert_int_eq(words[MOON_FRAME_ARGUMENTS], 0);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_BYTES);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], 5);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 2], MOON_INT);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 3], 42);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 4], MOON_FLOAT);
    ck_assert_double_eq(floats_view[MOON_FRAME_FIRST + 5], 2.5);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 6], MOON_BOOL);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 7], 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 8], MOON_NIL);
}
END_TEST

START_TEST(every_slot_of_the_frame_can_be_used)
{
    int64_t *words = moon_frame(state);

    for (int i = 0; i < MOON_FRAME_SLOTS; i++)
        write_slot(i, MOON_INT, i);
    words[MOON_FRAME_ARGUMENTS] = MOON_FRAME_SLOTS;
    ck_assert_int_eq(moon_call(identity), MOON_FRAME_SLOTS);
    for (int i = 0; i < MOON_FRAME_SLOTS; i++)
        ck_assert_int_eq(words[MOON_FRAME_FIRST + 2 * i + 1], i);
    ck_assert_int_eq(eval("return (table.unpack or unpack)"
                          "({1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18})"),
                     18);
    assert_int(17, 18);
}
END_TEST

/* What a host may write by mistake: the count, and a kind. */
static const struct {
    int64_t count;
    int64_t kind;
} frames[] = {
    {-5, 0}, {17, 0}, {INT64_MAX, 0}, {INT64_MIN, 0},        {1, -1},
    {1, 4},  {1, 5},  {1, 99},        {1, INT64_C(1) << 32}, {1, INT64_MIN},
};

START_TEST(nonsense_in_the_frame_is_refused)
{
    write_slot(0, frames[_i].kind, 0);
    moon_frame(state)[MOON_FRAME_ARGUMENTS] = frames[_i].count;
    ck_assert_int_eq(moon_call(identity), MOON_EINVAL);
    assert_contains(message(), "the frame");
    ck_assert_int_eq(moon_call(identity), 0);
}
END_TEST

static const char list_text[] = "a:2:{i:0;i:7;i:1;s:1:\"x\";}";

static char *frame_bytes(void)
{
    return (char *)(moon_frame(state) + MOON_FRAME_TEXT);
}

START_TEST(a_table_crosses_in_the_frame)
{
    int64_t *words = moon_frame(state);
    size_t len = strlen(list_text);

    memcpy(frame_bytes(), list_text, len);
    words[MOON_FRAME_FIRST + 1] = (int64_t)len;
    words[MOON_FRAME_ARGUMENTS] = -MOON_TABLE;
    words[MOON_FRAME_WIRE] = 1 + MOON_SERIALIZE;
    ck_assert_int_eq(moon_push_int(state, 5), MOON_OK);
    ck_assert_int_eq(eval("local n, t = ... assert(n == 5) return t, t"), 2);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_TABLE);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], (int64_t)len);
    ck_assert_mem_eq(frame_bytes(), list_text, len);
    ck_assert_mem_eq(moon_wire(state), list_text, len);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 2], MOON_TABLE);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 3], 0);
    ck_assert_int_eq(moon_call(identity), 0);
}
END_TEST

START_TEST(a_large_table_is_written_at_once_but_not_into_the_frame)
{
    int64_t *words = moon_frame(state);
    int64_t len;

    memset(frame_bytes(), 'z', MOON_FRAME_BYTES);
    words[MOON_FRAME_WIRE] = 1 + MOON_MSGPACK;
    ck_assert_int_eq(eval("return {('x'):rep(5000)}"), 1);
    len = words[MOON_FRAME_FIRST + 1];
    ck_assert_int_eq(len, 5004);
    ck_assert_int_eq(moon_wire(state)[len - 1], 'x');
    for (int i = 0; i < MOON_FRAME_BYTES; i++)
        ck_assert_int_eq(frame_bytes()[i], 'z');
}
END_TEST

START_TEST(a_table_that_cannot_be_written_shows_its_status)
{
    int64_t *words = moon_frame(state);

    words[MOON_FRAME_WIRE] = 1 + MOON_SERIALIZE;
    ck_assert_int_eq(eval("return {a = {[2.5] = 1}}"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_TABLE);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], MOON_ECONVERT);
    ck_assert_int_eq(moon_error_status(state), MOON_ECONVERT);
    ck_assert_str_eq((const char *)moon_error_path(state), "$.a");
    words[MOON_FRAME_WIRE] = 1 + MOON_MSGPACK;
    ck_assert_int_eq(eval("return {print}"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], MOON_EUNSUPPORTED);
}
END_TEST

START_TEST(only_what_is_asked_for_is_written_at_once)
{
    int64_t *words = moon_frame(state);
    int64_t handles;

    ck_assert_int_eq(eval("t = {print} return t"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], 0);
    handles = moon_live_handles();
    words[MOON_FRAME_WIRE] = 1 + MOON_SERIALIZE;
    ck_assert_int_eq(moon_get(state, "t", 1), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], 0);
    ck_assert_int_eq(eval("error(t)"), MOON_ERUNTIME);
    ck_assert_int_eq(words[MOON_FRAME_FIRST], MOON_TABLE);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], 0);
    ck_assert_int_eq(words[MOON_FRAME_WIRE], 1 + MOON_SERIALIZE);
    ck_assert_int_eq(eval("return 5, t"), 2);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 3], 0);
    words[MOON_FRAME_WIRE] = 99;
    ck_assert_int_eq(eval("return t"), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], 0);
    ck_assert_int_eq(moon_live_handles(), handles);
}
END_TEST

static const size_t text_lens[] = {0, 1, 4095, MOON_FRAME_BYTES};

START_TEST(a_short_string_comes_back_in_the_frame)
{
    char text[MOON_FRAME_BYTES];
    int64_t *words = moon_frame(state);
    char *place = (char *)&words[MOON_FRAME_TEXT];
    size_t len = text_lens[_i];

    memset(text, 'y', sizeof text);
    memset(place, 'n', sizeof text);
    moon_push_bytes(state, text, len);
    ck_assert_int_eq(moon_call(identity), 1);
    ck_assert_int_eq(words[MOON_FRAME_FIRST + 1], (int64_t)len);
    ck_assert_int_eq(memcmp(place, text, len), 0);
    ck_assert(len == sizeof text || place[len] == 'n');
    ck_assert_int_eq(eval("return ('z'):rep(4097), 'second'"), 2);
    ck_assert_int_eq(memcmp(place, text, len), 0);
    ck_assert_int_eq(eval("K = 'kept'"), 0);
    ck_assert_int_eq(moon_get(state, "K", 1), 1);
    ck_assert_int_eq(memcmp(place, "kept", 4), 0);
}
END_TEST

/* The format, the length, and what that is. */
static const struct {
    int64_t wire, len;
    int32_t status;
} frame_tables[] = {
    {0, 6, MOON_EINVAL},
    {99, 6, MOON_EINVAL},
    {-1, 6, MOON_EINVAL},
    {INT64_MIN, 6, MOON_EINVAL},
    {1 + MOON_SERIALIZE, -1, MOON_EINVAL},
    {1 + MOON_SERIALIZE, MOON_FRAME_BYTES + 1, MOON_EINVAL},
    {1 + MOON_SERIALIZE, INT64_MAX, MOON_EINVAL},
    {1 + MOON_SERIALIZE, INT64_MIN, MOON_EINVAL},
    {1 + MOON_SERIALIZE, 5, MOON_ECONVERT},
    {1 + MOON_SERIALIZE, MOON_FRAME_BYTES, MOON_ECONVERT},
    {1 + MOON_SERIALIZE, 0, MOON_ECONVERT},
};

START_TEST(bad_tables_in_the_frame_are_refused)
{
    int64_t *words = moon_frame(state);

    memcpy(frame_bytes(), "a:0:{}", 6);
    words[MOON_FRAME_FIRST + 1] = frame_tables[_i].len;
    words[MOON_FRAME_ARGUMENTS] = -MOON_TABLE;
    words[MOON_FRAME_WIRE] = frame_tables[_i].wire;
    ck_assert_int_eq(moon_call(identity), frame_tables[_i].status);
    ck_assert_int_eq(moon_call(identity), 0);
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

Suite *argument_suite(void)
{
    Suite *suite = suite_create("argument");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, setup, close_state);
    tcase_add_test(all, results_of_any_kind_can_be_arguments);
    tcase_add_test(all, results_can_be_dropped_before_the_next_call);
    tcase_add_loop_test(all, integers_come_back_as_they_went, 0, COUNT(exact));
    tcase_add_loop_test(all, wide_integers_come_back_or_are_refused, 0,
                        COUNT(wide));
    tcase_add_loop_test(all, floats_come_back_bit_for_bit, 0, COUNT(floats));
    tcase_add_test(all, not_a_number_stays_one);
    tcase_add_test(all, one_and_one_point_zero_stay_apart);
    tcase_add_test(all, strings_are_bytes);
    tcase_add_test(all, bytes_are_copied_at_once);
    tcase_add_loop_test(all, an_impossible_length_is_refused, 0,
                        COUNT(lengths));
    tcase_add_test(all, nil_and_booleans_keep_their_places);
    tcase_add_test(all, a_function_goes_back_as_itself);
    tcase_add_test(all, a_function_of_another_state_is_refused);
    if (!is_luajit())
        tcase_add_test(all, there_may_be_many_arguments);
    tcase_add_test(all, too_many_arguments_are_an_error_and_no_crash);
    tcase_add_test(all, the_next_call_takes_them_whatever_it_is);
    tcase_add_test(all, the_frame_carries_arguments_and_results);
    tcase_add_test(all, every_slot_of_the_frame_can_be_used);
    tcase_add_loop_test(all, nonsense_in_the_frame_is_refused, 0,
                        COUNT(frames));
    tcase_add_test(all, a_table_crosses_in_the_frame);
    tcase_add_test(all,
                   a_large_table_is_written_at_once_but_not_into_the_frame);
    tcase_add_test(all, a_table_that_cannot_be_written_shows_its_status);
    tcase_add_test(all, only_what_is_asked_for_is_written_at_once);
    tcase_add_loop_test(all, a_short_string_comes_back_in_the_frame, 0,
                        COUNT(text_lens));
    tcase_add_loop_test(all, bad_tables_in_the_frame_are_refused, 0,
                        COUNT(frame_tables));
    suite_add_tcase(suite, all);
    return suite;
}
