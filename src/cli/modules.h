/*
 * The names of modules that `require` finds in files.
 */
#ifndef MOON_CLI_MODULES_H
#define MOON_CLI_MODULES_H

#include <stdint.h>

/*
 * Pushes as arguments the names that begin with `start`, up to `max` of them,
 * for which there is a file by `path`, which is written as package.path is.
 * Looks at no more than some thousand files.
 */
void modules_push(int64_t state, const char *path, const char *start, int max);

#endif
