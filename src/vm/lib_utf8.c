#include "vm/lib_utf8.h"

#include <limits.h>
#include <string.h>

#include "vm/budget.h"

#if LUA_VERSION_NUM >= 502

/*
 * UTF-8 as it was first defined (RFC 2279): up to six bytes and 31 bits.  Where
 * it is not lax, only what Unicode allows: up to 10FFFF, without surrogates.
 */
enum { SEQUENCE_MAX = 6, SLICE = 1024 };

static const uint32_t CODE_MAX = 0x7fffffff;
static const uint32_t UNICODE_MAX = 0x10ffff;

/* The least code that needs so many bytes: a longer form of it is invalid. */
static const uint32_t least[SEQUENCE_MAX + 1] = {
    0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static bool is_unicode(uint32_t code)
{
    return code <= UNICODE_MAX && !(code >= 0xd800 && code <= 0xdfff);
}

/* How many bytes begin with this one; 0 if none can. */
static int sequence_len(unsigned char first)
{
    int len = 0;

    if (first < 0x80)
        return 1;
    while (len < 8 && (first & (0x80 >> len)))
        len++;
    return len >= 2 && len <= SEQUENCE_MAX ? len : 0;
}

/*
 * Reads a code, and returns how many bytes it has; 0 if it is invalid.  The
 * zero byte after a string ends a sequence that is cut.
 */
static int decode(const char *bytes, bool is_lax, uint32_t *code)
{
    unsigned char first = (unsigned char)bytes[0];
    int len = sequence_len(first);
    uint32_t value = len > 1 ? first & (0x7fU >> len) : first;

    if (len == 0)
        return 0;
    for (int i = 1; i < len; i++) {
        if (!is_continuation(bytes[i]))
            return 0;
        value = value << 6 | ((unsigned char)bytes[i] & 0x3f);
    }
    if (value < least[len] || (!is_lax && !is_unicode(value)))
        return 0;
    *code = value;
    return len;
}

/* Writes `code` at the end of `bytes`, and returns how long it is. */
static int encode(uint32_t code, char bytes[SEQUENCE_MAX])
{
    int len = 1;

    if (code < 0x80) {
        bytes[SEQUENCE_MAX - 1] = (char)code;
        return 1;
    }
    while (len < SEQUENCE_MAX && code >= least[len + 1])
        len++;
    for (int i = 1; i < len; i++) {
        bytes[SEQUENCE_MAX - i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    bytes[SEQUENCE_MAX - len] = (char)((unsigned)0xff00 >> len | code);
    return len;
}

/* A position from the end, or from the beginning, from 1. */
static lua_Integer from_start(lua_Integer position, size_t len)
{
    if (position >= 0)
        return position;
    return (lua_Unsigned)-position > len ? 0 : (lua_Integer)len + position + 1;
}

/* Charges for a step to the next character, now and then. */
static void charge_character(lua_State *L, lua_Integer *count)
{
    if (++*count % SLICE == 0)
        budget_charge(L, SLICE);
}

static int utf8_char(lua_State *L)
{
    int count = lua_gettop(L);
    luaL_Buffer b;

    budget_charge(L, count / 4);
    luaL_buffinit(L, &b);
    for (int i = 1; i <= count; i++) {
        lua_Unsigned code = (lua_Unsigned)luaL_checkinteger(L, i);
        char bytes[SEQUENCE_MAX];
        int len;

        luaL_argcheck(L, code <= CODE_MAX, i, "value out of range");
        len = encode((uint32_t)code, bytes);
        luaL_addlstring(&b, bytes + SEQUENCE_MAX - len, (size_t)len);
    }
    luaL_pushresult(&b);
    return 1;
}

static int utf8_codepoint(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_Integer first = from_start(luaL_optinteger(L, 2, 1), len);
    lua_Integer last = from_start(luaL_optinteger(L, 3, first), len);
    bool is_lax = lua_toboolean(L, 4) != 0;
    int count = 0;

    luaL_argcheck(L, first >= 1, 2, "out of bounds");
    luaL_argcheck(L, last <= (lua_Integer)len, 3, "out of bounds");
    if (first > last)
        return 0;
    if (last - first >= INT_MAX)
        return luaL_error(L, "string slice too long");
    luaL_checkstack(L, (int)(last - first) + 1, "string slice too long");
    budget_charge(L, (last - first) / 4);
    for (lua_Integer i = first - 1; i < last; count++) {
        uint32_t code;
        int size = decode(text + i, is_lax, &code);

        if (size == 0)
            return luaL_error(L, "invalid UTF-8 code");
        lua_pushinteger(L, code);
        i += size;
    }
    return count;
}

static int utf8_len(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_Integer i = from_start(luaL_optinteger(L, 2, 1), len);
    lua_Integer last = from_start(luaL_optinteger(L, 3, -1), len);
    bool is_lax = lua_toboolean(L, 4) != 0;
    lua_Integer count = 0;

    luaL_argcheck(L, 1 <= i && --i <= (lua_Integer)len, 2,
                  "initial position out of bounds");
    luaL_argcheck(L, --last < (lua_Integer)len, 3,
                  "final position out of bounds");
    while (i <= last) {
        uint32_t code;
        int size = decode(text + i, is_lax, &code);

        if (size == 0) {
            lua_pushnil(L);
            lua_pushinteger(L, i + 1);
            return 2;
        }
        i += size;
        charge_character(L, &count);
    }
    budget_charge(L, count % SLICE / 4);
    lua_pushinteger(L, count);
    return 1;
}

/* Bytes are passed one at a time, however many a character has. */
struct walk {
    lua_State *L;
    const char *text;
    lua_Integer len;
    lua_Integer at; /* from 0 */
    lua_Integer steps;
};

static bool is_inside(const struct walk *w)
{
    return w->at < w->len && is_continuation(w->text[w->at]);
}

static void step_back(struct walk *w)
{
    do {
        w->at--;
        charge_character(w->L, &w->steps);
    } while (w->at > 0 && is_inside(w));
}

static void step_on(struct walk *w)
{
    do {
        w->at++;
        charge_character(w->L, &w->steps);
    } while (is_inside(w));
}

/* Goes `n` characters on, or back; returns whether there are so many. */
static bool go(struct walk *w, lua_Integer n)
{
    for (; n < 0 && w->at > 0; n++)
        step_back(w);
    for (; n > 0 && w->at < w->len; n--)
        step_on(w);
    return n == 0;
}

static int utf8_offset(lua_State *L)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_Integer n = luaL_checkinteger(L, 2);
    lua_Integer fallback = n >= 0 ? 1 : (lua_Integer)len + 1;
    lua_Integer at = from_start(luaL_optinteger(L, 3, fallback), len);
    struct walk w = {.L = L, .text = text, .len = (lua_Integer)len};
    bool is_there = true;

    luaL_argcheck(L, 1 <= at && at - 1 <= (lua_Integer)len, 3,
                  "position out of bounds");
    w.at = at - 1;
    if (n == 0 && is_inside(&w) && w.at > 0) {
        step_back(&w);
    } else if (n != 0) {
        if (is_inside(&w))
            return luaL_error(L, "initial position is a continuation byte");
        is_there = go(&w, n > 0 ? n - 1 : n);
    }
    if (is_there)
        lua_pushinteger(L, w.at + 1);
    else
        lua_pushnil(L);
    return 1;
}

/* The character after that at `place`, which may be 0 for the first. */
static int next_code(lua_State *L, bool is_lax)
{
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    lua_Unsigned at = (lua_Unsigned)lua_tointeger(L, 2);
    uint32_t code;
    int size;

    while (at < len && is_continuation(text[at])) {
        at++;
        budget_charge(L, 1);
    }
    if (at >= len)
        return 0;
    size = decode(text + at, is_lax, &code);
    if (size == 0 || is_continuation(text[at + (unsigned)size]))
        return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_pushinteger(L, code);
    return 2;
}

static int next_strict(lua_State *L)
{
    return next_code(L, false);
}

static int next_lax(lua_State *L)
{
    return next_code(L, true);
}

static int utf8_codes(lua_State *L)
{
    bool is_lax = lua_toboolean(L, 2) != 0;
    const char *text = luaL_checkstring(L, 1);

    luaL_argcheck(L, !is_continuation(*text), 1, "invalid UTF-8 code");
    lua_pushcfunction(L, is_lax ? next_lax : next_strict);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

void lib_utf8_open(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"char", utf8_char},   {"codepoint", utf8_codepoint},
        {"len", utf8_len},     {"offset", utf8_offset},
        {"codes", utf8_codes}, {NULL, NULL},
    };

    lua_getglobal(L, LUA_UTF8LIBNAME);
    luaL_setfuncs(L, functions, 0);
    lua_pop(L, 1);
}

#else

void lib_utf8_open(lua_State *L)
{
    (void)L;
}

#endif
