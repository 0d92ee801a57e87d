/*
 * What the functions of moonspan_str.h share.  A thread has the outcome of its
 * last call, and a state of its own, in which the module `php` runs.
 *
 * Each exported function is made by tools/strings-abi.lua from its row in
 * vm/php_*.c: str_call() runs that row.  Where api/str_fast.h has a function of
 * the same name, that is asked first: it goes straight to the
 * algorithm, and leaves to the row what is not plain.
 */
#ifndef MOON_API_STR_H
#define MOON_API_STR_H

#include "moonspan_str.h"
#include "str/sink.h"
#include "vm/php_call.h"

/* What a fast function returns for what it leaves to str_call(). */
#define STR_SLOW INT64_MIN

/*
 * Runs a row.  Returns a number or a truth value, or the length of the bytes;
 * MOON_STR_FALSE; or the status of a failure.
 */
int64_t str_call(const char *name, const struct php_value *arguments,
                 int count);
/* The same, where false is 0. */
int64_t str_ask(const char *name, const struct php_value *arguments, int count);

double str_measure(const char *name, const struct php_value *arguments,
                   int count);

/* Ends a call that could not be made, with the text of the status. */
int32_t str_refuse(int32_t status);

/* The outcome of a fast function that gives a number, which it returns. */
int64_t str_number(int64_t value);
void str_set_second(double value);

/*
 * Room for a result of up to `len` bytes, or NULL; and the result, up to `end`,
 * whose length is returned.
 */
char *str_reserve(size_t len);
int64_t str_commit(const char *end);

/* The result of a function that writes to a sink; STR_SLOW without memory. */
typedef void str_writer(struct sink *sink, struct view v, const void *options);
int64_t str_write(str_writer *write, struct view v, const void *options);

static inline struct php_value str_text(const char *bytes, size_t len)
{
    return (struct php_value){.type = LUA_TSTRING,
                              .text = {bytes ? bytes : "", bytes ? len : 0}};
}

static inline struct php_value str_int(int64_t value)
{
    return (struct php_value){.type = LUA_TNUMBER, .integer = value};
}

static inline struct php_value str_float(double value)
{
    return (struct php_value){
        .type = LUA_TNUMBER, .is_float = true, .number = value};
}

static inline struct php_value str_bool(int32_t value)
{
    return (struct php_value){.type = LUA_TBOOLEAN, .integer = value != 0};
}

/* Arguments that may be left out. */
static inline struct php_value str_maybe_text(const char *bytes, size_t len)
{
    return bytes ? str_text(bytes, len) : (struct php_value){.type = LUA_TNIL};
}

static inline struct php_value str_maybe_int(int64_t value)
{
    return value != INT64_MIN ? str_int(value)
                              : (struct php_value){.type = LUA_TNIL};
}

static inline struct php_value str_maybe_bool(int32_t value)
{
    return value >= 0 ? str_bool(value) : (struct php_value){.type = LUA_TNIL};
}

/* For fast functions: (NULL, 0) is the empty string. */
static inline struct view str_view(const char *bytes, size_t len)
{
    return bytes ? view_of(bytes, len) : view_of("", 0);
}

/* Whether a string may have it; of several, or'ed, whether all may. */
static inline bool str_is_length(size_t len)
{
    return len <= PTRDIFF_MAX;
}

/* What was given, or the default. */
static inline int64_t str_or(int64_t value, int64_t otherwise)
{
    return value != INT64_MIN ? value : otherwise;
}

#endif
