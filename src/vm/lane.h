/*
 * The coroutines that serve calls, in lists.
 */
#ifndef MOON_VM_LANE_H
#define MOON_VM_LANE_H

#include "engine/engine.h"

struct lane {
    lua_State *co;
    int ref; /* keeps it alive */
    struct lane *next;
};

static inline void lane_put(struct lane **list, struct lane *lane)
{
    lane->next = *list;
    *list = lane;
}

/* NULL when the list is empty. */
static inline struct lane *lane_take(struct lane **list)
{
    struct lane *lane = *list;

    if (lane)
        *list = lane->next;
    return lane;
}

#endif
