/*
 * What the sources use of POSIX and GNU, and mingw-w64 lacks.  The compiler
 * reads it before each file (-include), so that the sources need not know.
 */
#ifndef PORT_POSIX_H
#define PORT_POSIX_H

#pragma GCC system_header

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

#include "memrchr.h"

static inline void *memmem(const void *bytes, size_t len, const void *needle,
                           size_t needle_len)
{
    const char *at = (const char *)bytes, *end = at + len;

    if (needle_len == 0)
        return (void *)(uintptr_t)at;
    while ((size_t)(end - at) >= needle_len) {
        at = (const char *)memchr(at, *(const unsigned char *)needle,
                                  (size_t)(end - at) - needle_len + 1);
        if (!at)
            return NULL;
        if (memcmp(at, needle, needle_len) == 0)
            return (void *)(uintptr_t)at;
        at++;
    }
    return NULL;
}

static inline ssize_t getline(char **line, size_t *size, FILE *file)
{
    size_t len = 0;
    int c;

    while ((c = getc(file)) != EOF) {
        if (len + 2 > *size) {
            size_t larger = *size ? 2 * *size : 128;
            char *moved = (char *)realloc(*line, larger);

            if (!moved)
                return -1;
            *line = moved;
            *size = larger;
        }
        (*line)[len++] = (char)c;
        if (c == '\n')
            break;
    }
    if (len == 0)
        return -1;
    (*line)[len] = '\0';
    return (ssize_t)len;
}

static inline struct tm *gmtime_r(const time_t *time, struct tm *tm)
{
    return gmtime_s(tm, time) == 0 ? tm : NULL;
}

static inline struct tm *localtime_r(const time_t *time, struct tm *tm)
{
    return localtime_s(tm, time) == 0 ? tm : NULL;
}

#define timegm(tm) _mkgmtime(tm)

/* There is one locale to ask for, that named "C". */
typedef _locale_t locale_t;
#define LC_ALL_MASK                 LC_ALL
#define newlocale(mask, name, base) _create_locale(mask, name)
#define strtod_l(text, end, locale) _strtod_l(text, end, locale)

static inline size_t strftime_l(char *to, size_t size, const char *format,
                                const struct tm *tm, locale_t locale)
{
    char outer[64];
    size_t len;

    (void)locale;
    snprintf(outer, sizeof outer, "%s", setlocale(LC_TIME, NULL));
    setlocale(LC_TIME, "C");
    len = strftime(to, size, format, tm);
    setlocale(LC_TIME, outer);
    return len;
}

/*
 * NULL leads back to the outer locale, and is what every call returns, so that
 * pairs of calls do what they do elsewhere.  Only numbers matter.
 */
static inline locale_t uselocale(locale_t next)
{
    static _Thread_local char outer[64];

    if (!next && *outer) {
        setlocale(LC_NUMERIC, outer);
        *outer = '\0';
    } else if (next && strcmp(localeconv()->decimal_point, ".") != 0) {
        snprintf(outer, sizeof outer, "%s", setlocale(LC_NUMERIC, NULL));
        setlocale(LC_NUMERIC, "C");
    }
    return NULL;
}

static inline void freelocale(locale_t locale)
{
    if (locale)
        _free_locale(locale);
}

#endif
