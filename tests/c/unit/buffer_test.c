#include "base/buffer.h"

#include <stdint.h>
#include <string.h>

#include "runner.h"

runner_suite buffer_suite;

static struct arena arena;
static struct buffer buffer;

static void setup(void)
{
    arena_init(&arena, SIZE_MAX);
    buffer = (struct buffer){.bytes = NULL};
}

static void teardown(void)
{
    buffer_reset(&buffer, &arena, 0);
    ck_assert_uint_eq(arena.used_bytes, 0);
    arena_release(&arena);
}

START_TEST(bytes_are_kept_in_order)
{
    for (int i = 0; i < 1000; i++) {
        char byte = (char)i;

        ck_assert(buffer_append(&buffer, &arena, &byte, 1));
    }
    ck_assert_uint_eq(buffer.len, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(buffer.bytes[i], (char)i);
}
END_TEST

START_TEST(what_is_written_to_reserved_room_is_kept)
{
    size_t len = 0;

    for (size_t room = 0; room < 600; room++) {
        char *to = buffer_reserve(&buffer, &arena, room);

        ck_assert_ptr_eq(to, buffer.bytes + len);
        ck_assert_uint_gt(buffer.cap, len + room);
        ck_assert_uint_eq(buffer.len, len);
        memset(to, (int)room, room);
        buffer_commit(&buffer, to + room / 2);
        len += room / 2;
        ck_assert_uint_eq(buffer.len, len);
        ck_assert_int_eq(buffer.bytes[len], 0);
    }
    ck_assert_int_eq(buffer.bytes[0], 2);
    ck_assert_int_eq(buffer.bytes[len - 1], (char)599);
}
END_TEST

START_TEST(room_that_is_refused_changes_nothing)
{
    arena.limit_bytes = 2000;
    ck_assert(buffer_append(&buffer, &arena, "abc", 3));
    ck_assert_ptr_null(buffer_reserve(&buffer, &arena, 5000));
    ck_assert_ptr_null(buffer_reserve(&buffer, &arena, SIZE_MAX));
    ck_assert_str_eq(buffer.bytes, "abc");
}
END_TEST

START_TEST(an_append_that_is_refused_changes_nothing)
{
    arena.limit_bytes = 2000;
    ck_assert(buffer_append(&buffer, &arena, "abc", 3));
    ck_assert(!buffer_append(&buffer, &arena, "x", 5000));
    ck_assert(!buffer_append(&buffer, &arena, "x", SIZE_MAX));
    ck_assert_uint_eq(buffer.len, 3);
    ck_assert_mem_eq(buffer.bytes, "abc", 3);
}
END_TEST

START_TEST(under_a_tight_limit_it_takes_just_what_is_needed)
{
    static const char filler[600];
    static char big[800000];

    ck_assert(buffer_append(&buffer, &arena, filler, 300));
    arena.limit_bytes = arena.used_bytes + 200;
    ck_assert(buffer_append(&buffer, &arena, filler, 300));
    ck_assert(!buffer_append(&buffer, &arena, filler, 600));
    arena.limit_bytes = 1 << 20;
    ck_assert(buffer_append(&buffer, &arena, big, sizeof big));
}
END_TEST

START_TEST(a_reset_keeps_memory_only_up_to_a_bound)
{
    buffer_append(&buffer, &arena, "abc", 3);
    buffer_reset(&buffer, &arena, 4096);
    ck_assert_uint_eq(buffer.len, 0);
    ck_assert_uint_gt(buffer.cap, 0);
    buffer_reset(&buffer, &arena, 16);
    ck_assert_uint_eq(buffer.cap, 0);
}
END_TEST

Suite *buffer_suite(void)
{
    Suite *suite = suite_create("buffer");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, bytes_are_kept_in_order);
    tcase_add_test(all, what_is_written_to_reserved_room_is_kept);
    tcase_add_test(all, room_that_is_refused_changes_nothing);
    tcase_add_test(all, an_append_that_is_refused_changes_nothing);
    tcase_add_test(all, under_a_tight_limit_it_takes_just_what_is_needed);
    tcase_add_test(all, a_reset_keeps_memory_only_up_to_a_bound);
    suite_add_tcase(suite, all);
    return suite;
}
