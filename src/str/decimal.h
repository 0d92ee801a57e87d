/*
 * A double as decimal digits, correctly rounded and the same in every locale.
 */
#ifndef MOON_STR_DECIMAL_H
#define MOON_STR_DECIMAL_H

#include "str/view.h"

/*
 * The longest are those of 1.8e308 with DECIMAL_PLACES digits after the point.
 */
enum { DECIMAL_PLACES = 500, DECIMAL_ROOM = 820 };

/* The value is 0.DIGITS times ten to the power of `point`. */
struct decimal {
    bool negative;
    int point;
    int count;
    char digits[DECIMAL_ROOM];
};

/* Of a finite value: `count` significant digits, 1 to DECIMAL_PLACES. */
void decimal_round(struct decimal *decimal, double value, int count);

/* Of a finite value: up to `places` digits after the point. */
void decimal_fix(struct decimal *decimal, double value, int places);

/* Takes away the zeros at the end, but for the first digit. */
void decimal_trim(struct decimal *decimal);

#endif
