#include "base/handles.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    SLOT_BITS = 24,
    GENERATION_BITS = 32,
    KIND_SHIFT = SLOT_BITS + GENERATION_BITS,
    KIND_MASK = 0x7f,
    FIRST_SEGMENT = 64, /* slots; each segment is twice as long as the last */
    SEGMENTS = SLOT_BITS - 6,
    SLOT_LIMIT = (1 << SLOT_BITS) - FIRST_SEGMENT
};

#define SLOT_MASK ((INT64_C(1) << SLOT_BITS) - 1)

struct slot {
    _Atomic int64_t handle; /* 0 when the slot is free */
    void *ptr;
    const void *thread;
    uint32_t generation;         /* of the next handle put here */
    _Atomic uint32_t next_free1; /* 1 + index of the next free slot, or 0 */
};

static _Atomic(struct slot *) segments[SEGMENTS];
static _Atomic uint32_t slot_count; /* slots ever used */
static _Atomic uint64_t free_head;  /* count << 32 | 1 + index, or 0 */
static _Atomic int64_t live_count;
static _Atomic int64_t live_states;

/* The address of a thread's own copy tells the thread. */
static const void *this_thread(void)
{
    static _Thread_local char here;

    return &here;
}

static unsigned segment_of(uint32_t index)
{
    uint32_t n = index / FIRST_SEGMENT + 1;
    unsigned segment = 0;

    while (n >>= 1)
        segment++;
    return segment;
}

static uint32_t segment_start(unsigned segment)
{
    return FIRST_SEGMENT * ((UINT32_C(1) << segment) - 1);
}

static struct slot *slot_at(uint32_t index)
{
    unsigned segment = segment_of(index);

    return atomic_load(&segments[segment]) + (index - segment_start(segment));
}

/* Of two threads that make the same segment, the second drops its own. */
static bool make_segment(unsigned segment)
{
    struct slot *none = NULL;
    struct slot *fresh;

    if (atomic_load(&segments[segment]))
        return true;
    fresh = calloc((size_t)FIRST_SEGMENT << segment, sizeof *fresh);
    if (!fresh)
        return false;
    if (!atomic_compare_exchange_strong(&segments[segment], &none, fresh))
        free(fresh);
    return true;
}

/* 1 + the index of a slot that was freed, or 0. */
static uint32_t pop_free(void)
{
    uint64_t head = atomic_load(&free_head);
    uint64_t next;

    do {
        if ((uint32_t)head == 0)
            return 0;
        next = atomic_load(&slot_at((uint32_t)head - 1)->next_free1);
        next |= ((head >> 32) + 1) << 32;
    } while (!atomic_compare_exchange_weak(&free_head, &head, next));
    return (uint32_t)head;
}

static void push_free(uint32_t index)
{
    struct slot *slot = slot_at(index);
    uint64_t head = atomic_load(&free_head);
    uint64_t next;

    do {
        atomic_store(&slot->next_free1, (uint32_t)head);
        next = (((head >> 32) + 1) << 32) | (index + 1);
    } while (!atomic_compare_exchange_weak(&free_head, &head, next));
}

/* 1 + the index of a slot never used before, or 0 when out of memory. */
static uint32_t next_fresh(void)
{
    uint32_t count = atomic_load(&slot_count);

    do {
        if (count >= SLOT_LIMIT || !make_segment(segment_of(count)))
            return 0;
    } while (!atomic_compare_exchange_weak(&slot_count, &count, count + 1));
    return count + 1;
}

static int64_t encode(uint32_t index, uint32_t generation, int kind)
{
    return (int64_t)kind << KIND_SHIFT | (int64_t)generation << SLOT_BITS |
           index;
}

static uint32_t index_of(int64_t handle)
{
    return (uint32_t)(handle & SLOT_MASK);
}

static struct slot *live_slot(int64_t handle)
{
    struct slot *slot;

    if (handle <= 0 || index_of(handle) >= atomic_load(&slot_count))
        return NULL;
    slot = slot_at(index_of(handle));
    return atomic_load(&slot->handle) == handle ? slot : NULL;
}

int64_t handles_put(void *ptr, enum handle_kind kind)
{
    uint32_t index1 = pop_free();
    struct slot *slot;
    int64_t handle;

    if (index1 == 0)
        index1 = next_fresh();
    if (index1 == 0)
        return 0;
    slot = slot_at(index1 - 1);
    handle = encode(index1 - 1, slot->generation, (int)kind);
    slot->ptr = ptr;
    slot->thread = this_thread();
    atomic_store(&slot->handle, handle);
    atomic_fetch_add(&live_count, 1);
    if (kind == HANDLE_STATE)
        atomic_fetch_add(&live_states, 1);
    return handle;
}

enum handle_verdict handles_find_across(int64_t handle, enum handle_kind kind,
                                        void **ptr)
{
    const struct slot *slot = live_slot(handle);

    *ptr = NULL;
    if (!slot)
        return HANDLE_STALE;
    if (kind != HANDLE_ANY && kind != handles_kind(handle))
        return HANDLE_OTHER_KIND;
    *ptr = slot->ptr;
    return slot->thread == this_thread() ? HANDLE_GOOD : HANDLE_OTHER_THREAD;
}

enum handle_verdict handles_find(int64_t handle, enum handle_kind kind,
                                 void **ptr)
{
    enum handle_verdict verdict = handles_find_across(handle, kind, ptr);

    if (verdict != HANDLE_GOOD)
        *ptr = NULL;
    return verdict;
}

void handles_take(int64_t handle)
{
    struct slot *slot = live_slot(handle);

    if (!slot || !atomic_compare_exchange_strong(&slot->handle, &handle, 0))
        return;
    atomic_fetch_sub(&live_count, 1);
    if (handles_kind(handle) == HANDLE_STATE)
        atomic_fetch_sub(&live_states, 1);
    slot->ptr = NULL;
    if (++slot->generation != 0)
        push_free(index_of(handle));
}

enum handle_kind handles_kind(int64_t handle)
{
    return (enum handle_kind)(handle >> KIND_SHIFT & KIND_MASK);
}

void *handles_next_state(uint32_t *place)
{
    uint32_t count = atomic_load(&slot_count);
    void *state;

    while (*place < count) {
        int64_t handle = atomic_load(&slot_at((*place)++)->handle);

        if (handles_find(handle, HANDLE_STATE, &state) == HANDLE_GOOD)
            return state;
    }
    return NULL;
}

int64_t handles_live_states(void)
{
    return atomic_load(&live_states);
}

int64_t handles_live(void)
{
    return atomic_load(&live_count);
}
