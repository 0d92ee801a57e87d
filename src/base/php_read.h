/*
 * The reader of the text of PHP's serialize().
 */
#ifndef MOON_BASE_PHP_READ_H
#define MOON_BASE_PHP_READ_H

#include "base/wire.h"

/* These are for the table of the format; wire.h says what they do. */
bool php_read_item(struct wire_reader *reader, struct wire_item *item);
bool php_read_end(struct wire_reader *reader);
size_t php_read_run(struct wire_reader *reader, size_t first, struct scalar *to,
                    size_t max);
size_t php_read_pairs(struct wire_reader *reader, struct scalar *to, size_t max,
                      bool *has_key);

#endif
