/*
 * Named character references, looked up by name and by character.
 */
#ifndef MOON_STR_ENTITY_H
#define MOON_STR_ENTITY_H

#include "str/view.h"

/* One or two code points, the second of which may be 0. */
struct entity_points {
    uint32_t first;
    uint32_t second;
};

/* Of the name without its ampersand and semicolon; of HTML 5 or of 4.01. */
bool entity_find(struct view name, bool html5, struct entity_points *points);

/* The name that is written for just these; false when there is none. */
bool entity_name(struct entity_points points, bool html5, struct view *name);

#endif
