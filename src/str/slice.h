/*
 * Parts of a string, as PHP's functions name them: by an offset from the start
 * or, if negative, from the end, and by what is to be trimmed.
 */
#ifndef MOON_STR_SLICE_H
#define MOON_STR_SLICE_H

#include "str/view.h"

/*
 * Leaves what follows the offset, and stores how many bytes that skips; false
 * when it lies outside.
 */
bool slice_from(struct view *v, int64_t offset, size_t *skipped);

enum slice_sides { SLICE_LEFT = 1, SLICE_RIGHT = 2, SLICE_BOTH = 3 };

/* Without white space and zero bytes at the sides. */
struct view slice_trim(struct view v, enum slice_sides sides);

/* Without what is in a list of characters and ranges. */
struct view slice_trim_set(struct view v, enum slice_sides sides,
                           struct view characters);

#endif
