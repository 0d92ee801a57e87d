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
#include <stdint.h>
#include <string.h>

static inline uint64_t copy_load8(const char *from)
{
    uint64_t word;

    memcpy(&word, from, sizeof word);
    return word;
}

static inline uint32_t copy_load4(const char *from)
{
    uint32_t word;

    memcpy(&word, from, sizeof word);
    return word;
}

/* Copies `len` bytes, which do not overlap; returns where they end. */
static inline char *copy_few(char *to, const char *from, size_t len)
{
    uint64_t tail8;
    uint32_t tail4;

    if (len > 16) {
        memcpy(to, from, len);
    } else if (len >= 8) {
        tail8 = copy_load8(from + len - 8);
        memcpy(to, from, 8);
        memcpy(to + len - 8, &tail8, 8);
    } else if (len >= 4) {
        tail4 = copy_load4(from + len - 4);
        memcpy(to, from, 4);
        memcpy(to + len - 4, &tail4, 4);
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
            if (copy_load8(a + i) != copy_load8(b + i))
                return false;
        }
        return copy_load8(a + len - 8) == copy_load8(b + len - 8);
    }
    if (len >= 4)
        return copy_load4(a) == copy_load4(b) &&
               copy_load4(a + len - 4) == copy_load4(b + len - 4);
    while (i < len && a[i] == b[i])
        i++;
    return i == len;
}

#endif
