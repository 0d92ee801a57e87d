/*
 * Backslashes put in and taken out.
 */
#ifndef MOON_STR_SLASHES_H
#define MOON_STR_SLASHES_H

#include "str/byteset.h"
#include "str/sink.h"

/* Before ' " \ and, as \0, for zero bytes. */
void slashes_add(struct sink *sink, struct view v);
void slashes_strip(struct sink *sink, struct view v);

/*
 * Before the bytes of the set; those that are not printable become escapes of
 * C.  slashes_strip_c() understands \xHH besides those.
 */
void slashes_add_c(struct sink *sink, struct view v, const struct byteset *set);
void slashes_strip_c(struct sink *sink, struct view v);

/* Before the bytes of the set; a zero byte becomes `zero`. */
void slashes_quote(struct sink *sink, struct view v, const struct byteset *set,
                   const char *zero);

#endif
