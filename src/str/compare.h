/*
 * Orders of strings.  The result is below, above or equal to zero; where bytes
 * differ it is their difference, and 1 or -1 where one string ends first.
 */
#ifndef MOON_STR_COMPARE_H
#define MOON_STR_COMPARE_H

#include "str/view.h"

typedef int compare_function(struct view a, struct view b);

int compare_bytes(struct view a, struct view b);

/* Where ASCII letters are equal in either case. */
int compare_folded(struct view a, struct view b);

/*
 * As people order names with numbers in them (M. Pool, "Natural Order String
 * Comparison", 2000).  -1, 0 or 1.
 */
int compare_natural(struct view a, struct view b, bool folded);

#endif
