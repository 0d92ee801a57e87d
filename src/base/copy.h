/*
 * Copies of few bytes, for which a call of memcpy() would take longer.
 */
#ifndef MOON_BASE_COPY_H
#define MOON_BASE_COPY_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Copies `len` bytes and returns where they end.  The first and the last word
 * may overlap, so that two moves do for any length between one and two words.
 */
static inline char *copy_few(char *to, const char *from, size_t len)
{
    uint64_t head8, tail8;
    uint32_t head4, tail4;

    if (len > 2 * sizeof head8) {
        memcpy(to, from, len);
    } else if (len >= sizeof head8) {
        memcpy(&head8, from, sizeof head8);
        memcpy(&tail8, from + len - sizeof tail8, sizeof tail8);
        memcpy(to, &head8, sizeof head8);
        memcpy(to + len - sizeof tail8, &tail8, sizeof tail8);
    } else if (len >= sizeof head4) {
        memcpy(&head4, from, sizeof head4);
        memcpy(&tail4, from + len - sizeof tail4, sizeof tail4);
        memcpy(to, &head4, sizeof head4);
        memcpy(to + len - sizeof tail4, &tail4, sizeof tail4);
    } else {
        for (size_t i = 0; i < len; i++)
            to[i] = from[i];
    }
    return to + len;
}

#endif
