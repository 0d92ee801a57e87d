#include "base/arena.h"

#include <string.h>

#include "runner.h"

runner_suite arena_suite;

static struct arena arena;

static void setup(void)
{
    arena_init(&arena, SIZE_MAX);
}

static void teardown(void)
{
    arena_release(&arena);
    ck_assert_int_eq(arena_held_bytes(), 0);
}

/* Sizes on both sides of every edge. */
static const size_t sizes[] = {1,    15,   16,   17,   31,    32,   1008,
                               1009, 1023, 1024, 1025, 16384, 40000};
enum { SIZES = sizeof sizes / sizeof *sizes };

START_TEST(a_block_holds_what_is_put_in_it)
{
    unsigned char *blocks[SIZES];

    for (int i = 0; i < SIZES; i++) {
        blocks[i] = arena_resize(&arena, NULL, 0, sizes[i]);
        ck_assert_ptr_nonnull(blocks[i]);
        ck_assert_uint_eq((uintptr_t)blocks[i] % ARENA_GRAIN, 0);
        memset(blocks[i], i, sizes[i]);
    }
    for (int i = 0; i < SIZES; i++) {
        for (size_t k = 0; k < sizes[i]; k++)
            ck_assert_uint_eq(blocks[i][k], (unsigned)i);
    }
}
END_TEST

START_TEST(resizing_keeps_the_bytes_that_fit)
{
    for (int i = 0; i < SIZES; i++) {
        size_t from = sizes[_i], to = sizes[i];
        unsigned char *block = arena_resize(&arena, NULL, 0, from);

        memset(block, 0x5a, from);
        block = arena_resize(&arena, block, from, to);
        ck_assert_ptr_nonnull(block);
        for (size_t k = 0; k < from && k < to; k++)
            ck_assert_uint_eq(block[k], 0x5a);
        arena_resize(&arena, block, to, 0);
        ck_assert_uint_eq(arena.used_bytes, 0);
    }
}
END_TEST

START_TEST(a_freed_cell_is_used_again)
{
    void *first = arena_resize(&arena, NULL, 0, 40);
    size_t held;

    arena_resize(&arena, first, 40, 0);
    held = (size_t)arena_held_bytes();
    for (int i = 0; i < 10000; i++) {
        void *block = arena_resize(&arena, NULL, 0, 40);

        arena_resize(&arena, block, 40, 0);
    }
    ck_assert_uint_eq((size_t)arena_held_bytes(), held);
}
END_TEST

START_TEST(the_limit_is_exact)
{
    void *block;

    arena.limit_bytes = 5000;
    block = arena_resize(&arena, NULL, 0, 5001);
    ck_assert_ptr_null(block);
    ck_assert(arena.denied);
    arena.limit_bytes = SIZE_MAX;
    block = arena_resize(&arena, NULL, 0, 3000);
    arena.limit_bytes = arena.used_bytes;
    arena.denied = false;
    ck_assert_ptr_null(arena_resize(&arena, NULL, 0, 1));
    ck_assert_ptr_null(arena_resize(&arena, block, 3000, 3001));
    ck_assert(arena.denied);
    ck_assert_uint_eq(arena.used_bytes, arena.limit_bytes);
    arena_resize(&arena, block, 3000, 0);
    ck_assert_ptr_nonnull(arena_resize(&arena, NULL, 0, 1));
}
END_TEST

/* Even where the limit was lowered below what is held. */
START_TEST(a_shrink_never_fails)
{
    for (int i = 0; i <= _i; i++) {
        unsigned char *block = arena_resize(&arena, NULL, 0, sizes[_i]);

        memset(block, 7, sizes[_i]);
        arena.limit_bytes = 1;
        block = arena_resize(&arena, block, sizes[_i], sizes[i]);
        ck_assert_ptr_nonnull(block);
        ck_assert_uint_eq(block[sizes[i] - 1], 7);
        arena.limit_bytes = SIZE_MAX;
        arena_resize(&arena, block, sizes[i], 0);
        ck_assert_uint_eq(arena.used_bytes, 0);
    }
}
END_TEST

static const size_t too_long[] = {SIZE_MAX, SIZE_MAX - 15, SIZE_MAX / 2,
                                  PTRDIFF_MAX};

START_TEST(a_length_that_would_wrap_is_refused)
{
    ck_assert_ptr_null(arena_resize(&arena, NULL, 0, too_long[_i]));
    ck_assert_uint_eq(arena.used_bytes, 0);
}
END_TEST

/* A thousand blocks come, change and go; a copy of each length is the oracle.
 */
START_TEST(the_count_is_that_of_the_live_blocks)
{
    enum { BLOCKS = 1000, STEPS = 200000 };
    static void *blocks[BLOCKS];
    static size_t lens[BLOCKS];
    uint32_t random = 1;

    for (int i = 0; i < STEPS; i++) {
        size_t k, len;

        random = random * 1664525 + 1013904223;
        k = (random >> 8) % BLOCKS;
        len = (random >> 20) % 3 == 0 ? 0 : (random >> 12) % 2000;
        blocks[k] = arena_resize(&arena, blocks[k], lens[k], len);
        lens[k] = len;
        if (len > 0)
            memset(blocks[k], (int)k, len);
    }
    for (size_t k = 0; k < BLOCKS; k++)
        arena_resize(&arena, blocks[k], lens[k], 0);
    ck_assert_uint_eq(arena.used_bytes, 0);
    ck_assert_uint_gt(arena.peak_bytes, 0);
}
END_TEST

enum { LARGE = 1 << 20, MIDDLING = 160 * 1024 };

static void take_and_free(size_t len, int count)
{
    void *blocks[64];

    for (int i = 0; i < count; i++)
        blocks[i] = arena_resize(&arena, NULL, 0, len);
    for (int i = 0; i < count; i++)
        arena_resize(&arena, blocks[i], len, 0);
}

START_TEST(many_smaller_blocks_do_not_drive_out_large_ones)
{
    int64_t held;

    take_and_free(LARGE, 5);
    take_and_free(MIDDLING, 20);
    held = arena_held_bytes();
    for (int i = 0; i < 5; i++)
        ck_assert_ptr_nonnull(arena_resize(&arena, NULL, 0, LARGE));
    for (int i = 0; i < 20; i++)
        ck_assert_ptr_nonnull(arena_resize(&arena, NULL, 0, MIDDLING));
    ck_assert_int_eq(arena_held_bytes(), held);
}
END_TEST

START_TEST(what_is_kept_of_freed_blocks_is_bounded)
{
    take_and_free(LARGE, 64);
    ck_assert_int_le(arena_held_bytes(), 16 << 20);
    take_and_free(MIDDLING, 64);
    ck_assert_int_le(arena_held_bytes(), 16 << 20);
    take_and_free(4 << 20, 4);
    ck_assert_int_le(arena_held_bytes(), 16 << 20);
    ck_assert_uint_eq(arena.used_bytes, 0);
}
END_TEST

Suite *arena_suite(void)
{
    Suite *suite = suite_create("arena");
    TCase *all = tcase_create("all");

    tcase_add_checked_fixture(all, setup, teardown);
    tcase_add_test(all, a_block_holds_what_is_put_in_it);
    tcase_add_loop_test(all, resizing_keeps_the_bytes_that_fit, 0, SIZES);
    if (ARENA_SMALL > 0)
        tcase_add_test(all, a_freed_cell_is_used_again);
    tcase_add_test(all, the_limit_is_exact);
    tcase_add_loop_test(all, a_shrink_never_fails, 0, SIZES);
    tcase_add_loop_test(all, a_length_that_would_wrap_is_refused, 0,
                        sizeof too_long / sizeof *too_long);
    tcase_add_test(all, the_count_is_that_of_the_live_blocks);
    if (ARENA_SMALL > 0)
        tcase_add_test(all, many_smaller_blocks_do_not_drive_out_large_ones);
    tcase_add_test(all, what_is_kept_of_freed_blocks_is_bounded);
    suite_add_tcase(suite, all);
    return suite;
}
