/*
 * Text taken apart as scanf() does it, in PHP's variant.
 */
#ifndef MOON_STR_SCAN_H
#define MOON_STR_SCAN_H

#include "str/view.h"

enum scan_item {
    SCAN_END,
    SCAN_SPACE, /* any white space */
    SCAN_BYTE,  /* just this one */
    SCAN_FIELD,
    SCAN_BAD_LETTER,
    SCAN_UNMATCHED /* a bracket */
};

/* A format, of which scan_take() takes one item after another. */
struct scan_format {
    struct view rest;
    char letter;      /* of the field; or the byte */
    bool is_ignored;  /* `%*d` */
    bool is_numbered; /* `%1$d` */
    int64_t number;
    size_t width; /* SIZE_MAX for any */
    struct view set;
};

enum scan_item scan_take(struct scan_format *format);

/* How many bytes of white space there are. */
size_t scan_space_len(struct view v);

/*
 * Read a field off the front of the text, which is not empty; false when there
 * is nothing of the kind.  Then an end of the text that was reached is reached.
 */
bool scan_read_int(struct view *v, const struct scan_format *field,
                   int64_t *value);
bool scan_read_float(struct view *v, const struct scan_format *field,
                     double *value);
bool scan_read_text(struct view *v, const struct scan_format *field,
                    struct view *value);

#endif
