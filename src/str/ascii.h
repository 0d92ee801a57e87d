/*
 * Bytes as ASCII, whatever the locale: those above 127 are in no class and have
 * no case.
 */
#ifndef MOON_STR_ASCII_H
#define MOON_STR_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_upper(unsigned char c)
{
    return (unsigned char)(c - 'A') < 26;
}

static inline bool ascii_is_lower(unsigned char c)
{
    return (unsigned char)(c - 'a') < 26;
}

static inline bool ascii_is_alpha(unsigned char c)
{
    return (unsigned char)((c | 32) - 'a') < 26;
}

static inline bool ascii_is_digit(unsigned char c)
{
    return (unsigned char)(c - '0') < 10;
}

static inline bool ascii_is_alnum(unsigned char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

static inline bool ascii_is_space(unsigned char c)
{
    return c == ' ' || (unsigned char)(c - '\t') < 5;
}

static inline unsigned char ascii_lower(unsigned char c)
{
    return (unsigned char)(c | (ascii_is_upper(c) ? 32 : 0));
}

static inline unsigned char ascii_upper(unsigned char c)
{
    return (unsigned char)(c & (ascii_is_lower(c) ? ~32 : ~0));
}

/* The value of a hexadecimal digit, or -1. */
static inline int ascii_hex_value(unsigned char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = (unsigned char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
