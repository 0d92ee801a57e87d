/*
 * From a Lua value to bytes.
 */
#ifndef MOON_VM_ENCODE_H
#define MOON_VM_ENCODE_H

#include "vm/conversion.h"
#include "vm/state.h"

/*
 * Writes the result at `index` into st->wire and returns how many bytes it
 * takes, MOON_ECONVERT with a path, MOON_EMEMORY, or MOON_EUNSUPPORTED, without
 * an error, for what another format can write.  Handles are opened of the
 * functions in it, unless it fails.  An error that is there already is kept.
 */
int64_t encode_result(struct state *st, int index,
                      const struct conversion_format *format);

#endif
