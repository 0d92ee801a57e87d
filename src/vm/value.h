/*
 * Single values: what kind they are, and what the results are.
 *
 * A result is named by its index, from 0; an index that is out of range reads
 * as nil, 0 or the empty string.
 */
#ifndef MOON_VM_VALUE_H
#define MOON_VM_VALUE_H

#include "vm/state.h"

/* Whether the engine has this integer. */
bool value_holds_int(int64_t value);

/* MOON_NIL and so on. */
int32_t value_kind(const struct state *st, int index);

/* A boolean as 0 or 1, an integer, else 0. */
int64_t value_int(const struct state *st, int index);

double value_float(const struct state *st, int index);

/* Borrowed until the next call; never NULL. */
const char *value_bytes(const struct state *st, int index);
size_t value_len(const struct state *st, int index);

/* Pushes a copy on st->co; false when there is no room. */
bool value_push(struct state *st, int index);

#endif
