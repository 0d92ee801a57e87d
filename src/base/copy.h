/*
 * Few bytes copied or compared, for which a call of memcpy() or memcmp() would
 * take longer than they do.
 *
 * The first and the last word of them may overlap, so that two do for any
 * length between one word and two.
 */
#ifndef MOON_BASE_COPY_H
#define MOON_BASE_COPY_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/word.h"

/* Copies `len` bytes, which do not overlap; returns where they end. */
static inline char *copy_few(char *to, const char *from, size_t len)
{
    char tail[8];

    if (len > 16) {
        memcpy(to, from, len);
    } else if (len >= 8) {
        memcpy(tail, from + len - 8, 8);
        memcpy(to, from, 8);
        memcpy(to + len - 8, tail, 8);
    } else if (len >= 4) {
        memcpy(tail, from + len - 4, 4);
        memcpy(to, from, 4);
        memcpy(to + len - 4, tail, 4);
    } else {
        for (size_t i = 0; i < len; i++)
            to[i] = from[i];
    }
    return to + len;
}

/* Whether `len` bytes are the same. */
static inline bool copy_is_same(const char *a, const char *b, size_t len)
{
    size_t i = 0;

    if (len >= 8) {
        for (; i < len - 8; i += 8) {
            if (word_read64(a + i) != word_read64(b + i))
                return false;
        }
        return word_read64(a + len - 8) == word_read64(b + len - 8);
    }
    if (len >= 4)
        return word_read32(a) == word_read32(b) &&
               word_read32(a + len - 4) == word_read32(b + len - 4);
    while (i < len && a[i] == b[i])
        i++;
    return i == len;
}

#endif
