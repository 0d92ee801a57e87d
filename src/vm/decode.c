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

/* How many entries of scalars are read at a time. */
enum { RUN = 64 };

struct decoder {
    struct conversion c;
    struct wire_reader reader;
    lua_State *L;
    bool needs_places;    /* there is a reference, and they were not noted */
    bool has_places;      /* they are being noted, but ... */
    bool is_noting;       /* ... not those of what is read a second time */
    struct buffer places; /* where each value that references count begins */
    size_t pairs;         /* how many of them were read ahead ... */
    bool has_key;         /* ... and whether a key was besides */
    struct scalar run[2 * RUN];
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

static bool push_int(struct decoder *d, int64_t value)
{
    if (!value_holds_int(value))
        return conversion_fail(&d->c, "the engine has no integers beyond 2^53");
    lua_pushinteger(d->L, (lua_Integer)value);
    return true;
}

/* Opens a level for a table of `count` entries. */
static bool begin_table(struct decoder *d, size_t count)
{
    if (count > INT_MAX / 2)
        return conversion_fail(&d->c, "the value has too many parts");
    return conversion_enter(&d->c);
}

static bool end_table(struct decoder *d)
{
    conversion_leave(&d->c);
    return read_end(d);
}

/* How many of the first `count` scalars the engine can hold. */
static size_t count_held(const struct scalar *run, size_t count)
{
    size_t i = 0;

    if (engine_integer_max == INT64_MAX)
        return count;
    while (i < count &&
           (run[i].kind != SCALAR_INT || value_holds_int(run[i].integer)))
        i++;
    return i;
}

/*
 * Reads what scalars come next among the `left` entries of the list on top of
 * the stack that begin with entry `first`.  Returns how many; what stops them
 * is told when it is read by itself.
 */
static size_t decode_run(struct decoder *d, size_t first, size_t left)
{
    const struct wire_format *format = d->c.format;
    struct wire_reader ahead = d->reader;
    size_t count = 0, held;

    if (!d->is_noting)
        count =
            format->read_run(&ahead, first, d->run, left < RUN ? left : RUN);
    held = count_held(d->run, count);
    if (held < count) {
        ahead = d->reader;
        count = format->read_run(&ahead, first, d->run, held);
    }
    if (count == 0 || !conversion_count(&d->c, (int64_t)count))
        return 0;
    engine_poke_run(d->L, -1, (int)first + 1, d->run, (int)count);
    d->reader = ahead;
    return count;
}

/* Reads the value of entry `i` of the list on top of the stack. */
static bool decode_element(struct decoder *d, size_t i)
{
    conversion_at_index(&d->c, (int64_t)i);
    if (!decode_value(d))
        return false;
    lua_rawseti(d->L, -2, (int)i + 1);
    return true;
}

static bool decode_list(struct decoder *d, size_t count)
{
    size_t i = 0, run;

    if (!begin_table(d, count))
        return false;
    engine_push_table(d->L, (int)count, 0);
    while (i < count) {
        run = decode_run(d, i, count - i);
        i += run;
        if (run == 0 && !decode_element(d, i++))
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

/* Reads a key by itself, as the one that was read ahead. */
static bool read_key(struct decoder *d)
{
    struct scalar *key = &d->run[0];
    struct wire_item item;

    conversion_at_nothing(&d->c);
    if (!read_item(d, &item))
        return false;
    if (item.kind == WIRE_BYTES)
        *key = (struct scalar){
            .kind = SCALAR_BYTES, .bytes = item.bytes, .len = item.len};
    else if (item.kind == WIRE_INT)
        *key = (struct scalar){.kind = SCALAR_INT, .integer = item.integer};
    else
        return conversion_fail(&d->c, "a key is no integer and no string");
    d->has_key = true;
    return true;
}

/* Reads pairs ahead, of the `left` of a map, or one key at least. */
static bool read_pairs(struct decoder *d, size_t left)
{
    const struct wire_format *format = d->c.format;
    const char *start = d->reader.at;
    size_t max = left < RUN ? left : RUN, held;

    if (d->is_noting)
        max = 0;
    d->pairs = format->read_pairs(&d->reader, d->run, max, &d->has_key);
    held = count_held(d->run, 2 * d->pairs) / 2;
    if (held < d->pairs) {
        d->reader.at = start;
        d->pairs = format->read_pairs(&d->reader, d->run, held, &d->has_key);
    }
    return d->pairs > 0 || d->has_key || read_key(d);
}

static bool push_key(struct decoder *d, const struct scalar *key)
{
    if (key->kind == SCALAR_INT) {
        conversion_at_index(&d->c, key->integer);
        return push_int(d, key->integer);
    }
    conversion_at_name(&d->c, key->bytes, key->len);
    lua_pushlstring(d->L, key->bytes, key->len);
    return true;
}

/* Reads the value of a key that was read. */
static bool decode_entry(struct decoder *d, const struct scalar *key)
{
    if (!push_key(d, key) || !decode_value(d))
        return false;
    lua_rawset(d->L, -3);
    return true;
}

static bool is_key(const struct scalar *key, size_t index)
{
    return key->kind == SCALAR_INT && key->integer == (int64_t)index;
}

/* Sets the `count` entries of a map, the first of which were read ahead. */
static bool decode_entries(struct decoder *d, size_t count)
{
    while (count > 0) {
        if (!conversion_count(&d->c, (int64_t)d->pairs))
            return false;
        engine_poke_pairs(d->L, -1, d->run, (int)d->pairs);
        count -= d->pairs;
        if (d->has_key) {
            if (!decode_entry(d, &d->run[2 * d->pairs]))
                return false;
            count--;
        }
        if (count > 0 && !read_pairs(d, count))
            return false;
    }
    return true;
}

/* Entry `i` is none of a list, so what was read has keys of its own. */
static bool decode_rest(struct decoder *d, size_t i, size_t count)
{
    shift_down(d->L, (int)i);
    d->pairs = 0;
    return decode_entries(d, count - i);
}

/*
 * PHP writes lists as it does other arrays, so what begins with key 0 is taken
 * for a list, as long as its keys go on so.
 */
static bool decode_as_list(struct decoder *d, size_t count)
{
    bool has_runs = d->c.format->lists_have_keys;
    size_t i = 0, run;

    engine_push_table(d->L, (int)count, 0);
    while (i < count) {
        run = has_runs ? decode_run(d, i, count - i) : 0;
        i += run;
        if (run > 0)
            continue;
        if (!read_key(d))
            return false;
        if (!is_key(&d->run[0], i))
            return decode_rest(d, i, count);
        if (!decode_element(d, i++))
            return false;
    }
    return true;
}

/* Reads a marked map, and pushes what that means. */
static bool decode_mark(struct decoder *d, size_t count)
{
    struct wire_item mark, kind, key, handle;
    const char *problem = "a mark stands before no handle";

    conversion_leave(&d->c);
    if (count != 2 || !read_item(d, &mark) || !read_item(d, &kind) ||
        !read_item(d, &key) || !read_item(d, &handle))
        return conversion_fail(&d->c, problem);
    if (key.kind == WIRE_INT && key.integer == 0)
        problem = stand_in_push_mark(d->L, &kind, &handle);
    return problem ? conversion_fail(&d->c, problem) : read_end(d);
}

static bool is_mark(const struct decoder *d, const struct scalar *key)
{
    return d->c.has_marks && key->kind == SCALAR_BYTES &&
           conversion_is_mark(key->bytes, key->len);
}

/* The first key tells what it is. */
static bool decode_map(struct decoder *d, size_t count)
{
    const struct scalar *first = &d->run[0];
    const char *start = d->reader.at;

    if (!begin_table(d, count))
        return false;
    if (count == 0) {
        engine_push_table(d->L, 0, 0);
        return end_table(d);
    }
    if (!read_pairs(d, count))
        return false;
    if (is_key(first, 0) || is_mark(d, first)) {
        d->reader.at = start;
        return is_mark(d, first) ? decode_mark(d, count)
                                 : decode_as_list(d, count) && end_table(d);
    }
    engine_push_table(d->L, 0, (int)count);
    return decode_entries(d, count) && end_table(d);
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
