/*
 * Matches a pattern against a subject, in steps that are counted.
 *
 * A match holds nothing but the C stack, of which it needs a bounded amount:
 * both of its callbacks may leave it by a longjmp.  It calls `spend` when its
 * steps are used up, and that gives it more; so how long a match can take is
 * for the caller to say.  The steps depend on pattern and subject alone: about
 * one for each test of a byte, fewer in runs.
 */
#ifndef MOON_STR_PATTERN_MATCH_H
#define MOON_STR_PATTERN_MATCH_H

#include <stdnoreturn.h>

#include "str/pattern.h"

/* Lengths of captures that have no bytes. */
enum { PATTERN_UNFINISHED = -1, PATTERN_IS_POSITION = -2 };

struct pattern_match {
    const char *subject;
    const char *end;
    const struct pattern *pattern;
    int64_t steps; /* that are left */
    void *owner;   /* for the callbacks */

    /* Sets `steps` anew, after what it was given is spent, or never returns. */
    void (*spend)(struct pattern_match *match);

    /* Raises the error and does not return. */
    void (*fail)(struct pattern_match *match, uint32_t error, int index);

    /* After a match: where it is, and its `pattern->captures` captures. */
    const char *first;
    const char *last;
    struct {
        const char *start;
        ptrdiff_t len;
    } captures[PATTERN_CAPTURES];
};

/*
 * Finds the first match that begins at `from` or, unless the pattern is
 * anchored, behind it.  A match that ends at `reject` does not count; NULL
 * rejects none.
 */
bool pattern_match_find(struct pattern_match *match, const char *from,
                        const char *reject);

#endif
