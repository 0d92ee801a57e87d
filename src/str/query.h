/*
 * The names of variables in the query of a URL, of which `a[b][]` is an entry
 * in an array in an array.
 */
#ifndef MOON_STR_QUERY_H
#define MOON_STR_QUERY_H

#include "str/view.h"

/* The keys of a name, one after another. */
struct query_name {
    char *bytes;
    size_t len;
    size_t at;       /* what follows the key */
    struct view key; /* the current one */
    bool is_next;    /* it is `[]`: the next integer that is free */
    bool may_reserve;
};

/*
 * Takes the first key of a name, in which the bytes that PHP's variables cannot
 * have are replaced.  False when it names nothing.
 */
bool query_begin(struct query_name *name, char *bytes, size_t len);

/* Whether there are more keys; takes the next one. */
bool query_next(struct query_name *name);

/*
 * Whether the key is one that cookies reserve, such as `__Host-x`, and has only
 * become so by what was replaced or because it is within brackets.
 */
bool query_is_refused(const struct query_name *name);

/* Whether text is an integer as PHP writes one, which is then its key. */
bool query_is_integer(struct view text, int64_t *value);

#endif
