/*
 * Strings in another shape: repeated, padded, turned around, cut into lines.
 */
#ifndef MOON_STR_SHAPE_H
#define MOON_STR_SHAPE_H

#include "str/sink.h"

/* Writes `len` bytes: the piece, which is not empty, again and again. */
void shape_repeat(char *to, size_t len, struct view piece);

/* Writes the bytes from the last to the first. */
void shape_reverse(char *to, struct view v);

/* Lines of up to `width` bytes, as wordwrap() makes them. */
struct shape_lines {
    int64_t width;
    struct view line_break; /* not empty */
    bool cut;               /* words that are too long */
};

void shape_wrap(struct sink *sink, struct view v,
                const struct shape_lines *lines);

/* Puts `tag` before each line break; "\r\n" and "\n\r" are one. */
void shape_mark_breaks(struct sink *sink, struct view v, struct view tag);

/* Puts `end` after every `len` bytes, and at the end. */
void shape_chunks(char *to, struct view v, size_t len, struct view end);

#endif
