/*
 * Numbers as bytes, in sizes and orders that a letter names; and the formats of
 * PHP's pack() and unpack(), which are made of such letters.
 */
#ifndef MOON_STR_PACK_H
#define MOON_STR_PACK_H

#include "str/view.h"

enum { PACK_ANY = -1, PACK_ROOM = 8 };

struct pack_type {
    char letter;
    char order; /* 'n'ative, 'b'ig or 'l'ittle */
    uint8_t size;
    bool is_signed;
    bool is_float;
};

/* NULL when the letter names no number. */
const struct pack_type *pack_type_of(char letter);

void pack_put_int(char *to, const struct pack_type *type, uint64_t value);
void pack_put_float(char *to, const struct pack_type *type, double value);
int64_t pack_get_int(const char *from, const struct pack_type *type);
double pack_get_float(const char *from, const struct pack_type *type);

/* A letter and how often, which is PACK_ANY for a star. */
struct pack_code {
    char letter;
    int64_t count;
};

/* Takes one off the front of a format, which is not empty. */
struct pack_code pack_take(struct view *format);

#endif
