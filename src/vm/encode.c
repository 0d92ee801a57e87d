#include "vm/encode.h"

#include <string.h>

#include "vm/conversion.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/host.h"
#include "vm/null.h"
#include "vm/object.h"
#include "vm/value.h"

static const char REFERENCE_CLASS[] = "Moonspan\\Internal\\Reference";

/* How many entries are looked at, and written, at a time. */
enum { RUN = 64 };

struct encoder {
    struct conversion c;
    struct wire_writer writer;
    lua_State *L;
    bool is_unsupported;         /* the format has no way to write it */
    struct buffer given;         /* the handles that were written, in turn */
    const void *open[TRAIL_MAX]; /* the tables on the way */
    struct scalar run[2 * RUN];
};

static bool encode_other(struct encoder *e);

/* Writes a value that `value` shows in full; false for any other. */
static bool encode_scalar(struct encoder *e, const struct scalar *value)
{
    const struct wire_format *format = e->c.format;

    switch (value->kind) {
    case SCALAR_BOOL:
        format->write_bool(&e->writer, value->integer != 0);
        return true;
    case SCALAR_INT: format->write_int(&e->writer, value->integer); return true;
    case SCALAR_FLOAT:
        format->write_float(&e->writer, value->number);
        return true;
    case SCALAR_BYTES:
        format->write_bytes(&e->writer, value->bytes, value->len);
        return true;
    default: return false;
    }
}

/* Gives back the handles from place `start` on. */
static void take_back(struct encoder *e, size_t start)
{
    int64_t handle;

    while (e->given.len > start) {
        e->given.len -= sizeof handle;
        memcpy(&handle, e->given.bytes + e->given.len, sizeof handle);
        object_close_handle(handle);
    }
}

/* A handle of the function or coroutine on top of the stack; 0. */
static int64_t give_handle(struct encoder *e)
{
    struct state *st = e->c.st;
    int64_t handle = 0;

    luaL_checkstack(st->co, 1, NULL);
    if (!buffer_append(&e->given, &st->arena, (const char *)&handle,
                       sizeof handle))
        return 0;
    lua_pushvalue(e->L, -1);
    lua_xmove(e->L, st->co, 1);
    handle = object_open(st);
    if (handle < 0) {
        e->given.len -= sizeof handle;
        return 0;
    }
    memcpy(e->given.bytes + e->given.len - sizeof handle, &handle,
           sizeof handle);
    return handle;
}

/* No table has such a key, so that no script can make what stands for more. */
static bool encode_mark(struct encoder *e, int64_t kind, int64_t handle)
{
    const struct wire_format *format = e->c.format;

    format->write_map(&e->writer, 2);
    format->write_bytes(&e->writer, CONVERSION_MARK,
                        sizeof CONVERSION_MARK - 1);
    format->write_int(&e->writer, kind);
    format->write_int(&e->writer, 0);
    format->write_int(&e->writer, handle);
    format->write_end(&e->writer);
    return true;
}

/* What has no form of its own travels as an object of PHP. */
static bool encode_reference(struct encoder *e, const char *key, int64_t value)
{
    const struct wire_format *format = e->c.format;

    format->write_object(&e->writer, REFERENCE_CLASS,
                         sizeof REFERENCE_CLASS - 1, 1);
    format->write_bytes(&e->writer, key, strlen(key));
    format->write_int(&e->writer, value);
    format->write_end(&e->writer);
    return true;
}

static bool encode_handle(struct encoder *e, const char *key, int64_t kind)
{
    int64_t handle = give_handle(e);

    if (handle == 0) {
        e->writer.refused = true;
        return false;
    }
    return e->c.has_marks ? encode_mark(e, kind, handle)
                          : encode_reference(e, key, handle);
}

/* Where there are objects, functions of the host by their numbers. */
static bool encode_function(struct encoder *e)
{
    int64_t number = 0;

    if (!e->c.has_marks)
        number = host_function_at(e->c.st, e->L, -1);
    return number != 0 ? encode_reference(e, "host", number)
                       : encode_handle(e, "function", MOON_FUNCTION);
}

static bool encode_held(struct encoder *e)
{
    if (!e->c.format->write_object) {
        e->is_unsupported = true;
        return false;
    }
    return lua_isfunction(e->L, -1)
               ? encode_function(e)
               : encode_handle(e, "coroutine", MOON_COROUTINE);
}

/* Opens a level for the table on top of the stack. */
static bool begin_table(struct encoder *e)
{
    const void *table = lua_topointer(e->L, -1);

    for (int i = 0; i < e->c.trail.depth; i++) {
        if (e->open[i] == table)
            return conversion_fail(&e->c, "the table contains itself");
    }
    if (!conversion_enter(&e->c))
        return false;
    luaL_checkstack(e->L, 8, NULL);
    e->open[e->c.trail.depth - 1] = table;
    return true;
}

static bool count_parts(struct encoder *e, int count)
{
    return conversion_count(&e->c, count) && !e->writer.refused;
}

/* Writes scalars of a list from entry `i` on; returns how many there are. */
static int encode_run(struct encoder *e, int i, int last)
{
    int max = last - i < RUN ? last - i + 1 : RUN;
    int count = engine_peek_run(e->L, -1, i, e->run, max);

    if (count > 0)
        e->c.format->write_run(&e->writer, (size_t)i - 1, e->run,
                               (size_t)count);
    return count;
}

/*
 * Writes entry `i` of a list; clears *is_list when it is not there.
 */
static bool encode_element(struct encoder *e, int i, bool *is_list)
{
    bool is_fine = true;

    conversion_at_index(&e->c, i);
    lua_rawgeti(e->L, -1, i);
    *is_list = !lua_isnil(e->L, -1);
    if (*is_list) {
        if (e->c.format->lists_have_keys)
            e->c.format->write_int(&e->writer, i - 1);
        is_fine = encode_other(e);
    }
    lua_pop(e->L, 1);
    return is_fine;
}

/*
 * Writes entries 1 to `count`.  *is_list is cleared, and nothing counts of what
 * was written, when one of them is not there.
 */
static bool encode_list(struct encoder *e, int count, bool *is_list)
{
    int i = 1, run;

    e->c.format->write_list(&e->writer, (size_t)count);
    while (i <= count && *is_list) {
        run = encode_run(e, i, count);
        i += run;
        if (!count_parts(e, run > 0 ? run : 1) ||
            (run == 0 && !encode_element(e, i++, is_list)))
            return false;
    }
    e->c.format->write_end(&e->writer);
    return true;
}

/* Whether PHP takes this string for an integer when it is a key. */
static bool to_index(const char *text, size_t len, int64_t *index)
{
    bool is_negative = len > 0 && text[0] == '-';
    size_t first = is_negative ? 1 : 0;
    int64_t n = 0;

    if (len == first || len - first > 19 ||
        (text[first] == '0' && (len - first > 1 || is_negative)))
        return false;
    for (size_t i = first; i < len; i++) {
        if (text[i] < '0' || text[i] > '9' ||
            __builtin_mul_overflow(n, 10, &n) ||
            __builtin_sub_overflow(n, text[i] - '0', &n))
            return false;
    }
    if (!is_negative && n == INT64_MIN)
        return false;
    *index = is_negative ? n : -n;
    return true;
}

/* Two keys that PHP would make one: the table is below the key and the value.
 */
static bool has_twin(struct encoder *e, int64_t index)
{
    bool is_there;

    if (!value_holds_int(index))
        return false;
    lua_pushinteger(e->L, (lua_Integer)index);
    lua_rawget(e->L, -4);
    is_there = !lua_isnil(e->L, -1);
    lua_pop(e->L, 1);
    return is_there;
}

static bool refuse_key(struct encoder *e, const char *problem, const char *type)
{
    e->c.subject = type;
    e->c.subject_len = type ? strlen(type) : 0;
    return conversion_fail(&e->c, problem);
}

static bool check_name(struct encoder *e, const struct scalar *name)
{
    const char *problem = NULL;
    int64_t index;

    if (e->c.has_marks && conversion_is_mark(name->bytes, name->len))
        problem = "the key marks functions for KPHP";
    else if (to_index(name->bytes, name->len, &index) && has_twin(e, index))
        problem = "the same key is there as an integer and as a string";
    if (!problem)
        return true;
    conversion_at_name(&e->c, name->bytes, name->len);
    return refuse_key(e, problem, NULL);
}

/* Whether PHP has such a key, which is on the stack if it is SCALAR_OTHER. */
static bool check_key(struct encoder *e, const struct scalar *key)
{
    static const char problem[] = "PHP has no keys of type";

    if (key->kind == SCALAR_BYTES)
        return check_name(e, key);
    if (key->kind == SCALAR_INT)
        return true;
    conversion_at_nothing(&e->c);
    switch (key->kind) {
    case SCALAR_FLOAT: return refuse_key(e, problem, "float");
    case SCALAR_BOOL: return refuse_key(e, problem, "boolean");
    default: return refuse_key(e, problem, luaL_typename(e->L, -2));
    }
}

static bool check_keys(struct encoder *e, int count)
{
    const struct scalar *key = e->run;

    for (int i = 0; i < count; i++, key += 2) {
        if (!check_key(e, key))
            return false;
    }
    return count_parts(e, count);
}

/* Writes the key, and the value, which is on top of the stack. */
static bool encode_entry(struct encoder *e, const struct scalar *key)
{
    if (key->kind == SCALAR_INT)
        conversion_at_index(&e->c, key->integer);
    else
        conversion_at_name(&e->c, key->bytes, key->len);
    encode_scalar(e, key);
    return encode_other(e);
}

/* Writes pairs, the last of which may have a value with parts. */
static bool encode_pairs(struct encoder *e, int count)
{
    const struct scalar *last = &e->run[2 * count - 2];
    bool is_plain = last[1].kind != SCALAR_OTHER;

    if (!check_keys(e, count))
        return false;
    e->c.format->write_pairs(&e->writer, e->run,
                             (size_t)(is_plain ? count : count - 1));
    return is_plain || encode_entry(e, last);
}

static bool encode_map(struct encoder *e, size_t size)
{
    unsigned place = 0;
    int count;

    e->c.format->write_map(&e->writer, size);
    lua_pushnil(e->L);
    lua_pushnil(e->L);
    while ((count = engine_next(e->L, -3, &place, e->run, RUN)) > 0) {
        if (!encode_pairs(e, count))
            return false;
    }
    lua_pop(e->L, 2);
    e->c.format->write_end(&e->writer);
    return true;
}

/* A list is a table with the keys 1 to n and no other. */
static bool encode_table(struct encoder *e)
{
    size_t given = e->given.len;
    size_t start = e->writer.out->len;
    size_t count;
    bool is_list;

    if (!begin_table(e))
        return false;
    count = engine_count_entries(e->L, -1);
    is_list = count <= INT32_MAX && count == lua_rawlen(e->L, -1);
    if (is_list && !encode_list(e, (int)count, &is_list))
        return false;
    if (!is_list) {
        take_back(e, given);
        e->writer.out->len = start;
        if (!encode_map(e, count))
            return false;
    }
    conversion_leave(&e->c);
    return true;
}

/* Writes what is no scalar, on top of the stack, where it stays. */
static bool encode_other(struct encoder *e)
{
    switch (lua_type(e->L, -1)) {
    case LUA_TTABLE: return encode_table(e);
    case LUA_TFUNCTION:
    case LUA_TTHREAD: return encode_held(e);
    default: break;
    }
    if (!lua_isnil(e->L, -1) && !null_is(e->L, -1, e->c.st))
        return conversion_fail(&e->c, "cannot convert a userdata");
    e->c.format->write_nil(&e->writer);
    return true;
}

static void encode(lua_State *L, void *arg)
{
    struct encoder *e = arg;
    struct scalar value;

    e->L = L;
    lua_xmove(e->c.st->co, L, 1);
    engine_show(L, -1, &value);
    if (!encode_scalar(e, &value))
        encode_other(e);
    if (e->c.problem && e->c.st->error.status == MOON_OK)
        conversion_report(&e->c);
    lua_settop(L, 0);
}

/* Leaves the places on the way as they are, for there are many. */
static void encoder_init(struct encoder *e, struct state *st,
                         const struct conversion_format *format)
{
    conversion_init(&e->c, st, format->out, format->has_marks);
    e->writer = (struct wire_writer){.arena = &st->arena, .out = &st->wire};
    e->given = (struct buffer){.bytes = NULL};
    e->is_unsupported = false;
}

/* Returns what encode_result() does, and leaves the error to it. */
static int64_t try_to_encode(struct state *st, int index,
                             const struct conversion_format *format)
{
    struct encoder e;
    int top = lua_gettop(st->co);
    int lua_status = LUA_ERRMEM;
    bool is_fine;

    buffer_reset(&st->wire, &st->arena, st->wire.cap);
    encoder_init(&e, st, format);
    if (value_push(st, index)) {
        lua_status = guard_run(st, encode, &e);
        lua_settop(st->L, lua_gettop(st->L) - (lua_status != LUA_OK));
    }
    lua_settop(st->co, top);
    is_fine = lua_status == LUA_OK && !e.c.problem && !e.writer.refused &&
              !e.is_unsupported;
    if (!is_fine)
        take_back(&e, 0);
    buffer_reset(&e.given, &st->arena, 0);
    if (is_fine)
        return (int64_t)st->wire.len;
    buffer_reset(&st->wire, &st->arena, 0);
    if (e.is_unsupported)
        return MOON_EUNSUPPORTED;
    return e.c.problem ? MOON_ECONVERT : MOON_EMEMORY;
}

/* The bytes are no memory of Lua's, so its garbage has to make room for them.
 */
int64_t encode_result(struct state *st, int index,
                      const struct conversion_format *format)
{
    int64_t result = try_to_encode(st, index, format);

    if (result == MOON_EMEMORY && guard_collect(st))
        result = try_to_encode(st, index, format);
    if (result == MOON_EMEMORY && st->error.status == MOON_OK)
        error_no_memory(st);
    return result;
}
