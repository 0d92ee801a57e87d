/*
 * A call of moonspan_str.h, whose arguments come from the bytes of a fuzzer.
 * Each is also packed as MessagePack, so that moon_str_call() can be given the
 * same ones.
 */
#ifndef MOON_TESTS_STR_CALL_H
#define MOON_TESTS_STR_CALL_H

#include "base/wire_msgpack.h"
#include "str/view.h"

struct call {
    struct view input; /* what is left of it */
    struct arena arena;
    struct buffer packed;
    struct wire_writer writer;
    bool is_odd; /* an argument is none that MessagePack could have */
    double number;
};

/* A function of the header; result is s, i, b or f. */
struct function {
    const char *name;
    int64_t (*run)(struct call *call);
    char result;
};

/* The typed functions, and the names of the others.  Made by str_calls.lua. */
extern const struct function functions[];
extern const size_t function_count;
extern const char *const others[];
extern const size_t other_count;

/* Begins a list of so many arguments, which are taken in their order. */
void call_begin(struct call *call, size_t arguments);

/* An argument; one that may be left out may be what stands for its default. */
struct view call_text(struct call *call, bool is_optional);
int64_t call_int(struct call *call, bool is_optional);
int32_t call_bool(struct call *call, bool is_optional);
double call_float(struct call *call, bool is_optional);

/* From here on allocations are those of the library, and may fail. */
void call_enter(void);

#endif
