/*
 * Lua itself, in our edition (tools/engine-edit.lua), as one unit: the compiler
 * sees the whole interpreter at once and none of its inner names is exported.
 */
/* clang-format off: the order is that of the definitions. */
#define LUA_CORE
#define LUA_LIB
#include <lprefix.h>

#include <locale.h>
#include <luaconf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef LUAI_FUNC
#undef LUAI_DDEC
#undef LUAI_DDEF
#define LUAI_FUNC    static
#define LUAI_DDEC(d) static d
#define LUAI_DDEF    static

/*
 * The host may have chosen a locale.  Scripts are not to notice: numbers have
 * a dot, and strings are compared as bytes.
 */
static locale_t c_locale(void)
{
    static locale_t locale;

    if (!locale)
        locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return locale;
}

static int number_to_text(char *text, size_t size, double number)
{
    locale_t outer = uselocale(c_locale());
    int len = snprintf(text, size, LUA_NUMBER_FMT, number);

    uselocale(outer);
    return len;
}

static double text_to_number(const char *text, char **end)
{
    return strtod_l(text, end, c_locale());
}

#undef lua_number2str
#undef lua_str2number
#undef lua_getlocaledecpoint
#define lua_number2str(text, size, number) number_to_text(text, size, number)
#define lua_str2number(text, end)          text_to_number(text, end)
#define lua_getlocaledecpoint()            '.'
#undef strcoll
#define strcoll strcmp

#include <lapi.c>
#include <lcode.c>
#include <lctype.c>
#include <ldebug.c>
#include <ldo.c>
#include <ldump.c>
#include <lfunc.c>
#include <lgc.c>
#include <llex.c>
#include <lmem.c>
#include <lobject.c>
#include <lopcodes.c>
#include <lparser.c>
#include <lstate.c>
#include <lstring.c>
#include <ltable.c>
#include <ltm.c>
#include <lundump.c>
#include <lvm.c>
#include <lzio.c>

#include <lauxlib.c>
#include <lbaselib.c>
#include <lcorolib.c>
#include <ldblib.c>
#include <liolib.c>
#include <lmathlib.c>
#include <loadlib.c>
#include <loslib.c>
#include <lstrlib.c>
#include <ltablib.c>
#include <lutf8lib.c>
/* clang-format on */

#include "engine/engine.h"

/*
 * Runs the handler at the instruction `pc`, where only the trace function was
 * ever called: the stack top may be anywhere, so it is set past the registers
 * and there is made room for a C function, as for a hook.
 */
static void luaG_fuelout(lua_State *L, const Instruction *pc)
{
    CallInfo *ci = L->ci;
    ptrdiff_t top, ci_top;

    ci->u.l.savedpc = pc + 1;
    if (!isIT(*pc))
        L->top.p = ci->top.p;
    top = savestack(L, L->top.p);
    ci_top = savestack(L, ci->top.p);
    if (L->top.p < ci->top.p)
        L->top.p = ci->top.p;
    luaD_checkstack(L, LUA_MINSTACK);
    if (ci->top.p < L->top.p + LUA_MINSTACK)
        ci->top.p = L->top.p + LUA_MINSTACK;
    G(L)->fuelhandler(L);
    ci->top.p = restorestack(L, ci_top);
    L->top.p = restorestack(L, top);
}

void engine_peek(lua_State *L, int index, int key, struct engine_scalar *value)
{
    const TValue *entry = luaH_getint(hvalue(index2value(L, index)), key);

    value->type = ttype(entry);
    switch (ttypetag(entry)) {
    case LUA_VFALSE:
    case LUA_VTRUE: value->integer = ttistrue(entry); break;
    case LUA_VNUMINT:
        value->is_integer = true;
        value->integer = ivalue(entry);
        break;
    case LUA_VNUMFLT:
        value->is_integer = false;
        value->number = fltvalue(entry);
        break;
    case LUA_VSHRSTR:
    case LUA_VLNGSTR:
        value->bytes = getstr(tsvalue(entry));
        value->len = tsslen(tsvalue(entry));
        break;
    }
}

static void set_scalar(TValue *entry, const struct engine_scalar *value)
{
    if (value->type == LUA_TBOOLEAN) {
        if (value->integer)
            setbtvalue(entry);
        else
            setbfvalue(entry);
    } else if (value->is_integer) {
        setivalue(entry, value->integer);
    } else {
        setfltvalue(entry, value->number);
    }
}

void engine_poke(lua_State *L, int index, int key,
                 const struct engine_scalar *value)
{
    Table *table = hvalue(index2value(L, index));
    TValue new_value;

    if ((unsigned)key - 1u < table->alimit) {
        set_scalar(&table->array[key - 1], value);
        return;
    }
    set_scalar(&new_value, value);
    luaH_setint(L, table, key, &new_value);
}

static size_t count_values(const TValue *values, size_t count)
{
    size_t there = 0;

    for (size_t i = 0; i < count; i++)
        there += !isempty(&values[i]);
    return there;
}

size_t engine_count_entries(lua_State *L, int index)
{
    const Table *table = hvalue(index2value(L, index));
    size_t there = count_values(table->array, luaH_realasize(table));

    for (int i = 0; i < sizenode(table); i++)
        there += !isempty(gval(gnode(table, i)));
    return there;
}

void engine_set_fuel(lua_State *L, int64_t amount, engine_handler *on_out)
{
    G(L)->fuelhandler = on_out;
    G(L)->fuel = amount;
}

int64_t engine_fuel_left(lua_State *L)
{
    return G(L)->fuel;
}

void engine_arm(lua_State *L, bool armed)
{
    (void)L;
    (void)armed;
}

void engine_open_limits(lua_State *L)
{
    (void)L;
}

/* From a C function the handler is called at once. */
void engine_burn_fuel(lua_State *L, int64_t amount)
{
    global_State *g = G(L);

    g->fuel -= amount;
    if (g->fuel < 0)
        g->fuelhandler(L);
}

void engine_hurry(lua_State *L, int64_t amount)
{
    G(L)->fuel -= amount;
}

void engine_interrupt(lua_State *L)
{
    (void)L;
}

void engine_on_memory_out(lua_State *L, engine_handler *handler)
{
    G(L)->memouthandler = handler;
}
