/*
 * The table library.
 *
 * Same results and messages as the engine's own, but the work is charged for,
 * `table.sort` needs no more than n log n comparisons, whatever its order
 * function says, and that may yield.
 */
#ifndef MOON_VM_LIB_TABLE_H
#define MOON_VM_LIB_TABLE_H

#include <stdint.h>

#include "engine/engine.h"

/* Replaces what the engine put there, and adds `table.freeze`. */
void lib_table_open(lua_State *L, int32_t profile);

/* `table.sort`. */
int lib_sort(lua_State *L);

/*
 * How many elements the list at `index` has, or an error if it is no list: what
 * is to be read or written without being a table needs metamethods for that.
 */
enum { LIST_READ = 1, LIST_WRITE = 2, LIST_LEN = 4 };

lua_Integer lib_table_len(lua_State *L, int index, int access);

#endif
