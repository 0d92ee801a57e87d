/*
 * The way in: from a handle to what it names, or the status that says why not.
 */
#ifndef MOON_API_ENTRY_H
#define MOON_API_ENTRY_H

#include "base/handles.h"
#include "vm/object.h"
#include "vm/state.h"

/* For calls: MOON_OK and *st, or a status; MOON_EBUSY while it is running. */
int32_t entry_state(int64_t handle, struct state **st);

/* For passing values: the same, but also while a callback of the host runs. */
int32_t entry_passing(int64_t handle, struct state **st);
int32_t entry_held(int64_t handle, struct object **object);

/* For calls of an object; its state may not be running either. */
int32_t entry_object(int64_t handle, enum handle_kind kind,
                     struct object **object);

/* For getters of an outcome: NULL for any bad handle, and while it changes. */
struct state *entry_settled(int64_t handle);

/* For getters of what is always there: NULL for any bad handle. */
struct state *entry_any(int64_t handle);

/* Whether (bytes, len) can be read: (NULL, 0) can, sizes that wrap cannot. */
bool entry_is_readable(const char *bytes, size_t len);

#endif
