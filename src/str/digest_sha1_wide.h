/*
 * SHA-1 by the instructions that some processors have for it.
 */
#ifndef MOON_STR_DIGEST_SHA1_WIDE_H
#define MOON_STR_DIGEST_SHA1_WIDE_H

#include "str/digest.h"

/* False, and nothing done, where there are no such instructions. */
bool digest_sha1_wide(union digest_state *state, const unsigned char *block,
                      size_t count);

#endif
