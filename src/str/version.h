/*
 * Versions in PHP's order: development, alpha, beta, candidates, numbers,
 * patches.
 */
#ifndef MOON_STR_VERSION_H
#define MOON_STR_VERSION_H

#include "str/sink.h"

/* -1, 0 or 1.  `scratch` is empty and is written to. */
int version_compare(struct view a, struct view b, struct sink *scratch);

#endif
