/*
 * Integers in bases other than ten.
 */
#ifndef MOON_STR_RADIX_H
#define MOON_STR_RADIX_H

#include "str/numeric.h"
#include "str/sink.h"

/*
 * What all the digits of the base make that are in the text, whatever else
 * there is; a float when it does not fit.
 */
void radix_read(struct numeric *n, struct view text, unsigned base);

/* What the text begins with, as strtol() does; the base may be 0. */
int64_t radix_read_prefix(struct view v, int64_t base);

enum { RADIX_ROOM = 64 };

/*
 * Write backwards from `end` and return the start.  Of a float there are just
 * the last RADIX_ROOM digits.
 */
char *radix_write(char *end, uint64_t value, unsigned base);
char *radix_write_float(char *end, double value, unsigned base);

#endif
