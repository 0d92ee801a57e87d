/*
 * The table that the module `php` is made of.
 *
 * Each function is a row; its usage line, which is PHP's own declaration, is
 * where errors take the names and types of parameters from and what the page
 * docs/strings.md is made of.  The function itself is a thin lua_CFunction in
 * vm/php_*.c: it takes arguments as PHP's weak mode does, calls an algorithm of
 * str/ and pushes what that made.
 */
#ifndef MOON_VM_PHP_ROW_H
#define MOON_VM_PHP_ROW_H

#include "engine/engine.h"

struct php_row {
    const char *name;
    const char *usage;  /* "string $string, int $length = 1" */
    const char *result; /* "array" */
    const char *doc;    /* one line */
    lua_CFunction function;
};

struct php_constant {
    const char *name;
    int value;
};

/* A file of functions; both lists end with an entry that has no name. */
struct php_group {
    const char *title;
    const struct php_row *rows;
    const struct php_constant *constants; /* or NULL */
};

#endif
