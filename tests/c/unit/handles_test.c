#include "base/handles.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner.h"

runner_suite handles_suite;

static int thing;

static enum handle_verdict verdict_on(int64_t handle)
{
    void *ptr;
    enum handle_verdict verdict = handles_find(handle, HANDLE_STATE, &ptr);

    ck_assert((verdict == HANDLE_GOOD) == (ptr != NULL));
    return verdict;
}

START_TEST(a_handle_finds_its_pointer)
{
    int64_t handle = handles_put(&thing, HANDLE_STATE);
    void *ptr;

    ck_assert_int_gt(handle, 0);
    ck_assert_int_eq(handles_find(handle, HANDLE_STATE, &ptr), HANDLE_GOOD);
    ck_assert_ptr_eq(ptr, &thing);
    handles_take(handle);
}
END_TEST

START_TEST(a_taken_handle_is_stale)
{
    int64_t handle = handles_put(&thing, HANDLE_STATE);
    int64_t next;

    handles_take(handle);
    ck_assert_int_eq(verdict_on(handle), HANDLE_STALE);
    handles_take(handle);
    next = handles_put(&thing, HANDLE_STATE);
    ck_assert_int_ne(next, handle);
    ck_assert_int_eq(verdict_on(handle), HANDLE_STALE);
    ck_assert_int_eq(verdict_on(next), HANDLE_GOOD);
    handles_take(next);
}
END_TEST

START_TEST(the_kind_is_checked)
{
    int64_t handle = handles_put(&thing, HANDLE_FUNCTION);

    ck_assert_int_eq(verdict_on(handle), HANDLE_OTHER_KIND);
    ck_assert_int_eq(handles_kind(handle), HANDLE_FUNCTION);
    handles_take(handle);
}
END_TEST

static const int64_t strangers[] = {0, -1, 1, INT64_MAX, INT64_MIN, 0xffffff};

START_TEST(a_stranger_is_stale)
{
    ck_assert_int_eq(verdict_on(strangers[_i]), HANDLE_STALE);
    handles_take(strangers[_i]);
}
END_TEST

START_TEST(a_flipped_bit_makes_it_stale)
{
    int64_t handle = handles_put(&thing, HANDLE_STATE);

    for (int bit = 0; bit < 64; bit++) {
        int64_t forged = (int64_t)((uint64_t)handle ^ UINT64_C(1) << bit);

        ck_assert_int_eq(verdict_on(forged), HANDLE_STALE);
    }
    handles_take(handle);
}
END_TEST

START_TEST(many_handles_stay_apart)
{
    enum { COUNT = 100000 };
    static int64_t handles[COUNT];
    static char places[COUNT];
    void *ptr;

    for (int i = 0; i < COUNT; i++)
        handles[i] = handles_put(&places[i], HANDLE_STATE);
    for (int i = 0; i < COUNT; i += 2)
        handles_take(handles[i]);
    for (int i = 0; i < COUNT; i++) {
        handles_find(handles[i], HANDLE_STATE, &ptr);
        ck_assert_ptr_eq(ptr, i % 2 ? &places[i] : NULL);
    }
    ck_assert_int_eq(handles_live(), COUNT / 2);
    for (int i = 1; i < COUNT; i += 2)
        handles_take(handles[i]);
    ck_assert_int_eq(handles_live(), 0);
    ck_assert_int_eq(handles_live_states(), 0);
}
END_TEST

static void *find_elsewhere(void *arg)
{
    static enum handle_verdict verdict;
    void *ptr;

    verdict = handles_find(*(int64_t *)arg, HANDLE_STATE, &ptr);
    return &verdict;
}

START_TEST(another_thread_is_told_apart)
{
    int64_t handle = handles_put(&thing, HANDLE_STATE);
    pthread_t thread;
    void *verdict;

    pthread_create(&thread, NULL, find_elsewhere, &handle);
    pthread_join(thread, &verdict);
    ck_assert_int_eq(*(enum handle_verdict *)verdict, HANDLE_OTHER_THREAD);
    handles_take(handle);
}
END_TEST

static void *churn(void *arg)
{
    (void)arg;
    for (int i = 0; i < 200000; i++) {
        int64_t a = handles_put(&thing, HANDLE_STATE);
        int64_t b = handles_put(&thing, HANDLE_FUNCTION);
        void *ptr;

        if (a == b || handles_find(a, HANDLE_STATE, &ptr) != HANDLE_GOOD)
            abort();
        handles_take(a);
        if (handles_find(a, HANDLE_STATE, &ptr) != HANDLE_STALE)
            abort();
        handles_take(b);
    }
    return NULL;
}

START_TEST(threads_may_put_and_take_at_once)
{
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, churn, NULL);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    ck_assert_int_eq(handles_live(), 0);
}
END_TEST

START_TEST(a_child_process_keeps_its_copies)
{
    int64_t handle = handles_put(&thing, HANDLE_STATE);
    int status;

    if (fork() == 0)
        _exit(verdict_on(handle) == HANDLE_GOOD ? 0 : 1);
    wait(&status);
    ck_assert_int_eq(status, 0);
    handles_take(handle);
}
END_TEST

START_TEST(the_states_of_a_thread_are_listed)
{
    int64_t a = handles_put(&thing, HANDLE_STATE);
    int64_t f = handles_put(&thing, HANDLE_FUNCTION);
    int64_t b = handles_put(&thing, HANDLE_STATE);
    uint32_t place = 0;

    ck_assert_ptr_nonnull(handles_next_state(&place));
    ck_assert_ptr_nonnull(handles_next_state(&place));
    ck_assert_ptr_null(handles_next_state(&place));
    handles_take(a);
    handles_take(b);
    handles_take(f);
}
END_TEST

Suite *handles_suite(void)
{
    Suite *suite = suite_create("handles");
    TCase *all = tcase_create("all");

    tcase_set_timeout(all, 60);
    tcase_add_test(all, a_handle_finds_its_pointer);
    tcase_add_test(all, a_taken_handle_is_stale);
    tcase_add_test(all, the_kind_is_checked);
    tcase_add_loop_test(all, a_stranger_is_stale, 0,
                        sizeof strangers / sizeof *strangers);
    tcase_add_test(all, a_flipped_bit_makes_it_stale);
    tcase_add_test(all, many_handles_stay_apart);
    tcase_add_test(all, another_thread_is_told_apart);
    tcase_add_test(all, threads_may_put_and_take_at_once);
    tcase_add_test(all, a_child_process_keeps_its_copies);
    tcase_add_test(all, the_states_of_a_thread_are_listed);
    suite_add_tcase(suite, all);
    return suite;
}
