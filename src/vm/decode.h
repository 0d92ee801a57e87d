/*
 * From bytes to a Lua value.
 */
#ifndef MOON_VM_DECODE_H
#define MOON_VM_DECODE_H

#include "vm/conversion.h"
#include "vm/state.h"

/*
 * Pushes the value that the bytes hold on st->L.  MOON_OK, MOON_ECONVERT with
 * a path, or MOON_EMEMORY; then nothing is pushed.
 */
int32_t decode_push(struct state *st, const struct conversion_format *format,
                    const char *bytes, size_t len);

#endif
