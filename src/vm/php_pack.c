/*
 * Values as bytes of a format, and back.
 */
#include "str/ascii.h"
#include "str/numeric.h"
#include "str/pack.h"
#include "str/query.h"
#include "vm/php_array.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

enum { NAME_MAX_LEN = 200 };

static bool is_one_of(char c, const char *letters)
{
    return c != 0 && strchr(letters, c) != NULL;
}

/* As PHP's atoi() reads it, which has 32 bits here. */
static struct pack_code take_wrapped(struct view *format)
{
    struct pack_code code = pack_take(format);

    code.count = (int32_t)code.count;
    return code;
}

/* How many values the code takes, when `left` of them are there; raises. */
static int count_values(lua_State *L, struct pack_code code, int left)
{
    if (is_one_of(code.letter, "xX@"))
        return 0;
    if (is_one_of(code.letter, "aAZhH")) {
        if (left < 1)
            php_raise(L, "Type %c: not enough arguments", code.letter);
        return 1;
    }
    if (!code.letter)
        php_raise(L, "Type "); /* PHP's message ends there */
    if (!pack_type_of(code.letter))
        php_raise(L, "Type %c: unknown format code", code.letter);
    if (code.count > left)
        php_raise(L, "Type %c: too few arguments", code.letter);
    return code.count < 0 ? left : (int)code.count;
}

static void check_format(lua_State *L, struct view format)
{
    int arg = 2, last = lua_gettop(L);

    while (format.len > 0) {
        budget_charge(L, 1);
        arg += count_values(L, take_wrapped(&format), last - arg + 1);
    }
}

static void put_text(struct sink *sink, struct pack_code code, struct view v)
{
    size_t len = (size_t)code.count, room;

    if (code.count < 0)
        len = v.len + (code.letter == 'Z');
    room = code.letter == 'Z' && len > 0 ? len - 1 : len;
    if (v.len > room)
        v.len = room;
    sink_append_view(sink, v);
    sink_fill(sink, code.letter == 'A' ? ' ' : '\0', len - v.len);
}

static void put_hex(struct sink *sink, struct pack_code code, struct view v)
{
    unsigned byte = 0;
    int high = code.letter == 'H';

    if (code.count >= 0 && (size_t)code.count < v.len)
        v.len = (size_t)code.count;
    for (size_t i = 0; i < v.len; i++) {
        int digit = ascii_hex_value(view_at(v, i));
        int shift = (int)(i % 2) == high ? 0 : 4;

        byte |= (unsigned)(digit < 0 ? 0 : digit) << shift;
        if (i % 2 == 1 || i + 1 == v.len) {
            sink_put(sink, (char)(unsigned char)byte);
            byte = 0;
        }
    }
}

/* What takes no value: zeros, and places to go back or on to. */
static void put_place(struct sink *sink, struct pack_code code)
{
    size_t count = code.count < 0 ? 1 : (size_t)code.count;

    if (code.letter == 'x')
        sink_fill(sink, '\0', count);
    else if (code.letter == 'X')
        sink->len -= count < sink->len ? count : sink->len;
    else if (count > sink->len)
        sink_fill(sink, '\0', count - sink->len);
    else
        sink->len = count;
}

static void put_string(lua_State *L, struct sink *sink, struct pack_code code,
                       int arg)
{
    struct view v;

    lua_pushvalue(L, arg);
    v = php_array_to_string(L);
    budget_charge_bytes(L, v.len);
    if (is_one_of(code.letter, "hH"))
        put_hex(sink, code, v);
    else
        put_text(sink, code, v);
    lua_pop(L, 1);
}

static void put_number(lua_State *L, struct sink *sink,
                       const struct pack_type *type, int arg)
{
    char *to = sink_reserve(sink, PACK_ROOM);

    if (type->is_float)
        pack_put_float(to, type, php_to_float(L, arg));
    else
        pack_put_int(to, type, (uint64_t)php_to_int(L, arg));
    sink_commit(sink, to + type->size);
}

static int call_pack(lua_State *L)
{
    struct php_result result;
    struct sink *sink;
    struct view format;
    int arg = 2, last = lua_gettop(L);

    php_count(L, 1, INT32_MAX);
    format = php_text(L, 1);
    check_format(L, format);
    luaL_checkstack(L, 8, NULL);
    sink = php_result_begin(&result, L);
    while (format.len > 0) {
        struct pack_code code = take_wrapped(&format);
        int count = count_values(L, code, last - arg + 1);

        budget_charge(L, 1 + count);
        if (is_one_of(code.letter, "xX@")) {
            put_place(sink, code);
        } else if (is_one_of(code.letter, "aAZhH")) {
            put_string(L, sink, code, arg++);
        } else {
            for (; count > 0; count--)
                put_number(L, sink, pack_type_of(code.letter), arg++);
        }
    }
    return php_result_push(&result);
}

/* unpack() at work. */
struct unpack {
    struct view data;
    size_t at;
    int result; /* where the table is on the stack */
};

/* A field of its format. */
struct field {
    struct pack_code code;
    struct view name;
    int64_t repeat; /* PACK_ANY as long as there is something */
    int64_t size;   /* PACK_ANY for all that is left */
};

/* Pushes the key of value `i`.  [-0, +1, m] */
static void push_key(lua_State *L, const struct field *field, int64_t i)
{
    char text[NAME_MAX_LEN + 16];
    struct view name = field->name;
    int64_t key;

    if (field->repeat != 1 || name.len == 0) {
        char *end = text + name.len;

        memcpy(text, name.bytes, name.len);
        end = numeric_write_int(end, i + 1);
        name = view_of(text, (size_t)(end - text));
    }
    if (query_is_integer(name, &key) && key >= engine_integer_min &&
        key <= engine_integer_max)
        lua_pushinteger(L, (lua_Integer)key);
    else
        lua_pushlstring(L, name.bytes, name.len);
}

/* A zero byte is one of those that strchr() finds. */
static struct view trim(struct view v)
{
    while (v.len > 0 && strchr(" \t\r\n", v.bytes[v.len - 1]))
        v.len--;
    return v;
}

static struct view cut(struct view v, char letter)
{
    const char *zero;

    if (letter == 'A')
        return trim(v);
    zero = letter == 'Z' && v.len ? memchr(v.bytes, '\0', v.len) : NULL;
    if (zero)
        v.len = (size_t)(zero - v.bytes);
    return v;
}

static void push_hex(lua_State *L, const struct field *field, struct view v)
{
    static const char digits[] = "0123456789abcdef";
    struct php_result result;
    bool high = field->code.letter == 'H';
    size_t len = 2 * v.len;
    char *to;

    if (len > 0 && field->code.count > 0)
        len -= (size_t)field->code.count % 2;
    to = php_result_exact(&result, L, len);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = view_at(v, i / 2);

        to[i] = digits[(i % 2 == 0) == high ? c >> 4 : c & 15];
    }
    php_result_push(&result);
    lua_replace(L, result.slot);
    lua_settop(L, result.slot);
}

static void push_number(lua_State *L, const char *from,
                        const struct pack_type *type)
{
    int64_t value;

    if (type->is_float) {
        lua_pushnumber(L, pack_get_float(from, type));
        return;
    }
    value = pack_get_int(from, type);
    if (value < engine_integer_min || value > engine_integer_max)
        php_error(L, "an integer does not fit a number of this engine");
    lua_pushinteger(L, (lua_Integer)value);
}

/* Sets value `i` of the field. */
static void set_value(lua_State *L, struct unpack *u, const struct field *field,
                      int64_t i)
{
    struct view rest = view_skip(u->data, u->at);
    char letter = field->code.letter;

    if (letter == 'x')
        return;
    if (field->size >= 0 && rest.len > (size_t)field->size)
        rest.len = (size_t)field->size;
    budget_charge(L, 2);
    push_key(L, field, i);
    if (is_one_of(letter, "hH")) {
        push_hex(L, field, rest);
    } else if (is_one_of(letter, "aAZ")) {
        struct view v = cut(rest, letter);

        budget_charge_bytes(L, rest.len);
        lua_pushlstring(L, v.bytes, v.len);
    } else {
        push_number(L, rest.bytes, pack_type_of(letter));
    }
    lua_rawset(L, u->result);
}

/*
 * What was not read to a certain end, as a star makes it with hexadecimal
 * digits, goes a byte back, as PHP does.
 */
static void advance(struct unpack *u, const struct field *field)
{
    if (field->size >= 0)
        u->at += (size_t)field->size;
    else if (is_one_of(field->code.letter, "aAZ"))
        u->at = u->data.len;
    else if (u->at > 0)
        u->at--;
}

static void move(struct unpack *u, struct pack_code code)
{
    size_t count = (size_t)code.count;

    if (code.letter == '@') {
        if (code.count < 0)
            u->at = 0;
        else if (count > 0 && count <= u->data.len)
            u->at = count; /* and PHP stays where it is for @0 */
    } else {
        if (code.count < 0)
            count = 1;
        u->at -= count < u->at ? count : u->at;
    }
}

/* False when there is not enough. */
static bool read_field(lua_State *L, struct unpack *u,
                       const struct field *field)
{
    for (int64_t i = 0; i != field->repeat; i++) {
        size_t left = u->data.len - u->at;

        if (field->size >= 0 && (size_t)field->size > left)
            return field->repeat < 0;
        budget_charge(L, 1);
        set_value(L, u, field, i);
        advance(u, field);
    }
    return true;
}

/* Takes a field up to its slash; raises when there is none such. */
static struct field take_field(lua_State *L, struct view *format)
{
    struct field field = {pack_take(format), {NULL, 0}, 0, 1};
    const struct pack_type *type = pack_type_of(field.code.letter);
    const char *slash =
        format->len ? memchr(format->bytes, '/', format->len) : NULL;
    size_t len = slash ? (size_t)(slash - format->bytes) : format->len;

    field.repeat = field.code.count;
    if (field.repeat > INT32_MAX)
        return field;
    field.name = view_first(*format, len > NAME_MAX_LEN ? NAME_MAX_LEN : len);
    *format = view_skip(*format, slash ? len + 1 : len);
    if (type) {
        field.size = type->size;
    } else if (is_one_of(field.code.letter, "aAZhH")) {
        field.size = field.code.count;
        field.repeat = 1;
        if (is_one_of(field.code.letter, "hH") && field.size > 0)
            field.size = field.size / 2 + field.size % 2;
    } else if (!is_one_of(field.code.letter, "xX@")) {
        php_raise(L,
                  field.code.letter ? "Invalid format type %c"
                                    : "Invalid format type ",
                  field.code.letter);
    }
    return field;
}

static int call_unpack(lua_State *L)
{
    struct unpack u = {.at = 0};
    struct view format;
    int64_t offset;

    php_count(L, 2, 3);
    format = php_text(L, 1);
    u.data = php_text(L, 2);
    offset = php_int_or(L, 3, 0);
    if (offset < 0 || (uint64_t)offset > u.data.len)
        php_bad_value(L, 3, "must be contained in argument #2 ($data)");
    u.data = view_skip(u.data, (size_t)offset);
    luaL_checkstack(L, 8, NULL);
    lua_newtable(L);
    u.result = lua_gettop(L);
    while (format.len > 0) {
        struct field field = take_field(L, &format);

        budget_charge(L, 1);
        if (field.code.count > INT32_MAX)
            return php_push_bool(L, false);
        if (is_one_of(field.code.letter, "X@"))
            move(&u, field.code);
        else if (!read_field(L, &u, &field))
            return php_push_bool(L, false);
    }
    return 1;
}

static const struct php_row rows[] = {
    {"pack", "string $format, mixed ...$values", "string",
     "The values as bytes.", call_pack},
    {"unpack", "string $format, string $string, int $offset = 0", "array|false",
     "The values that bytes stand for, by name.", call_unpack},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_pack_group = {"Packing", rows, NULL};
