/*
 * The first step of a search: 16 or 32 positions at a time are looked at for
 * the needle's first and last byte (W. Mula, "SIMD-friendly algorithms for
 * substring searching", 2016).
 */
#ifndef MOON_STR_FIND_WIDE_H
#define MOON_STR_FIND_WIDE_H

#include "str/view.h"

/* What is searched: the two spellings of the ends are equal but for case. */
struct find_task {
    struct view subject;
    struct view needle; /* of two bytes or more */
    bool folded;
    char first[2];
    char last[2];
};

/*
 * True: *at is the first place, or VIEW_NONE.  False: the needle does not begin
 * before *at, and further search is for others: too few bytes are left, or too
 * many places began and ended like the needle and were none.
 */
bool find_wide(const struct find_task *task, size_t *at);

/* Whether the needle, but for case where that is asked for, is at `at`. */
bool find_matches(const struct find_task *task, size_t at);

#endif
