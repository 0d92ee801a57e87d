#include "str/decimal.h"

#include <stdio.h>
#include <stdlib.h>

#include "str/ascii.h"

/*
 * What printf() prints is exact; only the point depends on the locale, and so
 * just the digits are taken.  Returns what follows them.
 */
static const char *take_digits(struct decimal *decimal, const char *text)
{
    decimal->count = 0;
    for (; *text && *text != 'e'; text++) {
        if (ascii_is_digit((unsigned char)*text))
            decimal->digits[decimal->count++] = *text;
    }
    return text;
}

void decimal_round(struct decimal *decimal, double value, int count)
{
    char text[DECIMAL_ROOM + 32];
    const char *exponent;

    decimal->negative = __builtin_signbit(value) != 0;
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    exponent = take_digits(decimal, text);
    decimal->point = (int)strtol(exponent + 1, NULL, 10) + 1;
}

/* Without the zeros that stand before the first other digit. */
void decimal_fix(struct decimal *decimal, double value, int places)
{
    char text[DECIMAL_ROOM + 32];
    int zeros = 0;

    decimal->negative = __builtin_signbit(value) != 0;
    snprintf(text, sizeof text, "%.*f", places, value);
    take_digits(decimal, text);
    decimal->point = decimal->count - places;
    while (zeros < decimal->count - 1 && decimal->digits[zeros] == '0')
        zeros++;
    decimal->count -= zeros;
    decimal->point -= zeros;
    memmove(decimal->digits, decimal->digits + zeros, (size_t)decimal->count);
}

void decimal_trim(struct decimal *decimal)
{
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
}
