/*
 * Arguments that are pushed: they wait on the main thread's stack.
 */
#ifndef MOON_VM_ARGUMENT_H
#define MOON_VM_ARGUMENT_H

#include "vm/conversion.h"
#include "vm/object.h"
#include "vm/state.h"

/* Each returns MOON_OK, or drops all arguments and sets the error. */
int32_t argument_push_nil(struct state *st);
int32_t argument_push_bool(struct state *st, bool value);
int32_t argument_push_int(struct state *st, int64_t value);
int32_t argument_push_float(struct state *st, double value);
int32_t argument_push_bytes(struct state *st, const char *bytes, size_t len);
int32_t argument_push_wire(struct state *st,
                           const struct conversion_format *format,
                           const char *bytes, size_t len);
int32_t argument_push_object(struct state *st, const struct object *object);
int32_t argument_push_result(struct state *st, int index);
int32_t argument_push_host(struct state *st, int64_t number);

#endif
