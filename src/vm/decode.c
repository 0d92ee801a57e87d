#include "vm/decode.h"

#include <limits.h>
#include <string.h>

#include "base/handles.h"
#include "vm/conversion.h"
#include "vm/error.h"
#include "vm/guard.h"
#include "vm/host.h"
#include "vm/null.h"
#include "vm/object.h"
#include "vm/value.h"

/* Shorter input is decoded before the collector would notice. */
enum { HOLD_GC_FROM = 4096 };

struct decoder {
    struct conversion c;
    struct wire_reader reader;
    lua_State *L;
    bool is_noting;       /* there may be references to what is read */
    struct buffer places; /* where each value that they count begins */
};

/* The classes of PHP that stand for objects of a state, and their kinds. */
static const struct {
    const char *name;
    enum handle_kind kind;
} classes[] = {
    {"Moonspan\\LuaFunction", HANDLE_FUNCTION},
    {"Moonspan\\LuaTable", HANDLE_TABLE},
    {"Moonspan\\Coroutine", HANDLE_COROUTINE},
};

/* That which stands for a function of the host. */
static const char REFERENCE_CLASS[] = "Moonspan\\Internal\\Reference";

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

    return conversion_count(&d->c) && read_item(d, item) &&
           (!d->is_noting || note_place(d, item, here));
}

static bool is_bytes(const struct wire_item *item, const char *text)
{
    return item->kind == WIRE_BYTES && item->len == strlen(text) &&
           memcmp(item->bytes, text, item->len) == 0;
}

/* Reads a key and makes it the entry at work. */
static bool read_key(struct decoder *d, struct wire_item *key)
{
    conversion_at_nothing(&d->c);
    if (!read_item(d, key))
        return false;
    if (key->kind == WIRE_INT)
        conversion_at_index(&d->c, key->integer);
    else if (key->kind == WIRE_BYTES)
        conversion_at_name(&d->c, key->bytes, key->len);
    else
        return conversion_fail(&d->c, "a key is no integer and no string");
    return true;
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

/* Reads a value into entry `key` of the table on top of the stack. */
static bool decode_into(struct decoder *d, int key)
{
    struct engine_scalar scalar = {.type = LUA_TNUMBER};
    const char *here = d->reader.at;
    struct wire_item item;

    if (!read_value(d, &item))
        return false;
    scalar.integer = item.integer;
    scalar.is_integer = item.kind == WIRE_INT;
    if (item.kind == WIRE_FLOAT)
        scalar.number = item.number;
    else if (item.kind == WIRE_BOOL)
        scalar.type = LUA_TBOOLEAN;
    else if (item.kind != WIRE_INT || !value_holds_int(item.integer)) {
        if (!decode_item(d, &item, here))
            return false;
        lua_rawseti(d->L, -2, key);
        return true;
    }
    engine_poke(d->L, -1, key, &scalar);
    return true;
}

static bool decode_list(struct decoder *d, size_t count)
{
    if (!begin_table(d, count))
        return false;
    lua_createtable(d->L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        conversion_at_index(&d->c, (int64_t)i);
        if (!decode_into(d, (int)i + 1))
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
    if (!push_key(d, key) || !decode_value(d))
        return false;
    lua_rawset(d->L, -3);
    return true;
}

static bool is_key(const struct wire_item *key, size_t index)
{
    return key->kind == WIRE_INT && key->integer == (int64_t)index;
}

/* Looks at the first key and leaves it to be read. */
static bool begins_as_list(const struct decoder *d, size_t count)
{
    struct wire_reader ahead = d->reader;
    struct wire_item key;

    return count > 0 && d->c.format->read(&ahead, &key) && is_key(&key, 0);
}

/* Reads entry `i`; *is_list says whether all before it were those of a list. */
static bool decode_next(struct decoder *d, size_t i, bool *is_list)
{
    struct wire_item key;

    if (!read_key(d, &key))
        return false;
    if (*is_list && !is_key(&key, i)) {
        *is_list = false;
        shift_down(d->L, (int)i);
    }
    if (!*is_list)
        return decode_entry(d, &key);
    return decode_into(d, (int)i + 1);
}

/*
 * PHP writes lists as it does other arrays, so what begins with key 0 is taken
 * for a list, as long as its keys go on so.
 */
static bool decode_map(struct decoder *d, size_t count)
{
    bool is_list = begins_as_list(d, count);

    if (!begin_table(d, count))
        return false;
    lua_createtable(d->L, is_list ? (int)count : 0, is_list ? 0 : (int)count);
    for (size_t i = 0; i < count; i++) {
        if (!decode_next(d, i, &is_list))
            return false;
    }
    return end_table(d);
}

static bool is_class(const struct wire_item *item, const char *name)
{
    return item->len == strlen(name) &&
           memcmp(item->bytes, name, item->len) == 0;
}

/* The kind of object that a class stands for; HANDLE_ANY for other classes. */
static enum handle_kind kind_of_class(const struct wire_item *item)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (is_class(item, classes[i].name))
            return classes[i].kind;
    }
    return HANDLE_ANY;
}

/* A function of the host, by its number. */
static bool decode_host(struct decoder *d, const struct wire_item *item)
{
    struct wire_item key, value;

    if (!read_item(d, &key) || !read_item(d, &value) || !read_end(d))
        return false;
    if (item->count != 1 || !is_bytes(&key, "host") || value.kind != WIRE_INT ||
        value.integer <= 0)
        return conversion_fail(&d->c, "there is no such function of the host");
    host_push_function(d->L, value.integer);
    return true;
}

/* An object of PHP that stands for one of this state. */
static bool decode_object(struct decoder *d, const struct wire_item *item)
{
    enum handle_kind kind = kind_of_class(item);
    struct wire_item key, value;
    void *ptr;

    if (is_class(item, REFERENCE_CLASS))
        return decode_host(d, item);
    if (kind == HANDLE_ANY) {
        d->c.subject = item->bytes;
        d->c.subject_len = item->len;
        return conversion_fail(&d->c, "cannot convert an object of class");
    }
    if (!read_item(d, &key) || !read_item(d, &value) || !read_end(d))
        return false;
    if (item->count != 1 || !is_bytes(&key, "handle") ||
        value.kind != WIRE_INT ||
        handles_find(value.integer, kind, &ptr) != HANDLE_GOOD)
        return conversion_fail(&d->c, "the Lua object was released");
    if (((struct object *)ptr)->st != d->c.st)
        return conversion_fail(&d->c,
                               "the Lua object belongs to another state");
    object_push(ptr, d->L);
    return true;
}

/*
 * Reads an earlier value again.  It has to end before the reference begins, or
 * it is one that holds the reference.
 */
static bool decode_back(struct decoder *d, int64_t which, const char *here)
{
    struct wire_reader outer = d->reader;
    bool was_noting = d->is_noting;
    int depth = d->c.trail.depth;
    size_t place = 0;
    bool is_fine;

    if (!find_place(d, which, &place))
        return false;
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

/*
 * The collector would find nothing in what is just being made, so it waits
 * until that is done.  Letting it go on forgets what is owed to it.
 */
static bool hold_gc(lua_State *L)
{
    if (!lua_gc(L, LUA_GCISRUNNING, 0))
        return false;
    lua_gc(L, LUA_GCSTOP, 0);
    return true;
}

static void repay_gc(lua_State *L, void *arg)
{
    lua_gc(L, LUA_GCSTEP, *(const int *)arg);
}

static void let_gc_go(struct state *st, size_t used_before)
{
    size_t used = st->arena.used_bytes;
    int kib = used > used_before ? (int)((used - used_before) / 1024) : 0;

    lua_gc(st->L, LUA_GCRESTART, 0);
    if (guard_run(st, repay_gc, &kib) != LUA_OK)
        lua_pop(st->L, 1);
}

static void decode(lua_State *L, void *arg)
{
    struct decoder *d = arg;

    d->L = L;
    if (decode_value(d) && d->reader.at != d->reader.end)
        conversion_fail(&d->c, "bytes follow the value");
    if (d->c.problem)
        lua_settop(L, 0);
}

int32_t decode_push(struct state *st, const struct wire_format *format,
                    const char *bytes, size_t len)
{
    struct decoder d = {.is_noting = !format->may_refer ||
                                     format->may_refer(bytes, len)};
    bool is_held = len >= HOLD_GC_FROM && hold_gc(st->L);
    size_t used = st->arena.used_bytes;
    int lua_status;

    conversion_init(&d.c, st, format);
    wire_reader_init(&d.reader, bytes, len);
    lua_status = guard_run(st, decode, &d);
    buffer_reset(&d.places, &st->arena, 0);
    if (is_held)
        let_gc_go(st, used);
    if (lua_status != LUA_OK) {
        lua_pop(st->L, 1);
        return error_set(st, MOON_EMEMORY, "not enough memory");
    }
    return d.c.problem ? conversion_report(&d.c) : MOON_OK;
}
