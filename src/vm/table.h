/*
 * Tables that the host holds by handle.  Access is raw: no metamethod runs.
 *
 * As with calls, the last outcome is forgotten and the arguments that wait are
 * taken.
 */
#ifndef MOON_VM_TABLE_H
#define MOON_VM_TABLE_H

#include "vm/object.h"

/* Makes the object itself the one result.  Returns 1 or a status. */
int32_t table_show(const struct object *object);

/* Each returns how many results there are, or a status. */
int32_t table_get(const struct object *table);
int32_t table_set(const struct object *table);
int32_t table_next(const struct object *table);

int64_t table_len(const struct object *table);
int64_t table_count(const struct object *table);

#endif
