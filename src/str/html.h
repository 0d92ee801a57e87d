/*
 * The characters that HTML reserves, and entities.  Text is UTF-8; where it is
 * not, a flag says what then.
 */
#ifndef MOON_STR_HTML_H
#define MOON_STR_HTML_H

#include "str/entity.h"
#include "str/sink.h"

/* PHP's values.  HTML_QUOTES is COMPAT, double quotes, and SINGLE. */
enum {
    HTML_SINGLE = 1,
    HTML_COMPAT = 2,
    HTML_QUOTES = 3,
    HTML_IGNORE = 4,
    HTML_SUBSTITUTE = 8,
    HTML_XML1 = 16,
    HTML_XHTML = 32,
    HTML_5 = 48,
    HTML_DOCTYPE = 48, /* all bits of it; none is HTML 4.01 */
    HTML_DISALLOWED = 128
};

/*
 * Puts entities for the characters that are reserved; entities that are there
 * already stay when they are not to be doubled.  False when the text is not
 * UTF-8 and the flags say nothing about that.
 */
typedef bool html_escape_function(struct sink *sink, struct view v, int flags,
                                  bool doubled);
html_escape_function html_escape;

/* The same for all characters that have an entity. */
html_escape_function html_escape_all;

/* Replaces all entities, or just those of reserved characters. */
void html_unescape(struct sink *sink, struct view v, int flags, bool all);

/* Whether a document of the type may have the character. */
bool html_is_allowed(uint32_t point, int flags);

/* What follows `&#` or `&`; *len is how far it was read, up to the semicolon.
 */
bool html_read_number(struct view v, uint32_t *point, size_t *len);
bool html_read_name(struct view v, int flags, struct entity_points *points,
                    size_t *len);

/*
 * As utf8_decode(), but that only lead bytes and ASCII end a character that is
 * broken.
 */
uint32_t html_decode(struct view v, size_t *len);

/* What stands for an error; false when the flags name nothing. */
bool html_put_error(struct sink *sink, int flags);

/*
 * Writes the entity that the view begins with, or the ampersand as one.
 * Returns how many bytes that was.
 */
size_t html_put_ampersand(struct sink *sink, struct view v, int flags);

#endif
