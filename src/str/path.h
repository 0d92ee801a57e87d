/*
 * Paths with slashes, and versions.
 */
#ifndef MOON_STR_PATH_H
#define MOON_STR_PATH_H

#include "str/view.h"

/* The last component, without slashes behind it. */
struct view path_base(struct view path);

/* What is before it; "." where there is nothing, "/" of the root. */
struct view path_directory(struct view path);

#endif
