/*
 * sscanf().
 */
#include "str/scan.h"
#include "vm/php.h"
#include "vm/php_argument.h"
#include "vm/php_groups.h"
#include "vm/php_result.h"

static void raise_bad_number(lua_State *L)
{
    php_raise(L, "\"%%n$\" argument index out of range");
}

/* Whether the fields are numbered; UNKNOWN as long as there are none. */
enum numbering { UNKNOWN, SEQUENTIAL, NUMBERED };

struct values {
    int64_t count;
    enum numbering numbering;
    bool has_double; /* two fields for one value */
};

/* Which value the field is; marks it in the table on top. */
static void mark(lua_State *L, const struct scan_format *f,
                 struct values *values)
{
    enum numbering own = f->is_numbered ? NUMBERED : SEQUENTIAL;
    int64_t number = f->is_numbered ? f->number : values->count + 1;

    if (values->numbering != UNKNOWN && values->numbering != own)
        php_raise(L, "cannot mix \"%%\" and \"%%n$\" conversion specifiers");
    values->numbering = own;
    if (number < 1 || number > INT32_MAX)
        raise_bad_number(L);
    lua_rawgeti(L, -1, (int)number);
    values->has_double = values->has_double || !lua_isnil(L, -1);
    lua_pop(L, 1);
    lua_pushboolean(L, 1);
    lua_rawseti(L, -2, (int)number);
    if (number > values->count)
        values->count = number;
}

static void raise_bad_letter(lua_State *L, char letter)
{
    if (letter)
        php_raise(L, "Bad scan conversion character \"%c\"", letter);
    php_raise(L, "Bad scan conversion character \"");
}

/* How many values the format has; raises where it is wrong. */
static int64_t count_values(lua_State *L, struct view format)
{
    struct scan_format f = {.rest = format};
    struct values values = {0, UNKNOWN, false};
    enum scan_item item;

    lua_newtable(L);
    while ((item = scan_take(&f)) != SCAN_END) {
        budget_charge(L, 1);
        if (item >= SCAN_FIELD && !f.is_ignored)
            mark(L, &f, &values);
        if (item == SCAN_UNMATCHED)
            php_raise(L, "Unmatched [ in format string");
        if (item == SCAN_BAD_LETTER)
            raise_bad_letter(L, f.letter);
    }
    if (values.has_double)
        php_raise(L, "Variable is assigned by multiple \"%%n$\" "
                     "conversion specifiers");
    lua_pop(L, 1);
    return values.count;
}

/* sscanf() at work. */
struct scan {
    struct view text;
    struct view rest;
    bool is_ended; /* the text, before the format */
};

static void push_unsigned(lua_State *L, int64_t value)
{
    char digits[24], *start = digits + sizeof digits;
    uint64_t rest = (uint64_t)value;

    for (; rest > 0; rest /= 10)
        *--start = (char)('0' + rest % 10);
    lua_pushlstring(L, start, (size_t)(digits + sizeof digits - start));
}

/* Pushes the number of a field; false when there is none. */
static bool push_number(lua_State *L, struct scan *s,
                        const struct scan_format *f)
{
    int64_t value;
    double number;

    if (strchr("feEg", f->letter)) {
        if (!scan_read_float(&s->rest, f, &number))
            return false;
        lua_pushnumber(L, number);
        return true;
    }
    if (!scan_read_int(&s->rest, f, &value))
        return false;
    if (f->letter == 'u' && value < 0)
        push_unsigned(L, value);
    else
        lua_pushinteger(L, (lua_Integer)value);
    return true;
}

/* Pushes what a field makes of the text; false when nothing fits. */
static bool push_field(lua_State *L, struct scan *s,
                       const struct scan_format *f)
{
    struct view value;
    bool fits;

    if (f->letter == 'n') {
        lua_pushinteger(L, (lua_Integer)(s->text.len - s->rest.len));
        return true;
    }
    if (f->letter != 'c' && f->letter != '[' && s->rest.len > 0)
        s->rest = view_skip(s->rest, scan_space_len(s->rest));
    s->is_ended = s->rest.len == 0;
    if (s->is_ended)
        return false;
    if (strchr("sc[", f->letter)) {
        fits = scan_read_text(&s->rest, f, &value);
        if (fits)
            lua_pushlstring(L, value.bytes, value.len);
        return fits;
    }
    fits = push_number(L, s, f);
    s->is_ended = !fits && s->rest.len == 0;
    return fits;
}

static bool read_byte(struct scan *s, char byte)
{
    s->is_ended = s->rest.len == 0;
    if (s->is_ended || s->rest.bytes[0] != byte)
        return false;
    s->rest = view_skip(s->rest, 1);
    return true;
}

/* Goes through the format as far as it fits; false when no field did. */
static bool scan(lua_State *L, struct scan *s, struct scan_format f)
{
    enum scan_item item;
    int64_t count = 0;
    bool has_fitted = false;

    while ((item = scan_take(&f)) != SCAN_END) {
        budget_charge(L, 1);
        if (item == SCAN_SPACE) {
            s->rest = view_skip(s->rest, scan_space_len(s->rest));
        } else if (item == SCAN_BYTE) {
            if (!read_byte(s, f.letter))
                break;
        } else if (!push_field(L, s, &f)) {
            break;
        } else if (f.is_ignored) {
            has_fitted = true;
            lua_pop(L, 1);
        } else {
            has_fitted = true;
            count++;
            lua_rawseti(L, -2, (int)(f.is_numbered ? f.number : count));
        }
    }
    return has_fitted;
}

static struct view up_to_zero(struct view v)
{
    const char *zero = v.len ? memchr(v.bytes, '\0', v.len) : NULL;

    return zero ? view_first(v, (size_t)(zero - v.bytes)) : v;
}

static int call_sscanf(lua_State *L)
{
    struct scan_format f = {.letter = 0};
    struct scan s = {.is_ended = false};
    int64_t count;

    php_count(L, 2, INT32_MAX); /* variables are for PHP */
    s.text = s.rest = up_to_zero(php_text(L, 1));
    f.rest = up_to_zero(php_text(L, 2));
    luaL_checkstack(L, 8, NULL);
    count = count_values(L, f.rest);
    budget_charge(L, count);
    lua_createtable(L, (int)count, 0);
    for (int64_t i = 1; i <= count; i++) {
        lua_getfield(L, LUA_REGISTRYINDEX, PHP_NULL);
        lua_rawseti(L, -2, (int)i);
    }
    if (!scan(L, &s, f) && s.is_ended)
        lua_pushnil(L);
    return 1;
}

static const struct php_row rows[] = {
    {"sscanf", "string $string, string $format", "array|int|null",
     "The values that are in it, as scanf() of C reads them.", call_sscanf},
    {NULL, NULL, NULL, NULL, NULL},
};

const struct php_group php_scan_group = {"Scanning", rows, NULL};
