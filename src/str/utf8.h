/*
 * UTF-8.
 *
 * Two ways to look at text that is not valid: by decoding, where each maximal
 * part of a character that cannot be completed is one error (Unicode 15,
 * section 3.9), and by walking, where the first byte alone says how long a
 * character is.
 */
#ifndef MOON_STR_UTF8_H
#define MOON_STR_UTF8_H

#include "str/sink.h"

enum { UTF8_ROOM = 4 };

#define UTF8_ERROR UINT32_MAX

/*
 * The code point that the view, which is not empty, begins with, or UTF8_ERROR;
 * *len is how many bytes that takes.
 */
uint32_t utf8_decode(struct view v, size_t *len);

/* Writes up to UTF8_ROOM bytes and returns the end. */
char *utf8_encode(char *to, uint32_t point);

static inline void utf8_put(struct sink *sink, uint32_t point)
{
    sink_commit(sink, utf8_encode(sink_reserve(sink, UTF8_ROOM), point));
}

/* Whether a code point is one that UTF-8 can write. */
static inline bool utf8_is_point(int64_t point)
{
    return point >= 0 && point < 0x110000 && (point & ~0x7ff) != 0xd800;
}

bool utf8_is_valid(struct view v);

/* How many bytes at the start are ASCII. */
size_t utf8_ascii_len(struct view v);

/* How many characters there are, and how many bytes the first `count` take. */
size_t utf8_walk_count(struct view v);
size_t utf8_walk(struct view v, size_t count);

/* Where the character begins that `at` is in. */
size_t utf8_start_of(struct view v, size_t at);

/*
 * How many bytes do not trail others: in text that is valid, how many
 * characters there are.
 */
size_t utf8_count_leads(struct view v);

/* Back from the end by `count` characters, false when there are fewer. */
bool utf8_walk_back(struct view v, size_t count, size_t *at);

/* How many bytes the first byte says. */
size_t utf8_lead_len(unsigned char lead);

#endif
