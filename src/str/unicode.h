/*
 * Text in UTF-8, character by character: case, width.  What is no character
 * becomes a question mark.
 */
#ifndef MOON_STR_UNICODE_H
#define MOON_STR_UNICODE_H

#include "str/sink.h"

/* PHP's values; a simple mapping keeps the number of characters. */
enum unicode_case {
    UNICODE_UPPER,
    UNICODE_LOWER,
    UNICODE_TITLE,
    UNICODE_FOLD,
    UNICODE_UPPER_SIMPLE,
    UNICODE_LOWER_SIMPLE,
    UNICODE_TITLE_SIMPLE,
    UNICODE_FOLD_SIMPLE,
    UNICODE_CASES
};

void unicode_convert(struct sink *sink, struct view v, enum unicode_case to);

/* With `mark` for each part that is no character. */
void unicode_scrub(struct sink *sink, struct view v, char mark);

/* How many columns a character takes, or all of them. */
size_t unicode_point_width(uint32_t point);
size_t unicode_width(struct view v);

#endif
