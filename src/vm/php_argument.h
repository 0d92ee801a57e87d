/*
 * Arguments of the functions of `php`, taken as PHP's weak mode takes them:
 * numbers and booleans become strings, numeric strings become numbers, nil is
 * null.  An optional argument that is null has its default value.  What PHP
 * refuses raises an error with PHP's text.
 *
 * An argument that is converted to a string is replaced on the stack, so views
 * stay good as long as the arguments stay there.
 */
#ifndef MOON_VM_PHP_ARGUMENT_H
#define MOON_VM_PHP_ARGUMENT_H

#include "str/sink.h"
#include "str/work.h"
#include "vm/budget.h"

/* Raises unless there are `min` to `max` arguments.  [-0, +0, v] */
void php_wrong_count(lua_State *L, int min, int max);

static inline void php_count(lua_State *L, int min, int max)
{
    int count = lua_gettop(L);

    if (count < min || count > max)
        php_wrong_count(L, min, max);
}

/* Whether it is `php.null` or nil. */
bool php_is_null(lua_State *L, int index);

static inline bool php_has(lua_State *L, int arg)
{
    int type = lua_type(L, arg);

    return type > LUA_TNIL && (type != LUA_TUSERDATA || !php_is_null(L, arg));
}

/* Of php_string(), for what is no string.  [-0, +0, m] */
struct view php_convert_string(lua_State *L, int arg);

static inline struct view php_string(lua_State *L, int arg)
{
    struct view v;

    if (lua_type(L, arg) != LUA_TSTRING)
        return php_convert_string(L, arg);
    v.bytes = lua_tolstring(L, arg, &v.len);
    return v;
}

static inline struct view php_string_or(lua_State *L, int arg,
                                        struct view otherwise)
{
    return php_has(L, arg) ? php_string(L, arg) : otherwise;
}

/*
 * A string that will be walked through: its length is charged for.  For more
 * than one walk there is budget_charge_bytes().
 */
static inline struct view php_text(lua_State *L, int arg)
{
    struct view v = php_string(L, arg);

    if (v.len >= 256)
        budget_charge_bytes(L, v.len);
    return v;
}

/*
 * A value as a string, for functions that take arrays of them: false for what
 * has none.  The first writes it, the second replaces it on the stack.
 */
bool php_write_scalar(lua_State *L, int index, struct sink *sink);
bool php_make_string(lua_State *L, int index, struct view *v);

int64_t php_int(lua_State *L, int arg);
int64_t php_int_or(lua_State *L, int arg, int64_t otherwise);
double php_float(lua_State *L, int arg);
bool php_bool_or(lua_State *L, int arg, bool otherwise);

/*
 * The part of `v` that the offset in argument `arg` and the length after it
 * name, as substr() takes them: what lies outside is cut off.
 */
struct view php_slice(lua_State *L, struct view v, int arg);

/* What a cast makes of any value, as intval() does. */
int64_t php_to_int(lua_State *L, int index);
double php_to_float(lua_State *L, int index);

/* Whether it is a table, which is PHP's array. */
static inline bool php_is_array(lua_State *L, int arg)
{
    return lua_type(L, arg) == LUA_TTABLE;
}

/*
 * Raise `name(): Argument #2 ($start) ` and the text, which is formatted as
 * lua_pushfstring() does it.
 */
_Noreturn void php_bad_value(lua_State *L, int arg, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The text is `must be of type int, array given`. */
_Noreturn void php_bad_type(lua_State *L, int arg);

/* Raises just the text. */
_Noreturn void php_raise(lua_State *L, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Raises `name(): ` and the text. */
_Noreturn void php_error(lua_State *L, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Work that is charged for to L.  Good as long as it stays where it is. */
struct php_work {
    struct work work;
    lua_State *L;
};

struct work *php_work_begin(struct php_work *work, lua_State *L);

/* The largest block that may be asked for; LuaJIT has none of 2 GiB. */
#if LUA_VERSION_NUM < 502
# define PHP_LARGEST ((size_t)0x7fff0000)
#else
# define PHP_LARGEST (SIZE_MAX / 4)
#endif

/* Raises what a block larger than memory raises. */
_Noreturn void php_too_large(lua_State *L);

/* PHP's name of the type of a value, for messages. */
const char *php_type_name(lua_State *L, int index);

#endif
