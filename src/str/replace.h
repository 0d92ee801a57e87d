/*
 * Replacing parts of a string by others.
 */
#ifndef MOON_STR_REPLACE_H
#define MOON_STR_REPLACE_H

#include "str/find.h"
#include "str/sink.h"
#include "str/work.h"

/* One string for another; `from` is not empty. */
struct replace {
    struct view from;
    struct view to;
    find_function *find;
};

/* How often `from` is there, and how long the result is. */
size_t replace_count(const struct replace *r, struct view subject, size_t *len);

/* Writes the result, of just that length. */
void replace_write(const struct replace *r, struct view subject, char *to);

/* Bytes for bytes: the last of two that are equal counts. */
void replace_bytes(char *to, struct view subject, struct view from,
                   struct view with);

/* Whether that would change the subject. */
bool replace_changes(struct view subject, struct view from, struct view with);

/* Strings for strings, none of which is empty. */
struct replace_pair {
    struct view from;
    struct view to;
};

struct replace_pairs {
    const struct replace_pair *pairs;
    size_t count;
    uint32_t *slots; /* twice as many or more: a power of two, all zero */
    size_t slot_count;
    size_t longest;
    bool *has_len; /* longest + 1, all false */
};

/*
 * At each place the longest that is there; what was written is not looked at
 * again.
 */
void replace_all(struct sink *sink, struct view subject,
                 const struct replace_pairs *pairs, struct work *work);

#endif
