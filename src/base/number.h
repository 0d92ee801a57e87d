/*
 * Numbers as decimal text, the same in every locale.
 *
 * Floats are written with Schubfach (R. Giulietti, "The Schubfach way to render
 * doubles", 2020): of the shortest texts that read back to the same double, the
 * one nearest to it.  Short texts are read as W. D. Clinger shows in "How to
 * read floating point numbers accurately", 1990; others in the manner of D.
 * Lemire, "Number parsing at a gigabyte per second", 2021, where 128 bits of a
 * power of ten settle nearly every text, and exact arithmetic the rest.  The
 * processor has to round to nearest, as it does unless it is told otherwise.
 */
#ifndef MOON_BASE_NUMBER_H
#define MOON_BASE_NUMBER_H

#include <stddef.h>
#include <stdint.h>

/* The room that a number may take while it is written. */
enum { NUMBER_ROOM = 32 };

/* Write `value` to NUMBER_ROOM bytes; return the end of the text. */
char *number_write_int(char *to, int64_t value);

/* As PHP does: `0.1`, `1.0E+25`, `-0`, `INF`, `-INF`, `NAN`. */
char *number_write_float(char *to, double value);

/*
 * Reads the float that the bytes begin with, rounded to nearest, ties to even.
 * Returns how many bytes it takes, 0 when they begin with none.  It may have a
 * minus but no plus, digits on both sides of a point, an exponent, and no zero
 * before other digits; the names of those that are not finite are as above.
 */
size_t number_read_float(const char *bytes, size_t len, double *value);

#endif
