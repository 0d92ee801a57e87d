/*
 * Tables as PHP's arrays.
 *
 * A sequence is a list.  Any other table is a map, whose order Lua does not
 * keep: integer keys come first, from the least to the greatest, then strings,
 * byte by byte.  Where the order shows, a sequence of {key, value} pairs, whose
 * keys are strings, keeps it.
 */
#ifndef MOON_VM_PHP_ARRAY_H
#define MOON_VM_PHP_ARRAY_H

#include "vm/php_argument.h"

/* Whether the table at `index` has just the keys 1 to its length. */
bool php_array_is_list(lua_State *L, int index);

/*
 * Pushes the keys of the table at `index`, which is no list, as a sequence in
 * their order.  Keys of other types than PHP has are an error.  [-0, +1, e]
 */
void php_array_push_keys(lua_State *L, int index);

/*
 * Replaces the table at `index` by a sequence of its values, in order.  Returns
 * how many there are.  [-0, +0, e]
 */
size_t php_array_make_list(lua_State *L, int index);

/*
 * The same for a table which may be a sequence of pairs.  When it is a map or
 * pairs the keys are pushed as a sequence, else nil.  [-0, +1, e]
 */
size_t php_array_make_pairs(lua_State *L, int index);

/*
 * Entry `i` of the list at `index` as a string, as far as it has one; a table
 * is "Array".  Pushes what keeps it.  [-0, +1, e]
 */
struct view php_array_string(lua_State *L, int index, size_t i);

/* The same as an integer, without errors: whatever is no number is 0 or 1. */
int64_t php_array_int(lua_State *L, int index, size_t i);

/* Makes the value on top a string as above. */
struct view php_array_to_string(lua_State *L);

#endif
