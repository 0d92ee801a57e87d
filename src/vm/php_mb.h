/*
 * What the functions of `php` for UTF-8 share.
 */
#ifndef MOON_VM_PHP_MB_H
#define MOON_VM_PHP_MB_H

#include "vm/php_argument.h"

/* Raises unless the argument names UTF-8, or nothing. */
void php_mb_check(lua_State *L, int arg);

#endif
