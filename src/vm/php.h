/*
 * The module `php`: PHP's core string functions (vm/php_row.h).
 */
#ifndef MOON_VM_PHP_H
#define MOON_VM_PHP_H

#include "str/view.h"
#include "vm/php_row.h"

/* All of them; the list ends with NULL. */
extern const struct php_group *const php_groups[];

/* The row of a function, which is there. */
const struct php_row *php_find_row(lua_CFunction function);

/* Those of a name, or NULL. */
const struct php_row *php_find_name(struct view name);
const struct php_constant *php_find_constant(struct view name);

/*
 * Puts the functions and constants into the table on top of the stack, which
 * then has no metatable.  [-0, +0, m]
 */
void php_fill(lua_State *L);

/*
 * The same, or what does so when a script looks into it; and puts the table
 * where `require` finds it.  [-0, +0, m]
 */
void php_open(lua_State *L);

/* Where the registry has `php.null`. */
#define PHP_NULL "php.null"

/* Makes what stands for null in tables, once in a state.  [-0, +1, m] */
void php_push_null(lua_State *L);

/* For those who look into the module past metamethods.  [-0, +0, m] */
void php_complete(lua_State *L);

#endif
