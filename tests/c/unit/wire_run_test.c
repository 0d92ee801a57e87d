/*
 * Runs of integers: read and written at once, they are what they are one by
 * one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/wire_msgpack.h"
#include "base/wire_php.h"
#include "runner.h"

runner_suite wire_run_suite;

enum { COUNT = 300 };

static const struct wire_format *const formats[] = {&wire_php, &wire_msgpack};

static struct arena arena;
static struct buffer out;
static struct wire_writer writer;
static int64_t values[COUNT];

/* Integers of every size and both signs, and some that are alike. */
static void fill_values(void)
{
    for (int i = 0; i < COUNT; i++) {
        uint64_t near = (UINT64_C(1) << i % 64) + (uint64_t)(i % 3) - 1;

        values[i] = (int64_t)(i % 2 ? near : ~near);
        if (i >= 200)
            values[i] = 9990 + i;
    }
}

static void setup(void)
{
    arena_init(&arena, SIZE_MAX);
    out = (struct buffer){.bytes = NULL};
    writer = (struct wire_writer){.arena = &arena, .out = &out};
    fill_values();
}

static void teardown(void)
{
    arena_release(&arena);
}

/* The entries of a list from `first` on, without its head. */
static void write_one_by_one(const struct wire_format *format, size_t first)
{
    buffer_reset(&out, &arena, out.cap);
    for (size_t i = 0; i < COUNT; i++) {
        if (format->lists_have_keys)
            format->write_int(&writer, (int64_t)(first + i));
        format->write_int(&writer, values[i]);
    }
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
    len = out.len;
    want = malloc(len);
    ck_assert_ptr_nonnull(want);
    memcpy(want, out.bytes, len);
    buffer_reset(&out, &arena, 0);
    format->write_ints(&writer, first, values, COUNT);
    ck_assert_uint_eq(out.len, len);
    ck_assert_mem_eq(out.bytes, want, len);
    ck_assert_int_eq(out.bytes[len], 0);
    free(want);
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
    ck_assert_int_eq(item.kind, WIRE_INT);
    ck_assert_int_eq(item.integer, values[i]);
}

/* Where a run stops, one entry is read, and so on; returns how many did run. */
static size_t read_all(const struct wire_format *format,
                       struct wire_reader *reader, size_t first)
{
    int64_t run[COUNT + 1];
    size_t i = 0, in_runs = 0;

    while (i < COUNT) {
        size_t max = i % 7 == 0 ? 3 : COUNT - i;
        size_t count = format->read_ints(reader, first + i, run, max);

        ck_assert_uint_le(count, max);
        ck_assert(!reader->problem);
        for (size_t k = 0; k < count; k++)
            ck_assert_int_eq(run[k], values[i + k]);
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

/* From a block of its own, so that AddressSanitizer sees over-reads. */
START_TEST(a_run_never_reads_past_the_end)
{
    const struct wire_format *format = formats[_i];

    write_one_by_one(format, 0);
    for (size_t len = 0; len < out.len; len++) {
        char *copy = malloc(len);
        struct wire_reader reader;
        int64_t run[COUNT];
        size_t count;

        ck_assert(copy || len == 0);
        if (len > 0)
            memcpy(copy, out.bytes, len);
        wire_reader_init(&reader, copy, len);
        count = format->read_ints(&reader, 0, run, COUNT);
        ck_assert(reader.at <= reader.end && !reader.problem);
        for (size_t k = 0; k < count; k++)
            ck_assert_int_eq(run[k], values[k]);
        free(copy);
    }
}
END_TEST

/* What stands in a list, how many of it run, and what is left; padded below. */
static const struct {
    const char *text;
    size_t count;
    const char *rest;
} stops[] = {
    {"i:0;i:7;i:1;s:1:\"x\";", 1, "i:1;s"},
    {"i:0;i:7;i:2;i:8;", 1, "i:2;i:8;"},
    {"i:0;i:7;i:01;i:8;", 1, "i:01;"},
    {"i:1;i:7;", 0, "i:1;"},
    {"i:0;i:07;", 0, "i:0;i:07;"},
    {"i:0;i:-0;", 0, "i:0;i:-0;"},
    {"i:0;i:;", 0, "i:0;i:;"},
    {"i:0;i:7:", 0, "i:0;i:7:"},
    {"i:0;i:99999999999999999999;", 0, "i:0;i:9"},
    {"i:0;i:9223372036854775807;i:1;i:9223372036854775808;", 1, "i:1;i:9"},
    {"i:0;d:7;", 0, "i:0;d"},
};

START_TEST(a_run_stops_before_what_is_no_integer_in_its_place)
{
    char text[200];
    struct wire_reader reader;
    int64_t run[8];
    size_t len = strlen(stops[_i].text);

    memset(text, ';', sizeof text);
    memcpy(text, stops[_i].text, len);
    wire_reader_init(&reader, text, sizeof text);
    ck_assert_uint_eq(wire_php.read_ints(&reader, 0, run, 8), stops[_i].count);
    ck_assert_mem_eq(reader.at, stops[_i].rest, strlen(stops[_i].rest));
    ck_assert(!reader.problem);
}
END_TEST

START_TEST(a_run_of_bytes_stops_before_what_is_no_integer)
{
    static const unsigned char stop_bytes[] = {
        0x80, 0x90, 0xa0, 0xc0, 0xc1, 0xc2, 0xc4, 0xca, 0xcb, 0xcf, 0xd4, 0xdf,
    };
    unsigned char bytes[32];
    struct wire_reader reader;
    int64_t run[8];

    memset(bytes, 0xff, sizeof bytes);
    bytes[0] = 5;
    bytes[1] = stop_bytes[_i]; /* 0xcf is beyond INT64_MAX then */
    wire_reader_init(&reader, (const char *)bytes, sizeof bytes);
    ck_assert_uint_eq(wire_msgpack.read_ints(&reader, 0, run, 8), 1);
    ck_assert_int_eq(run[0], 5);
    ck_assert_ptr_eq(reader.at, reader.start + 1);
}
END_TEST

Suite *wire_run_suite(void)
{
    Suite *suite = suite_create("wire_run");
    TCase *test = tcase_create("runs");

    tcase_add_checked_fixture(test, setup, teardown);
    tcase_add_loop_test(test, a_run_is_written_as_its_entries_are, 0, 10);
    tcase_add_loop_test(test, a_run_is_read_as_its_entries_are, 0, 10);
    tcase_add_loop_test(test, a_run_never_reads_past_the_end, 0, 2);
    tcase_add_loop_test(test,
                        a_run_stops_before_what_is_no_integer_in_its_place, 0,
                        (int)(sizeof stops / sizeof *stops));
    tcase_add_loop_test(test, a_run_of_bytes_stops_before_what_is_no_integer, 0,
                        12);
    suite_add_tcase(suite, test);
    return suite;
}
