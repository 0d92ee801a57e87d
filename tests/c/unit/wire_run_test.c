/*
 * Runs and pairs of scalars: read and written at once, they are what they are
 * one by one.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/wire_msgpack.h"
#include "base/wire_php.h"
#include "runner.h"
#include "same_item.h"

runner_suite wire_run_suite;

enum { COUNT = 300 };

static const struct wire_format *const formats[] = {&wire_php, &wire_msgpack};

static struct arena arena;
static struct buffer out;
static struct wire_writer writer;
static struct scalar values[COUNT];
static char text[COUNT + 70000];

/* Integers of every size and both signs, and some that are alike. */
static int64_t an_integer(int i)
{
    uint64_t near = (UINT64_C(1) << i % 64) + (uint64_t)(i % 3) - 1;

    return i >= 200 ? 9990 + i : (int64_t)(i % 2 ? near : ~near);
}

/* One in ten is a float, a boolean or a string; few strings are long. */
static void fill_values(size_t longest)
{
    const size_t lens[] = {0, 1, 3, 8, 31, 32, 255, 256, longest};
    static const double floats[] = {0.1, -0.0, 1e300, HUGE_VAL, 5e-324};
    size_t kinds = 0;

    memset(text, 'x', sizeof text);
    for (int i = 0; i < COUNT; i++) {
        struct scalar *value = &values[i];

        *value = (struct scalar){.kind = SCALAR_INT, .integer = an_integer(i)};
        if (i % 10 != 3)
            continue;
        value->kind = kinds % 3 == 0   ? SCALAR_BYTES
                      : kinds % 3 == 1 ? SCALAR_FLOAT
                                       : SCALAR_BOOL;
        if (value->kind == SCALAR_BYTES) {
            value->bytes = text + i;
            value->len = lens[kinds / 3 % 9];
        } else if (value->kind == SCALAR_FLOAT) {
            value->number = floats[kinds / 3 % 5];
        } else {
            value->integer = kinds / 3 % 2;
        }
        kinds++;
    }
}

static void setup(void)
{
    arena_init(&arena, SIZE_MAX);
    out = (struct buffer){.bytes = NULL};
    writer = (struct wire_writer){.arena = &arena, .out = &out};
    fill_values(65536);
}

static void teardown(void)
{
    arena_release(&arena);
}

static void write_one(const struct wire_format *format,
                      const struct scalar *value)
{
    switch (value->kind) {
    case SCALAR_INT: format->write_int(&writer, value->integer); break;
    case SCALAR_FLOAT: format->write_float(&writer, value->number); break;
    case SCALAR_BOOL: format->write_bool(&writer, value->integer != 0); break;
    default: format->write_bytes(&writer, value->bytes, value->len);
    }
}

/* The entries of a list from `first` on, without its head. */
static void write_one_by_one(const struct wire_format *format, size_t first)
{
    buffer_reset(&out, &arena, out.cap);
    for (size_t i = 0; i < COUNT; i++) {
        if (format->lists_have_keys)
            format->write_int(&writer, (int64_t)(first + i));
        write_one(format, &values[i]);
    }
}

/* Keys of every kind, with every value. */
static struct scalar pairs[2 * COUNT];

static void fill_pairs(void)
{
    for (size_t i = 0; i < COUNT; i++) {
        pairs[2 * i] = values[(i * 7) % COUNT];
        if (!scalar_is_key(&pairs[2 * i]))
            pairs[2 * i] =
                (struct scalar){.kind = SCALAR_BYTES, .bytes = text, .len = 9};
        pairs[2 * i + 1] = values[i];
    }
}

static void write_pairs_one_by_one(const struct wire_format *format)
{
    fill_pairs();
    buffer_reset(&out, &arena, out.cap);
    for (size_t i = 0; i < 2 * COUNT; i++)
        write_one(format, &pairs[i]);
}

/* What is in `out`, which is emptied. */
static char *take_out(size_t *len)
{
    char *copy = malloc(out.len);

    ck_assert_ptr_nonnull(copy);
    *len = out.len;
    memcpy(copy, out.bytes, out.len);
    buffer_reset(&out, &arena, 0);
    return copy;
}

static void assert_out(char *want, size_t len)
{
    ck_assert_uint_eq(out.len, len);
    ck_assert_mem_eq(out.bytes, want, len);
    ck_assert_int_eq(out.bytes[len], 0);
    free(want);
}

/* Keys grow by a digit on the way. */
static const size_t firsts[] = {0, 5, 80, 9990, 99950};

START_TEST(a_run_is_written_as_its_entries_are)
{
    const struct wire_format *format = formats[_i % 2];
    size_t first = firsts[_i / 2];
    char *want;
    size_t len;

    write_one_by_one(format, first);
    want = take_out(&len);
    format->write_run(&writer, first, values, COUNT);
    assert_out(want, len);
}
END_TEST

START_TEST(pairs_are_written_as_their_entries_are)
{
    const struct wire_format *format = formats[_i];
    char *want;
    size_t len;

    write_pairs_one_by_one(format);
    want = take_out(&len);
    format->write_pairs(&writer, pairs, COUNT);
    assert_out(want, len);
}
END_TEST

/* Reads one entry as any other. */
static void read_one(const struct wire_format *format,
                     struct wire_reader *reader, size_t i, size_t first)
{
    struct wire_item item;

    if (format->lists_have_keys) {
        ck_assert(format->read(reader, &item));
        ck_assert_int_eq(item.integer, (int64_t)(first + i));
    }
    ck_assert(format->read(reader, &item));
    values[i].bytes =
        values[i].kind == SCALAR_BYTES ? item.bytes : values[i].bytes;
    ck_assert(same_item(&item, &values[i]));
}

static bool is_same(const struct scalar *one, const struct scalar *other)
{
    if (one->kind != other->kind)
        return false;
    if (one->kind != SCALAR_BYTES)
        return one->integer == other->integer;
    return one->len == other->len &&
           memcmp(one->bytes, other->bytes, one->len) == 0;
}

static void assert_same(const struct scalar *run, const struct scalar *want,
                        size_t count)
{
    size_t same = 0;

    while (same < count && is_same(&run[same], &want[same]))
        same++;
    ck_assert_uint_eq(same, count);
}

/* Where a run stops, one entry is read, and so on; returns how many did run. */
static size_t read_all(const struct wire_format *format,
                       struct wire_reader *reader, size_t first)
{
    struct scalar run[COUNT];
    size_t i = 0, in_runs = 0;

    while (i < COUNT) {
        size_t max = i % 7 == 0 && COUNT - i > 3 ? 3 : COUNT - i;
        size_t count = format->read_run(reader, first + i, run, max);

        ck_assert_uint_le(count, max);
        ck_assert(!reader->problem);
        assert_same(run, &values[i], count);
        i += count;
        in_runs += count;
        if (count == 0)
            read_one(format, reader, i++, first);
    }
    return in_runs;
}

START_TEST(a_run_is_read_as_its_entries_are)
{
    const struct wire_format *format = formats[_i % 2];
    size_t first = firsts[_i / 2];
    struct wire_reader reader;

    write_one_by_one(format, first);
    wire_reader_init(&reader, out.bytes, out.len);
    ck_assert_uint_gt(read_all(format, &reader, first), COUNT / 2);
    ck_assert_ptr_eq(reader.at, reader.end);
}
END_TEST

START_TEST(pairs_are_read_as_their_entries_are)
{
    const struct wire_format *format = formats[_i];
    struct scalar run[2 * COUNT];
    struct wire_reader reader;
    bool has_key = true;

    write_pairs_one_by_one(format);
    wire_reader_init(&reader, out.bytes, out.len);
    ck_assert_uint_eq(format->read_pairs(&reader, run, COUNT, &has_key), COUNT);
    ck_assert(!has_key);
    ck_assert_ptr_eq(reader.at, reader.end);
    assert_same(run, pairs, 2 * COUNT);
}
END_TEST

/* From a block of its own, so that AddressSanitizer sees over-reads. */
static char *prefix(size_t len, struct wire_reader *reader)
{
    char *copy = malloc(len);

    ck_assert(copy || len == 0);
    if (len > 0)
        memcpy(copy, out.bytes, len);
    wire_reader_init(reader, copy, len);
    return copy;
}

START_TEST(a_run_never_reads_past_the_end)
{
    const struct wire_format *format = formats[_i];
    struct scalar run[COUNT];

    fill_values(16);
    write_one_by_one(format, 0);
    for (size_t len = 0; len < out.len; len++) {
        struct wire_reader reader;
        char *copy = prefix(len, &reader);
        size_t count = format->read_run(&reader, 0, run, COUNT);

        ck_assert(reader.at <= reader.end && !reader.problem);
        assert_same(run, values, count);
        free(copy);
    }
}
END_TEST

START_TEST(pairs_never_reach_past_the_end)
{
    const struct wire_format *format = formats[_i];
    struct scalar run[2 * COUNT];

    fill_values(16);
    write_pairs_one_by_one(format);
    for (size_t len = 0; len < out.len; len++) {
        bool has_key;
        struct wire_reader reader;
        char *copy = prefix(len, &reader);
        size_t count = format->read_pairs(&reader, run, COUNT, &has_key);

        ck_assert(reader.at <= reader.end && !reader.problem);
        assert_same(run, pairs, 2 * count + has_key);
        free(copy);
    }
}
END_TEST

/* What stands in a list, how many of it run, and what is left; padded below. */
static const struct stop {
    const char *text;
    size_t count;
    const char *rest;
    bool has_key; /* of pairs: whether the key of what stops them was read */
} stops[] = {
    {"i:0;i:7;i:1;s:1:\"x\";", 2, ";", false},
    {"i:0;i:7;i:2;i:8;", 1, "i:2;i:8;", false},
    {"i:0;i:7;i:01;i:8;", 1, "i:01;", false},
    {"i:1;i:7;", 0, "i:1;", false},
    {"i:0;i:07;", 0, "i:0;i:07;", false},
    {"i:0;i:-0;", 0, "i:0;i:-0;", false},
    {"i:0;i:;", 0, "i:0;i:;", false},
    {"i:0;i:7:", 0, "i:0;i:7:", false},
    {"i:0;i:99999999999999999999;", 0, "i:0;i:9", false},
    {"i:0;i:9223372036854775807;i:1;i:9223372036854775808;", 1, "i:1;i:9",
     false},
    {"i:0;d:;", 0, "i:0;d", false},
    {"i:0;b:2;", 0, "i:0;b", false},
    {"i:0;s:1:\"x\"}", 0, "i:0;s", false},
    {"i:0;s:900:\"x\";", 0, "i:0;s", false},
    {"i:0;N;", 0, "i:0;N", false},
    {"i:0;a:0:{}", 0, "i:0;a", false},
    {"i:0;R:1;", 0, "i:0;R", false},
};

/* The same in a map. */
static const struct stop pair_stops[] = {
    {"i:0;i:7;s:1:\"x\";d:0.5;", 2, ";", false},
    {"i:0;i:07;", 0, "i:07;", true},
    {"i:00;i:7;", 0, "i:00;", false},
    {"s:1:\"x\";N;", 0, "N;", true},
    {"s:1:\"x\";a:0:{}", 0, "a:0", true},
    {"b:1;i:7;", 0, "b:1;", false},
    {"N;i:7;", 0, "N;i", false},
    {"d:0.5;i:7;", 0, "d:0", false},
    {"i:5;b:1;a:0:{}", 1, "a:0", false},
};

/* A reader of the text, and of what does not belong to it. */
static void read_stop(struct wire_reader *reader, const struct stop *stop)
{
    static char padded[200];

    memset(padded, ';', sizeof padded);
    memcpy(padded, stop->text, strlen(stop->text));
    wire_reader_init(reader, padded, sizeof padded);
}

static void assert_rest(const struct wire_reader *reader,
                        const struct stop *stop)
{
    ck_assert_mem_eq(reader->at, stop->rest, strlen(stop->rest));
    ck_assert(!reader->problem);
}

START_TEST(a_run_stops_before_what_is_no_scalar_in_its_place)
{
    struct wire_reader reader;
    struct scalar run[8];

    read_stop(&reader, &stops[_i]);
    ck_assert_uint_eq(wire_php.read_run(&reader, 0, run, 8), stops[_i].count);
    assert_rest(&reader, &stops[_i]);
}
END_TEST

START_TEST(pairs_stop_at_a_key_or_before_a_value_that_is_no_scalar)
{
    const struct stop *stop = &pair_stops[_i];
    struct wire_reader reader;
    struct scalar run[16];
    bool has_key;

    read_stop(&reader, stop);
    ck_assert_uint_eq(wire_php.read_pairs(&reader, run, 8, &has_key),
                      stop->count);
    assert_rest(&reader, stop);
    ck_assert_int_eq(has_key, stop->has_key);
}
END_TEST

static const unsigned char stop_bytes[] = {
    0x80, 0x90, 0xc0, 0xc1, 0xc4, 0xca, 0xcf, 0xd4, 0xd9, 0xda, 0xdc, 0xdf,
};

/* 0xcf is beyond INT64_MAX then, and 0xd9 a string that is not all there. */
static void read_stop_byte(struct wire_reader *reader, int i)
{
    static unsigned char bytes[32];

    memset(bytes, 0xff, sizeof bytes);
    bytes[0] = 5;
    bytes[1] = stop_bytes[i];
    wire_reader_init(reader, (const char *)bytes, sizeof bytes);
}

START_TEST(a_run_of_bytes_stops_before_what_is_no_scalar)
{
    struct wire_reader reader;
    struct scalar run[16];
    bool has_key;

    read_stop_byte(&reader, _i);
    ck_assert_uint_eq(wire_msgpack.read_run(&reader, 0, run, 8), 1);
    ck_assert_int_eq(run[0].integer, 5);
    ck_assert_ptr_eq(reader.at, reader.start + 1);
    read_stop_byte(&reader, _i);
    ck_assert_uint_eq(wire_msgpack.read_pairs(&reader, run, 8, &has_key), 0);
    ck_assert(has_key && run[0].integer == 5);
    ck_assert_ptr_eq(reader.at, reader.start + 1);
}
END_TEST

enum { STOP_BYTES = sizeof stop_bytes };

Suite *wire_run_suite(void)
{
    Suite *suite = suite_create("wire_run");
    TCase *test = tcase_create("runs");

    tcase_add_checked_fixture(test, setup, teardown);
    tcase_add_loop_test(test, a_run_is_written_as_its_entries_are, 0, 10);
    tcase_add_loop_test(test, pairs_are_written_as_their_entries_are, 0, 2);
    tcase_add_loop_test(test, a_run_is_read_as_its_entries_are, 0, 10);
    tcase_add_loop_test(test, pairs_are_read_as_their_entries_are, 0, 2);
    tcase_add_loop_test(test, a_run_never_reads_past_the_end, 0, 2);
    tcase_add_loop_test(test, pairs_never_reach_past_the_end, 0, 2);
    tcase_add_loop_test(test, a_run_stops_before_what_is_no_scalar_in_its_place,
                        0, (int)(sizeof stops / sizeof *stops));
    tcase_add_loop_test(test,
                        pairs_stop_at_a_key_or_before_a_value_that_is_no_scalar,
                        0, (int)(sizeof pair_stops / sizeof *pair_stops));
    tcase_add_loop_test(test, a_run_of_bytes_stops_before_what_is_no_scalar, 0,
                        STOP_BYTES);
    suite_add_tcase(suite, test);
    return suite;
}
