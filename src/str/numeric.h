/*
 * Numbers as PHP reads them from text and writes them as text.
 */
#ifndef MOON_STR_NUMERIC_H
#define MOON_STR_NUMERIC_H

#include "str/view.h"

enum numeric_kind { NUMERIC_NONE, NUMERIC_INT, NUMERIC_FLOAT };

struct numeric {
    enum numeric_kind kind;
    int64_t integer;
    double number; /* set for both kinds */
    size_t len;    /* of the prefix that is it, with the space before it */
};

/*
 * Reads the number that the text begins with, after white space.  Integers that
 * do not fit are floats.
 */
void numeric_read(struct numeric *n, struct view text);

/* The same, where all of the text has to be a number, white space aside. */
bool numeric_read_all(struct numeric *n, struct view text);

/* Whether the float can be cut to an integer. */
static inline bool numeric_fits(double value)
{
    return value >= -0x1p63 && value < 0x1p63;
}

/*
 * A float as an integer, whatever it is: cut, and 0 when it is not finite; a
 * large one is taken modulo 2^64 or, when it comes from text, saturates.
 */
int64_t numeric_cut(double value);
int64_t numeric_saturate(double value);

enum { NUMERIC_ROOM = 40 };

/* With 14 significant digits: `0.1`, `1.0E+25`, `-0`, `INF`.  Its end. */
char *numeric_write_float(char *to, double value);

/* With so many digits, 1 to 53, in NUMERIC_ROOM + 53 bytes. */
char *numeric_write_rounded(char *to, double value, int precision);

/* In decimal; its end. */
char *numeric_write_int(char *to, int64_t value);

#endif
