#include "vm/decode.h"

#include <limits.h>
#include <string.h>

#include "vm/conversion.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/null.h"
#include "vm/stand_in.h"
#include "vm/value.h"

/*
 * The collector would find nothing in what is just being made, so it waits
 * until that is done.  Shorter input is decoded before it would notice.
 */
enum { HOLD_GC_FROM = 4096 };

/* How many integers of a list are read at a time. */
enum { INT_RUN = 64 };

struct decoder {
    struct conversion c;
    struct wire_reader reader;
    lua_State *L;
    bool needs_places;    /* there is a reference, and they were not noted */
    bool has_places;      /* they are being noted, but ... */
    bool is_noting;       /* ... not those of what is read a second time */
    struct buffer places; /* where each value that references count begins */
};

static bool decode_value(struct decoder *d);
static bool decode_item(struct decoder *d, const struct wire_item *item,
                        const char *here);

static bool read_item(struct decoder *d, struct wire_item *item)
{
    if (d->c.format->read(&d->reader, item))
        return true;
    return conversion_fail(&d->c, d->reader.problem);
}

static bool read_end(struct decoder *d)
{
    if (d->c.format->read_end(&d->reader))
        return true;
    return conversion_fail(&d->c, d->reader.problem);
}

/* How many values references count this as: an object's data may be another. */
static int count_of(const struct decoder *d, const struct wire_item *item)
{
    switch (item->kind) {
    case WIRE_BACK: return item->is_value;
    case WIRE_OBJECT: return 1 + item->is_value;
    case WIRE_LIST:
    case WIRE_MAP: return 1;
    default: return d->c.format->counts_scalars;
    }
}

/* Finds where value `which`, counted from 1, begins. */
static bool find_place(struct decoder *d, int64_t which, size_t *place)
{
    size_t count = d->places.len / sizeof *place;

    if (which < 1 || (uint64_t)which > count)
        return conversion_fail(&d->c, "a reference leads nowhere");
    memcpy(place, d->places.bytes + (size_t)(which - 1) * sizeof *place,
           sizeof *place);
    return true;
}

/*
 * Notes where a value begins that a later reference may mean.  A reference to
 * a reference means what that does, so that they form no chains.
 */
static bool note_place(struct decoder *d, const struct wire_item *item,
                       const char *here)
{
    size_t place = (size_t)(here - d->reader.start);

    if (item->kind == WIRE_BACK && !find_place(d, item->integer, &place))
        return false;
    for (int i = count_of(d, item); i > 0; i--) {
        if (!buffer_append(&d->places, &d->c.st->arena, (const char *)&place,
                           sizeof place))
            return conversion_fail(&d->c, "there are too many references");
    }
    return true;
}

/* Reads the first item of a value. */
static bool read_value(struct decoder *d, struct wire_item *item)
{
    const char *here = d->reader.at;

    return conversion_count(&d->c, 1) && read_item(d, item) &&
           (!d->is_noting || note_place(d, item, here));
}

/* Reads a key and makes it the entry at work. */
static bool read_key(struct decoder *d, struct wire_item *key)
{
    if (d->c.format->read(&d->reader, key)) {
        if (key->kind == WIRE_BYTES) {
            conversion_at_name(&d->c, key->bytes, key->len);
            return true;
        }
        if (key->kind == WIRE_INT) {
            conversion_at_index(&d->c, key->integer);
            return true;
        }
        conversion_fail(&d->c, "a key is no integer and no string");
    }
    conversion_at_nothing(&d->c);
    return conversion_fail(&d->c, d->reader.problem);
}

static bool push_int(struct decoder *d, int64_t value)
{
    if (!value_holds_int(value))
        return conversion_fail(&d->c, "the engine has no integers beyond 2^53");
    lua_pushinteger(d->L, (lua_Integer)value);
    return true;
}

static bool push_key(struct decoder *d, const struct wire_item *key)
{
    if (key->kind == WIRE_INT)
        return push_int(d, key->integer);
    lua_pushlstring(d->L, key->bytes, key->len);
    return true;
}

/* Opens a level for a table of `count` entries. */
static bool begin_table(struct decoder *d, size_t count)
{
    luaL_checkstack(d->L, 8, NULL);
    if (count > INT_MAX / 2)
        return conversion_fail(&d->c, "the value has too many parts");
    return conversion_enter(&d->c);
}

static bool end_table(struct decoder *d)
{
    conversion_leave(&d->c);
    return read_end(d);
}

/* Whether an item is all there is to a value; then `value` is it. */
static bool is_scalar(const struct wire_item *item, struct engine_scalar *value)
{
    value->is_integer = false;
    switch (item->kind) {
    case WIRE_BYTES:
        value->type = LUA_TSTRING;
        value->bytes = item->bytes;
        value->len = item->len;
        return true;
    case WIRE_INT:
        value->type = LUA_TNUMBER;
        value->is_integer = true;
        value->integer = item->integer;
        return value_holds_int(item->integer);
    case WIRE_FLOAT:
        value->type = LUA_TNUMBER;
        value->number = item->number;
        return true;
    case WIRE_BOOL:
        value->type = LUA_TBOOLEAN;
        value->integer = item->integer;
        return true;
    default: return false;
    }
}

/*
 * Reads what integers come next in the list of `count` on top of the stack,
 * *i of which were read, and counts them.
 */
static bool decode_ints(struct decoder *d, size_t *i, size_t count)
{
    int64_t run[INT_RUN];
    size_t left = count - *i < INT_RUN ? count - *i : INT_RUN;
    size_t ints = d->c.format->read_ints(&d->reader, *i, run, left);

    for (size_t k = 0; k < ints; k++) {
        if (!value_holds_int(run[k])) {
            conversion_at_index(&d->c, (int64_t)(*i + k));
            return push_int(d, run[k]);
        }
    }
    engine_poke_ints(d->L, -1, (int)*i + 1, run, (int)ints);
    *i += ints;
    return conversion_count(&d->c, (int64_t)ints);
}

/* Reads the next value of the list on top of the stack, and says its kind. */
static bool decode_element(struct decoder *d, size_t *i, enum wire_kind *kind)
{
    const char *here = d->reader.at;
    struct engine_scalar scalar;
    struct wire_item item;
    int key = (int)++*i;

    if (!read_value(d, &item))
        return false;
    *kind = item.kind;
    if (is_scalar(&item, &scalar)) {
        engine_poke(d->L, -1, key, &scalar);
        return true;
    }
    if (!decode_item(d, &item, here))
        return false;
    lua_rawseti(d->L, -2, key);
    return true;
}

/* The same and, after an integer, those that follow it in a list of `count`. */
static bool decode_elements(struct decoder *d, size_t *i, size_t count)
{
    enum wire_kind kind;

    return decode_element(d, i, &kind) &&
           (kind != WIRE_INT || d->is_noting || decode_ints(d, i, count));
}

static bool decode_list(struct decoder *d, size_t count)
{
    size_t i = 0;

    if (!begin_table(d, count))
        return false;
    lua_createtable(d->L, (int)count, 0);
    while (i < count) {
        conversion_at_index(&d->c, (int64_t)i);
        if (!decode_elements(d, &i, count))
            return false;
    }
    return end_table(d);
}

/* Entries 1 to `count` of what is no list after all get their own keys. */
static void shift_down(lua_State *L, int count)
{
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, i);
        lua_rawseti(L, -2, i - 1);
    }
    lua_pushnil(L);
    lua_rawseti(L, -2, count);
}

static bool decode_entry(struct decoder *d, const struct wire_item *key)
{
    const char *here = d->reader.at;
    struct engine_scalar name, scalar;
    struct wire_item item;

    if (!read_value(d, &item))
        return false;
    if (is_scalar(&item, &scalar) && is_scalar(key, &name)) {
        engine_poke_at(d->L, -1, &name, &scalar);
        return true;
    }
    if (!push_key(d, key) || !decode_item(d, &item, here))
        return false;
    lua_rawset(d->L, -3);
    return true;
}

static bool is_key(const struct wire_item *key, size_t index)
{
    return key->kind == WIRE_INT && key->integer == (int64_t)index;
}

/* Reads the last `count` entries of a map; the key of the first was read. */
static bool decode_entries(struct decoder *d, struct wire_item *key,
                           size_t count)
{
    while (count-- > 0) {
        if (!decode_entry(d, key) || (count > 0 && !read_key(d, key)))
            return false;
    }
    return true;
}

/*
 * PHP writes lists as it does other arrays, so what begins with key 0 is taken
 * for a list, as long as its keys go on so.
 */
static bool decode_as_list(struct decoder *d, struct wire_item *key,
                           size_t count)
{
    bool has_runs = d->c.format->lists_have_keys;
    enum wire_kind kind;
    size_t i = 0;

    lua_createtable(d->L, (int)count, 0);
    while (i < count && is_key(key, i)) {
        if (has_runs ? !decode_elements(d, &i, count)
                     : !decode_element(d, &i, &kind))
            return false;
        if (i < count && !read_key(d, key))
            return false;
    }
    if (i < count)
        shift_down(d->L, (int)i);
    return decode_entries(d, key, count - i);
}

/* Reads what follows the key of a marked map, and pushes what that means. */
static bool decode_mark(struct decoder *d, size_t count)
{
    struct wire_item kind, key, handle;
    const char *problem = "a mark stands before no handle";

    conversion_leave(&d->c);
    if (count != 2 || !read_item(d, &kind) || !read_item(d, &key) ||
        !read_item(d, &handle))
        return conversion_fail(&d->c, problem);
    if (is_key(&key, 0))
        problem = stand_in_push_mark(d->L, &kind, &handle);
    return problem ? conversion_fail(&d->c, problem) : read_end(d);
}

static bool decode_map(struct decoder *d, size_t count)
{
    struct wire_item key = {.kind = WIRE_NIL};

    if (!begin_table(d, count) || (count > 0 && !read_key(d, &key)))
        return false;
    if (d->c.has_marks && key.kind == WIRE_BYTES &&
        conversion_is_mark(key.bytes, key.len))
        return decode_mark(d, count);
    if (is_key(&key, 0))
        return decode_as_list(d, &key, count) && end_table(d);
    lua_createtable(d->L, 0, (int)count);
    return decode_entries(d, &key, count) && end_table(d);
}

static bool decode_object(struct decoder *d, const struct wire_item *item)
{
    struct wire_item key, value;
    const char *problem;

    if (!stand_in_is(item)) {
        d->c.subject = item->bytes;
        d->c.subject_len = item->len;
        return conversion_fail(&d->c, "cannot convert an object of class");
    }
    if (!read_item(d, &key) || !read_item(d, &value) || !read_end(d))
        return false;
    problem = stand_in_push(d->L, item, &key, &value);
    return !problem || conversion_fail(&d->c, problem);
}

/*
 * Reads an earlier value again.  It has to end before the reference begins, or
 * it is one that holds the reference.
 */
static bool decode_earlier(struct decoder *d, size_t place, const char *here)
{
    struct wire_reader outer = d->reader;
    bool was_noting = d->is_noting;
    int depth = d->c.trail.depth;
    bool is_fine;

    d->reader.at = outer.start + place;
    d->reader.end = here;
    d->is_noting = false;
    is_fine = decode_value(d);
    d->is_noting = was_noting;
    if (!is_fine && d->reader.problem) {
        d->c.problem = "the array contains itself";
        d->c.trail.depth = depth;
    }
    d->reader = outer;
    return is_fine;
}

static bool decode_back(struct decoder *d, int64_t which, const char *here)
{
    size_t place = 0;

    if (d->has_places)
        return find_place(d, which, &place) && decode_earlier(d, place, here);
    d->needs_places = true;
    return false;
}

static bool decode_null(struct decoder *d)
{
    if (d->c.trail.depth > 0)
        null_push(d->L, d->c.st);
    else
        lua_pushnil(d->L);
    return true;
}

/* Pushes the value that begins with an item, which was read at `here`. */
static bool decode_item(struct decoder *d, const struct wire_item *item,
                        const char *here)
{
    switch (item->kind) {
    case WIRE_NIL: return decode_null(d);
    case WIRE_BOOL: lua_pushboolean(d->L, item->integer != 0); return true;
    case WIRE_INT: return push_int(d, item->integer);
    case WIRE_FLOAT: lua_pushnumber(d->L, item->number); return true;
    case WIRE_BYTES: lua_pushlstring(d->L, item->bytes, item->len); return true;
    case WIRE_LIST: return decode_list(d, item->count);
    case WIRE_MAP: return decode_map(d, item->count);
    case WIRE_OBJECT: return decode_object(d, item);
    case WIRE_BACK: return decode_back(d, item->integer, here);
    }
    return false;
}

static bool decode_value(struct decoder *d)
{
    const char *here = d->reader.at;
    struct wire_item item;

    return read_value(d, &item) && decode_item(d, &item, here);
}

/* Leaves the trail as it is, for it is long. */
static void start(struct decoder *d, bool has_places)
{
    d->has_places = has_places;
    d->is_noting = has_places;
    d->needs_places = false;
}

/* References are rare: only when there is one, it is read with their places. */
static void decode(lua_State *L, void *arg)
{
    struct decoder *d = arg;

    d->L = L;
    if (!decode_value(d) && d->needs_places) {
        lua_settop(L, 0);
        conversion_init(&d->c, d->c.st, d->c.format, d->c.has_marks);
        d->reader.at = d->reader.start;
        start(d, true);
        decode_value(d);
    }
    if (!d->c.problem && d->reader.at != d->reader.end)
        conversion_fail(&d->c, "bytes follow the value");
    if (d->c.problem)
        lua_settop(L, 0);
}

int32_t decode_push(struct state *st, const struct conversion_format *format,
                    const char *bytes, size_t len)
{
    struct decoder d;
    bool is_long = len >= HOLD_GC_FROM;
    struct engine_hold hold;
    int lua_status;

    conversion_init(&d.c, st, format->in, format->has_marks);
    wire_reader_init(&d.reader, bytes, len);
    d.places = (struct buffer){0};
    start(&d, false);
    if (is_long)
        engine_hold_gc(st->L, &hold);
    lua_status = guard_run(st, decode, &d);
    buffer_reset(&d.places, &st->arena, 0);
    if (is_long)
        conversion_release_gc(st, &hold);
    if (lua_status != LUA_OK) {
        lua_pop(st->L, 1);
        return error_no_memory(st);
    }
    return d.c.problem ? conversion_report(&d.c) : MOON_OK;
}
