/*
 * Every exported function that takes a handle, as a call with that handle and
 * harmless further arguments.  Made by tests/c/exports.lua.
 */
#ifndef MOON_TESTS_EXPORTS_H
#define MOON_TESTS_EXPORTS_H

#include <stdint.h>

struct export
{
    const char *name;
    int64_t (*call)(int64_t handle); /* pointers come as 0 for NULL or "" */
    int is_getter; /* gives 0 for a bad handle; others give a status */
};

/* The list ends with a NULL name. */
extern const struct export exports[];

#endif
