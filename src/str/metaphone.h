/*
 * Words by how they sound in English: L. Philips, "Hanging on the Metaphone",
 * Computer Language 7/12, 1990, in PHP's variant.
 */
#ifndef MOON_STR_METAPHONE_H
#define MOON_STR_METAPHONE_H

#include "str/sink.h"

/* Stops after `max` sounds, unless that is 0. */
void metaphone_write(struct sink *sink, struct view v, size_t max);

#endif
