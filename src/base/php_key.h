/*
 * The keys of a list in the text of serialize(), `i:0;`, `i:1;` and so on.
 *
 * One key after the other is written or expected, so the digits are counted up
 * as they are, eight of them in a word that never leaves the processor: stores
 * of a byte between loads of words would make it wait.
 */
#ifndef MOON_BASE_PHP_KEY_H
#define MOON_BASE_PHP_KEY_H

#include <stddef.h>
#include <string.h>

#include "base/number.h"
#include "base/word.h"

enum { PHP_KEY_ROOM = 3 + NUMBER_ROOM, PHP_KEY_DIGITS = 8 };

struct php_key {
    uint64_t digits; /* the first of them in the lowest byte */
    unsigned len;    /* how many; 0: too many for a word */
    size_t index;
};

static inline void php_key_init(struct php_key *key, size_t index)
{
    char text[NUMBER_ROOM] = {0};
    char *end = number_write_int(text, (int64_t)index);

    key->index = index;
    key->len = end - text <= PHP_KEY_DIGITS ? (unsigned)(end - text) : 0;
    key->digits = word_read64(text);
}

/* Goes on to the next key. */
static inline void php_key_step(struct php_key *key)
{
    unsigned last = 8 * (key->len - 1);

    key->index++;
    if (key->len == 0)
        return;
    key->digits += UINT64_C(1) << last;
    if ((key->digits >> last & 0xff) > '9')
        php_key_init(key, key->index);
}

/* Writes the key to PHP_KEY_ROOM bytes; returns where it ends. */
static inline char *php_key_write(const struct php_key *key, char *to)
{
    uint64_t digits = WORD_LITTLE_64(key->digits);
    char *end = to + 2 + key->len;

    to[0] = 'i';
    to[1] = ':';
    if (key->len > 0)
        memcpy(to + 2, &digits, sizeof digits);
    else
        end = number_write_int(to + 2, (int64_t)key->index);
    *end = ';';
    return end + 1;
}

/*
 * Returns where the key ends with which PHP_KEY_ROOM bytes begin; NULL when it
 * is another, or a long one.
 */
static inline const char *php_key_read(const struct php_key *key,
                                       const char *at)
{
    uint64_t digits = word_read64(at + 2) ^ key->digits;

    if (key->len == 0 || at[0] != 'i' || at[1] != ':' ||
        digits << (64 - 8 * key->len) != 0 || at[2 + key->len] != ';')
        return NULL;
    return at + 3 + key->len;
}

#endif
