/*
 * Base64 24 bytes at a time (W. Mula and D. Lemire, "Faster base64 encoding and
 * decoding using AVX2 instructions", 2018).
 */
#ifndef MOON_STR_BASE64_WIDE_H
#define MOON_STR_BASE64_WIDE_H

#include "str/view.h"

/*
 * Take what they can off the front of the view and return where they are with
 * writing.  Decoding stops before a byte that is none of the alphabet.
 */
char *base64_wide_encode(char *to, struct view *v);
char *base64_wide_decode(char *to, struct view *v);

#endif
