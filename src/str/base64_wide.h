/*
 * Base64 24 or 48 bytes at a time (W. Mula and D. Lemire, "Faster base64
 * encoding and decoding using AVX2 instructions", 2018, and "Base64 encoding
 * and decoding at almost the speed of a memory copy", 2020).
 */
#ifndef MOON_STR_BASE64_WIDE_H
#define MOON_STR_BASE64_WIDE_H

#include "str/view.h"

/* The 64 letters; and what number each byte stands for, 64 or more: none. */
extern const char base64_letters[65];
extern const unsigned char base64_sextets[256];

/*
 * Take what they can off the front of the view and return where they are with
 * writing.  Decoding stops before a byte that is none of the alphabet.
 */
char *base64_wide_encode(char *to, struct view *v);
char *base64_wide_decode(char *to, struct view *v);

#endif
