/*
 * HTML and PHP tags taken out, as strip_tags() does.
 */
#ifndef MOON_STR_TAGS_H
#define MOON_STR_TAGS_H

#include "str/sink.h"

/*
 * `allowed` names tags that stay, as `<a><b>`, in lower case.  `tag` is for
 * what is not known to stay yet; it is empty.
 */
void tags_strip(struct sink *sink, struct view v, struct view allowed,
                struct sink *tag);

#endif
