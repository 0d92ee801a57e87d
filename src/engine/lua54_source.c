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

/* Names that come from C come once, as a rule, so few of them are kept. */
#define STRCACHE_N    53
#define STRCACHE_M    1
#define MINSTRTABSIZE 512

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

#include "base/copy.h"
#include "engine/engine.h"
#include "engine/hash.h"
#include "engine/lua54_edits.h"

static const void *luaG_shown(lua_State *L, int index, const void *address);
static bool luaH_relieve(lua_State *L, Table *t, const Node *place,
                         const TValue *key);
static bool luaH_setfuncs(lua_State *L, const luaL_Reg *functions);

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

/* The interpreter has to say first at which instruction it is. */
#undef luaG_checkset
#define luaG_checkset(L, h)     \
 if (l_unlikely(isfrozen(h))) { \
  savestate(L, ci);             \
  luaG_frozen(L);               \
 }

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

struct protected
{
    engine_body *body;
    void *arg;
};

static void run_protected(lua_State *L, void *ud)
{
    const struct protected *run = ud;
    CallInfo *ci = L->ci;

    luaD_checkstack(L, LUA_MINSTACK);
    if (ci->top.p < L->top.p + LUA_MINSTACK)
        ci->top.p = L->top.p + LUA_MINSTACK;
    run->body(L, run->arg);
}

/*
 * A frame for a C function, and a call of it, would cost more than many a body
 * does.  So the frame that is there begins at the top meanwhile.
 */
int engine_protect(lua_State *L, engine_body *body, void *arg)
{
    struct protected run = {.body = body, .arg = arg};
    CallInfo *ci = L->ci;
    ptrdiff_t func = savestack(L, ci->func.p), top = savestack(L, ci->top.p);
    int status;

    ci->func.p = L->top.p - 1;
    status = luaD_pcall(L, run_protected, &run, savestack(L, L->top.p), 0);
    ci->func.p = restorestack(L, func);
    ci->top.p = restorestack(L, top);
    if (ci->top.p < L->top.p)
        ci->top.p = L->top.p;
    return status;
}

/* clang-format off */
#include "engine/lua54_secret.c"
#include "engine/lua54_table.c"
/* clang-format on */

/*
 * `os.exit` may close the state from inside of a call; then what `lua` would
 * close on its main thread is on the coroutine that serves the call.  It never
 * returns there, so it does not matter that it runs.
 */
static void luaE_closeserving(lua_State *L)
{
    lua_State *co = G(L)->serving;

    G(L)->serving = NULL;
    if (!co)
        return;
    co->nCcalls = getCcalls(L);
    luaE_resetthread(co, LUA_OK);
}

void engine_serve(lua_State *L, lua_State *co)
{
    G(L)->serving = co;
}

void engine_hold_gc(lua_State *L, struct engine_hold *hold)
{
    global_State *g = G(L);

    hold->is_held = !g->gcstp;
    hold->debt = g->GCdebt;
    hold->taken = (l_mem)gettotalbytes(g);
    if (hold->is_held)
        g->gcstp = GCSTPUSR;
}

/* While it is held the collector forgets its debt, and so does lua_gc(). */
void engine_release_gc(lua_State *L, const struct engine_hold *hold)
{
    global_State *g = G(L);

    if (!hold->is_held)
        return;
    g->gcstp = 0;
    luaE_setdebt(g, hold->debt + ((l_mem)gettotalbytes(g) - hold->taken));
}

void engine_repay_gc(lua_State *L, const struct engine_hold *hold)
{
    (void)hold;
    luaC_checkGC(L);
}

void engine_rest_gc(lua_State *L)
{
    global_State *g = G(L);

    g->gcstp = 0;
    g->GCestimate = gettotalbytes(g);
    setpause(g);
}

char *engine_new_string(lua_State *L, size_t len)
{
    TString *string;

    luaC_checkGC(L);
    if (len > MAX_SIZE / 2)
        luaM_error(L);
    string = luaS_createlngstrobj(L, len);
    setsvalue2s(L, L->top.p, string);
    api_incr_top(L);
    return getlngstr(string);
}

/* For as long as that takes, it has not failed. */
bool engine_call_failed(lua_State *co, lua_CFunction function, void *ud)
{
    lu_byte status = co->status;
    int top = lua_gettop(co);

    if (!lua_checkstack(co, LUA_MINSTACK))
        return false;
    co->status = LUA_OK;
    lua_pushcfunction(co, function);
    lua_pushvalue(co, top);
    lua_pushlightuserdata(co, ud);
    lua_pcall(co, 2, 0, 0);
    lua_settop(co, top);
    co->status = status;
    return true;
}

void engine_trim(lua_State *co)
{
    freeCI(co);
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

void engine_limit_memory(lua_State *L, bool limited)
{
    (void)L;
    (void)limited;
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
