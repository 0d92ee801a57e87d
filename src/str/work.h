/*
 * How an algorithm that takes longer than its arguments are long says so, as it
 * goes on, to whoever limits its time.
 */
#ifndef MOON_STR_WORK_H
#define MOON_STR_WORK_H

#include <stddef.h>

struct work {
    /* May not return.  The unit is about what it takes to copy a byte. */
    void (*charge)(struct work *work, size_t amount);
};

static inline void work_charge(struct work *work, size_t amount)
{
    work->charge(work, amount);
}

#endif
