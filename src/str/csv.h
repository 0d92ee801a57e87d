/*
 * Fields of a line, as str_getcsv() reads them.
 */
#ifndef MOON_STR_CSV_H
#define MOON_STR_CSV_H

#include "str/sink.h"

enum { CSV_NO_ESCAPE = -1 };

struct csv {
    struct view v;
    struct view line_break; /* at the end, which is no part of v */
    size_t at;
    char separator;
    char enclosure;
    int escape;
};

/* Sets all but the three that are the caller's: separator and so on. */
void csv_begin(struct csv *csv, struct view v);

/* Reads a field into the sink; returns whether another one follows. */
bool csv_read(struct csv *csv, struct sink *sink);

#endif
