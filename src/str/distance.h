/*
 * How much two strings differ.
 */
#ifndef MOON_STR_DISTANCE_H
#define MOON_STR_DISTANCE_H

#include "str/view.h"
#include "str/work.h"

struct distance_costs {
    int64_t insertion;
    int64_t replacement;
    int64_t deletion;
};

/*
 * The least cost of making `a` into `b`.  `scratch` has room for b.len + 1
 * numbers.
 */
int64_t distance_weighted(struct view a, struct view b,
                          const struct distance_costs *costs, int64_t *scratch,
                          struct work *work);

/*
 * The same where every change costs 1: 64 rows at a time (G. Myers, "A fast
 * bit-vector algorithm", 1999; H. Hyyro's blocks, 2003).  `scratch` has room
 * for as many bytes as the longer string.
 */
size_t distance_unit(struct view a, struct view b, signed char *scratch,
                     struct work *work);

/*
 * How many bytes they have in common: the longest common part, and the same of
 * what is on its left and on its right.  `scratch` has room for b.len numbers.
 */
size_t distance_common(struct view a, struct view b, size_t *scratch,
                       struct work *work);

#endif
