/*
 * Calls of functions of `php` that come from C instead of a script.
 *
 * The state is one in which no script runs.  What a call gives, or the error
 * that it ends with, is good until the next.
 */
#ifndef MOON_VM_PHP_CALL_H
#define MOON_VM_PHP_CALL_H

#include "str/view.h"
#include "vm/state.h"

/* An argument, and of what type it is. */
struct php_value {
    int type; /* LUA_TNIL, LUA_TBOOLEAN, LUA_TNUMBER, LUA_TSTRING */
    bool is_float;
    struct view text;
    int64_t integer; /* a boolean is 0 or 1 */
    double number;
};

/* The first result, of the same types; and the second, 0 if there is none. */
struct php_answer {
    struct php_value value;
    double second;
};

/* Calls php[name].  MOON_OK, or a status, and then st->error has it. */
int32_t php_call(struct state *st, const char *name,
                 const struct php_value *arguments, int count,
                 struct php_answer *answer);

/*
 * The same with a list of arguments as MessagePack, for any types; the answer
 * is the list of results, written to st->wire.
 */
int32_t php_call_wire(struct state *st, struct view name, struct view list);

#endif
