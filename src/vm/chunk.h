/*
 * Source text that becomes a function; in a state that trusts its scripts also
 * what the engine compiled before.
 */
#ifndef MOON_VM_CHUNK_H
#define MOON_VM_CHUNK_H

#include "vm/state.h"

struct chunk {
    const char *code;
    size_t code_len;
    const char *name; /* empty: the first line of the code */
    size_t name_len;
};

/*
 * Compiles it and leaves the function on top of st->L.  MOON_OK, or a status
 * of moon_eval() with the error set.
 */
int32_t chunk_compile(struct state *st, const struct chunk *chunk);

/*
 * How many of the `left` bytes of a text the compiler is handed next, which
 * are paid for: some texts take it much longer than their length lets one
 * think, so it gets little at a time.  [-0, +0, v]
 */
size_t chunk_charge(lua_State *L, size_t left);

#endif
