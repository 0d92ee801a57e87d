/*
 * The keys of a list in the text of serialize(), `i:0;`, `i:1;` and so on: the
 * text of the next is that of the last with another digit at its end.
 */
#ifndef MOON_BASE_PHP_KEY_H
#define MOON_BASE_PHP_KEY_H

#include <string.h>

#include "base/number.h"

enum { PHP_KEY_ROOM = 3 + NUMBER_ROOM };

/* The bytes after the first `len` are there, but mean nothing. */
struct php_key {
    char text[PHP_KEY_ROOM];
    size_t len;
};

static inline void php_key_init(struct php_key *key, size_t index)
{
    char *end;

    memset(key->text, 0, sizeof key->text);
    memcpy(key->text, "i:", 2);
    end = number_write_int(key->text + 2, (int64_t)index);
    *end = ';';
    key->len = (size_t)(end + 1 - key->text);
}

/* Goes on to the key of `index`, which is the next. */
static inline void php_key_step(struct php_key *key, size_t index)
{
    char *digit = &key->text[key->len - 2];

    while (*digit == '9')
        *digit-- = '0';
    if (*digit == ':')
        php_key_init(key, index);
    else
        ++*digit;
}

#endif
