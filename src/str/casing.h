/*
 * Upper and lower case of ASCII letters.
 */
#ifndef MOON_STR_CASING_H
#define MOON_STR_CASING_H

#include "str/byteset.h"

/* Whether there is a letter that casing_lower() or _upper() would change. */
bool casing_has_upper(struct view v);
bool casing_has_lower(struct view v);

/* Write as many bytes as there are. */
void casing_lower(char *to, struct view v);
void casing_upper(char *to, struct view v);
void casing_rotate(char *to, struct view v); /* by 13 letters */

/*
 * Upper case at the start and after each of the separators, where a letter that
 * was changed is no longer one.
 */
void casing_words(char *to, struct view v, const struct byteset *separators);

#endif
