/*
 * Where one string is in another.  A place is counted from the start of the
 * subject; VIEW_NONE says that there is none.  An empty needle is everywhere.
 */
#ifndef MOON_STR_FIND_H
#define MOON_STR_FIND_H

#include "str/view.h"

size_t find_first(struct view subject, struct view needle);
size_t find_last(struct view subject, struct view needle);

/* The same, where ASCII letters are equal in either case. */
size_t find_first_folded(struct view subject, struct view needle);
size_t find_last_folded(struct view subject, struct view needle);

/* How often the needle, which is not empty, comes without overlapping. */
size_t find_count(struct view subject, struct view needle);

/* find_first() or find_first_folded(). */
typedef size_t find_function(struct view subject, struct view needle);

#endif
