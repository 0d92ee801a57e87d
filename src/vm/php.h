/*
 * The module `php`: PHP's core string functions (vm/php_row.h).
 */
#ifndef MOON_VM_PHP_H
#define MOON_VM_PHP_H

#include "vm/php_row.h"

/* All of them; the list ends with NULL. */
extern const struct php_group *const php_groups[];

/* The row of a function, which is there. */
const struct php_row *php_find_row(lua_CFunction function);

/*
 * Puts the functions and constants into the table on top of the stack, and the
 * table where `require` finds it.  [-0, +0, m]
 */
void php_open(lua_State *L);

/* For those who look into the module past metamethods.  [-0, +0, m] */
void php_complete(lua_State *L);

#endif
