/*
 * Finds bytes in bytes, in time and steps linear in both, whatever they are:
 * the two-way algorithm (M. Crochemore, D. Perrin, "Two-way string-matching",
 * 1991), for needles so long that memmem() could not be interrupted in time.
 */
#ifndef MOON_STR_TWO_WAY_H
#define MOON_STR_TWO_WAY_H

#include <stddef.h>

struct two_way {
    const char *needle;
    size_t len; /* at least 1 */
    void *owner;

    /* Is told how many bytes were compared since; may leave by a longjmp. */
    void (*spend)(const struct two_way *search, size_t bytes);
};

/* The first place of the needle in `len` bytes, or NULL. */
const char *two_way_find(const struct two_way *search, const char *bytes,
                         size_t len);

#endif
