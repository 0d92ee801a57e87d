/*
 * Sets of bytes.
 */
#ifndef MOON_STR_BYTESET_H
#define MOON_STR_BYTESET_H

#include "str/view.h"

struct byteset {
    bool has[256];
};

/* Those that the view holds. */
void byteset_of(struct byteset *set, struct view bytes);

/*
 * Those that a list names in which `a..z` is a range.  Two dots that are no
 * range stand for themselves.
 */
void byteset_of_ranges(struct byteset *set, struct view list);

/* How many bytes the view begins with that are in the set, or are not. */
size_t byteset_span(const struct byteset *set, struct view v);
size_t byteset_span_not(const struct byteset *set, struct view v);

#endif
