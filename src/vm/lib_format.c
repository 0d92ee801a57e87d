#include "vm/lib_format.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "vm/budget.h"
#include "vm/state.h"

/* Steps over text and '%%' to behind the '%' of the next item, or gives NULL.
 */
static const char *next_item(const char *at, const char *end)
{
    while ((at = memchr(at, '%', (size_t)(end - at)))) {
        if (at[1] != '%')
            return at + 1;
        at += 2;
    }
    return NULL;
}

#if LUA_VERSION_NUM >= 504

enum {
    LONGEST_SPEC = 32,
    ROOM = 120,
    FLOAT_ROOM = 110 + 308, /* all digits of the largest float */
    LONG_TEXT = 100         /* too long for a width to matter */
};

/* The modifiers that conversions know. */
static const char float_flags[] = "-+#0 ";
static const char int_flags[] = "-+0 ";
static const char hex_flags[] = "-#0";
static const char plain_flags[] = "-";
static const char unsigned_flags[] = "-0";

/* An item: its specification from '%' to the letter, and its argument. */
struct item {
    char spec[LONGEST_SPEC];
    size_t len;
    int arg;
};

static const char *read_item(lua_State *L, struct item *item, const char *at)
{
    size_t len = strspn(at, "-+#0 123456789.") + 1;

    if (len >= LONGEST_SPEC - 10)
        luaL_error(L, "invalid format (too long)");
    item->spec[0] = '%';
    memcpy(item->spec + 1, at, len);
    item->spec[len + 1] = '\0';
    item->len = len + 1;
    return at + len;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *at, int count)
{
    while (count-- > 0 && is_digit(*at))
        at++;
    return at;
}

/* Raises an error unless there are only such flags and digits as C defines. */
static void check_item(lua_State *L, const struct item *item, const char *flags,
                       bool has_precision)
{
    const char *at = item->spec + 1;

    at += strspn(at, flags);
    if (*at != '0') {
        at = skip_digits(at, 2);
        if (*at == '.' && has_precision)
            at = skip_digits(at + 1, 2);
    }
    if (at != item->spec + item->len - 1)
        luaL_error(L, "invalid conversion specification: '%s'", item->spec);
}

/* The letter comes last, behind the length of a lua_Integer. */
static void add_length(struct item *item)
{
    char letter = item->spec[item->len - 1];

    memcpy(item->spec + item->len - 1, "ll", 2);
    item->spec[item->len + 1] = letter;
    item->spec[item->len + 2] = '\0';
}

/* Specifications come from scripts and are checked here, not by the compiler.
 */
static int (*const print)(char *to, size_t room, const char *spec,
                          ...) = snprintf;

/* Only the radix character is another in other locales. */
static int print_float(char *to, size_t room, const char *spec, double n)
{
    locale_t before;
    int len;

    if (strcmp(nl_langinfo(RADIXCHAR), ".") == 0)
        return print(to, room, spec, n);
    before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
    len = print(to, room, spec, n);
    uselocale(before);
    return len;
}

static void add_byte(lua_State *L, luaL_Buffer *b, struct item *item)
{
    check_item(L, item, plain_flags, false);
    luaL_addsize(b, (size_t)print(luaL_prepbuffsize(b, ROOM), ROOM, item->spec,
                                  (int)luaL_checkinteger(L, item->arg)));
}

static void add_integer(lua_State *L, luaL_Buffer *b, struct item *item,
                        const char *flags)
{
    lua_Integer n = luaL_checkinteger(L, item->arg);
    char *to = luaL_prepbuffsize(b, ROOM);

    if (item->len == 2 && flags == int_flags) {
        luaL_addsize(b, (size_t)(number_write_int(to, n) - to));
        return;
    }
    check_item(L, item, flags, true);
    add_length(item);
    luaL_addsize(b, (size_t)print(to, ROOM, item->spec, (long long)n));
}

static void add_float(lua_State *L, luaL_Buffer *b, const struct item *item)
{
    double n = luaL_checknumber(L, item->arg);
    char *to = luaL_prepbuffsize(b, FLOAT_ROOM);

    check_item(L, item, float_flags, true);
    luaL_addsize(b, (size_t)print_float(to, FLOAT_ROOM, item->spec, n));
}

/* Addresses tell a hostile script where things are in memory. */
static void add_address(lua_State *L, luaL_Buffer *b, struct item *item)
{
    const void *address = lua_topointer(L, item->arg);
    char *to = luaL_prepbuffsize(b, ROOM);

    if (state_of(L)->profile == MOON_SANDBOX)
        luaL_error(L, "invalid conversion '%s' to 'format'", item->spec);
    check_item(L, item, plain_flags, false);
    if (!address) {
        address = "(null)";
        item->spec[item->len - 1] = 's';
    }
    luaL_addsize(b, (size_t)print(to, ROOM, item->spec, address));
}

static void add_text(lua_State *L, luaL_Buffer *b, const struct item *item)
{
    size_t len;
    const char *text = luaL_tolstring(L, item->arg, &len);

    budget_charge_bytes(L, len);
    if (item->len == 2) {
        luaL_addvalue(b);
        return;
    }
    luaL_argcheck(L, len == strlen(text), item->arg, "string contains zeros");
    check_item(L, item, plain_flags, true);
    if (len >= LONG_TEXT && !strchr(item->spec, '.')) {
        luaL_addvalue(b);
        return;
    }
    lua_replace(L, item->arg);
    luaL_addsize(
        b, (size_t)print(luaL_prepbuffsize(b, ROOM), ROOM, item->spec, text));
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7f;
}

static void add_quoted_byte(luaL_Buffer *b, char c, char next)
{
    char text[8];

    if (c == '"' || c == '\\' || c == '\n') {
        luaL_addchar(b, '\\');
        luaL_addchar(b, c);
    } else if (is_control(c)) {
        print(text, sizeof text, is_digit(next) ? "\\%03d" : "\\%d", c);
        luaL_addstring(b, text);
    } else {
        luaL_addchar(b, c);
    }
}

static void add_quoted(lua_State *L, luaL_Buffer *b, int arg)
{
    size_t len;
    const char *bytes = lua_tolstring(L, arg, &len);

    luaL_addchar(b, '"');
    for (size_t i = 0; i < len; i++) {
        if (i % BUDGET_BYTES == 0)
            budget_charge(L, 1);
        add_quoted_byte(b, bytes[i], bytes[i + 1]);
    }
    luaL_addchar(b, '"');
}

/* A float as hexadecimal digits, which keep all of it. */
static int print_literal(char *to, double n)
{
    const char *name = NULL;

    if (isnan(n))
        name = "(0/0)";
    else if (isinf(n))
        name = n > 0 ? "1e9999" : "-1e9999";
    if (name)
        return snprintf(to, ROOM, "%s", name);
    return print_float(to, ROOM, "%a", n);
}

static void add_number(lua_State *L, luaL_Buffer *b, int arg)
{
    char *to = luaL_prepbuffsize(b, ROOM);
    lua_Integer n;
    int len;

    if (!lua_isinteger(L, arg)) {
        len = print_literal(to, lua_tonumber(L, arg));
    } else {
        n = lua_tointeger(L, arg);
        len = print(to, ROOM, n == INT64_MIN ? "0x%llx" : "%lld", (long long)n);
    }
    luaL_addsize(b, (size_t)len);
}

/* A literal that Lua reads back as the same value. */
static void add_literal(lua_State *L, luaL_Buffer *b, const struct item *item)
{
    if (item->len > 2)
        luaL_error(L, "specifier '%%q' cannot have modifiers");
    switch (lua_type(L, item->arg)) {
    case LUA_TSTRING: add_quoted(L, b, item->arg); break;
    case LUA_TNUMBER: add_number(L, b, item->arg); break;
    case LUA_TNIL:
    case LUA_TBOOLEAN:
        luaL_tolstring(L, item->arg, NULL);
        luaL_addvalue(b);
        break;
    default: luaL_argerror(L, item->arg, "value has no literal form");
    }
}

static void add_item(lua_State *L, luaL_Buffer *b, struct item *item)
{
    switch (item->spec[item->len - 1]) {
    case 'c': add_byte(L, b, item); break;
    case 'd':
    case 'i': add_integer(L, b, item, int_flags); break;
    case 'u': add_integer(L, b, item, unsigned_flags); break;
    case 'o':
    case 'x':
    case 'X': add_integer(L, b, item, hex_flags); break;
    case 'a':
    case 'A':
        check_item(L, item, float_flags, true);
        /* fall through */
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': add_float(L, b, item); break;
    case 'p': add_address(L, b, item); break;
    case 'q': add_literal(L, b, item); break;
    case 's': add_text(L, b, item); break;
    default: luaL_error(L, "invalid conversion '%s' to 'format'", item->spec);
    }
}

/* Adds the text before an item, in which '%%' stands for '%'. */
static void add_plain(lua_State *L, luaL_Buffer *b, const char *at,
                      const char *end)
{
    budget_charge_bytes(L, (size_t)(end - at));
    while (at < end) {
        const char *escape = memchr(at, '%', (size_t)(end - at));
        const char *stop = escape ? escape + 1 : end;

        luaL_addlstring(b, at, (size_t)(stop - at));
        at = escape ? escape + 2 : end;
    }
}

static int format(lua_State *L)
{
    int top = lua_gettop(L);
    size_t len;
    const char *at = lua_tolstring(L, 1, &len);
    const char *end = at + len;
    const char *next;
    struct item item = {.arg = 1};
    luaL_Buffer b;

    luaL_buffinit(L, &b);
    while ((next = next_item(at, end))) {
        add_plain(L, &b, at, next - 1);
        if (++item.arg > top)
            return luaL_argerror(L, item.arg, "no value");
        at = read_item(L, &item, next);
        add_item(L, &b, &item);
    }
    add_plain(L, &b, at, end);
    luaL_pushresult(&b);
    return 1;
}

/*
 * Values with a __tostring are made strings before the rest, because it may
 * yield, and nothing else here could wait for that.  Returns the next argument
 * from `arg` on that is such a value, with the function pushed, or 0.
 */
static int find_shown(lua_State *L, int arg)
{
    int top = lua_gettop(L);
    size_t len;
    const char *at = lua_tolstring(L, 1, &len);
    const char *end = at + len;

    for (int i = 2; i <= top && (at = next_item(at, end)); i++) {
        int type = lua_type(L, i);

        at += strspn(at, "-+#0 123456789.");
        if (i >= arg && *at == 's' &&
            (type == LUA_TTABLE || type == LUA_TUSERDATA) &&
            luaL_getmetafield(L, i, "__tostring"))
            return i;
    }
    return 0;
}

static int show(lua_State *L, int status, lua_KContext arg)
{
    int shown = (int)arg;

    (void)status;
    for (;;) {
        if (shown > 0) {
            if (!lua_isstring(L, -1))
                luaL_error(L, "'__tostring' must return a string");
            lua_replace(L, shown);
        }
        shown = find_shown(L, shown + 1);
        if (shown == 0)
            return format(L);
        lua_pushvalue(L, shown);
        engine_callk(L, 1, 1, shown, show);
    }
}

int lib_format_format(lua_State *L)
{
    int top = lua_gettop(L);

    luaL_checkstring(L, 1);
    for (int i = 2; i <= top; i++) {
        int type = lua_type(L, i);

        if (type == LUA_TTABLE || type == LUA_TUSERDATA)
            return show(L, LUA_OK, 0);
    }
    return format(L);
}

#else

int lib_format_without_addresses(lua_State *L)
{
    size_t len;
    const char *at = luaL_checklstring(L, 1, &len);
    const char *end = at + len;

    while ((at = next_item(at, end))) {
        at += strspn(at, "-+#0 123456789.");
        if (*at == 'p')
            return luaL_error(L, "invalid conversion '%%p' to 'format'");
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, 1);
    return 1;
}

#endif
