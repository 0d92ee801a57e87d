/*
 * Encodings, and text put from one into another.  What is no character in the
 * one, or not known to the other, becomes a question mark.
 */
#ifndef MOON_STR_CHARSET_H
#define MOON_STR_CHARSET_H

#include "str/sink.h"

enum charset {
    CHARSET_UTF8,
    CHARSET_UTF16,
    CHARSET_UTF16LE,
    CHARSET_UTF32,
    CHARSET_UTF32LE,
    CHARSET_ASCII,
    CHARSET_LATIN1,
    CHARSET_1251,
    CHARSET_1252,
    CHARSET_KOI8_R,
    CHARSET_866
};

/*
 * By one of its names, whose case does not matter; *has_mark when a mark at the
 * start may tell the order of bytes.
 */
bool charset_find(struct view name, enum charset *charset, bool *has_mark);

void charset_convert(struct sink *sink, struct view v, enum charset from,
                     enum charset to);

/* Takes the mark off, if there is one. */
enum charset charset_take_mark(struct view *v, enum charset charset);

/* Whether all of it is text in the encoding. */
bool charset_is_valid(struct view v, enum charset charset);

#endif
