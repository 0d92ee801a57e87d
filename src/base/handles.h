/*
 * The numbers that hosts hold in place of pointers: one table per process.
 *
 *     63  62    56 55          24 23      0
 *     | 0 |  kind  |  generation  |  slot  |
 *
 * A slot counts its generations, so a handle that was taken back is told from
 * the slot's next one; a slot whose generations are used up is retired.  Each
 * handle remembers the thread that put it, so that misuse from another thread
 * is seen before anything behind the handle is touched.
 *
 * The table takes no lock: slots lie in segments that never move, and free
 * slots form a stack with a counted head (R. K. Treiber, "Systems programming:
 * coping with parallelism", 1986).  So it also survives fork() at any moment.
 */
#ifndef MOON_BASE_HANDLES_H
#define MOON_BASE_HANDLES_H

#include <stdint.h>

enum handle_kind {
    HANDLE_ANY = 0, /* in handles_find(): whichever it is */
    HANDLE_STATE = 1,
    HANDLE_FUNCTION = 2,
    HANDLE_TABLE = 3,
    HANDLE_COROUTINE = 4
};

enum handle_verdict {
    HANDLE_GOOD,
    HANDLE_STALE,
    HANDLE_OTHER_KIND,
    HANDLE_OTHER_THREAD
};

/* Gives `ptr` (not NULL) a handle; 0 when out of memory. */
int64_t handles_put(void *ptr, enum handle_kind kind);

/* Stores what `handle` names in *ptr; NULL unless the verdict is good. */
enum handle_verdict handles_find(int64_t handle, enum handle_kind kind,
                                 void **ptr);

/*
 * The same from any thread or signal handler: *ptr is stored for another
 * thread's object too.  That nobody closes it meanwhile is the caller's to see
 * to.
 */
enum handle_verdict handles_find_across(int64_t handle, enum handle_kind kind,
                                        void **ptr);

/* Makes a live handle stale. */
void handles_take(int64_t handle);

/* The kind that is written in a handle, live or not. */
enum handle_kind handles_kind(int64_t handle);

/*
 * The next state of this thread, or NULL after the last.  *place is 0 at first
 * and is kept for the next call; states may be closed meanwhile.
 */
void *handles_next_state(uint32_t *place);

int64_t handles_live_states(void);
int64_t handles_live(void);

#endif
