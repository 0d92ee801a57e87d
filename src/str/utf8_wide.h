/*
 * UTF-8 checked and counted 32 bytes at a time (J. Keiser and D. Lemire,
 * "Validating UTF-8 in less than one instruction per byte", 2021).
 */
#ifndef MOON_STR_UTF8_WIDE_H
#define MOON_STR_UTF8_WIDE_H

#include "str/view.h"

/* Where it begins to be worth the while. */
enum { UTF8_WIDE_MIN = 64 };

/*
 * False: the view is not valid.  True: it is up to *done, where a character
 * begins; the rest is for others.
 */
bool utf8_is_valid_wide(struct view v, size_t *done);

/*
 * How many characters there are by what first bytes say, from *at on, which is
 * then where the next of them begins.  It is no further than as many bytes
 * trail each first byte as it says: up to there, those that do not trail are
 * counted.  Before *at are three bytes or more, and at it is one that does not
 * trail.
 */
size_t utf8_count_wide(struct view v, size_t *at);

#endif
