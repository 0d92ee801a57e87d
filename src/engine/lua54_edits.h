/*
 * What the edits of tools/engine-edit.lua call, where it has to be known before
 * Lua's own source: hashing, seeds, numbers of objects, frozen tables, fuel for
 * work in C.  Names are in Lua's manner, as they stand among its own.
 */
#ifndef MOON_ENGINE_LUA54_EDITS_H
#define MOON_ENGINE_LUA54_EDITS_H

#ifndef LUA_CORE
# define LUA_CORE
#endif

#include <string.h>

#include "engine/opaque.h"

/* What numbers are made of in a state, and whether they hide its addresses. */
struct luaE_secret {
    struct opaque_secret key;
    uint64_t draws;
    bool hides;
};

/* The first of them has to know the secret. */
#include <ldebug.h>
#include <lobject.h>
#include <lstate.h>
#include <lstring.h>

/* The place of a key whose bits, or whose hash without a seed, are given. */
#define hashmix(t, bits) gnode(t, lmod(luaH_mix(bits, (t)->seed), sizenode(t)))
#define hashother(t, bits, hash) \
 (l_unlikely((t)->seed) ? hashmix(t, bits) : hashmod(t, hash))

#define hashobject(t, id)   hashother(t, id, id)
#define luai_makeseed(L)    ((unsigned int)luaE_draw(G(L)))
#define luaG_checkset(L, h) luaG_checkfrozen(L, h);

enum { CALL_CHAIN_MAX = 15 };

/*
 * Whether a limit was hit: without this, the levels of a deep recursion through
 * pcall() would each catch the error, and each search the rest of them.
 */
#define luaG_isstopping(L) (((const struct engine_link *)G(L)->ud)->stopping)

/* Fuel for work in C, which the interpreter looks at when it goes on. */
#define luaG_owe(L, steps) ((void)(G(L)->fuel -= (lua_Integer)(steps)))

static inline void luaG_checkchain(lua_State *L, int chain)
{
    if (l_unlikely(chain > CALL_CHAIN_MAX))
        luaG_runerror(L, "'__call' chain too long");
}

static inline l_noret luaG_frozen(lua_State *L)
{
    luaG_runerror(L, "attempt to modify a frozen table");
}

#define luaG_checkfrozen(L, h) \
 ((void)(l_unlikely(isfrozen(h)) && (luaG_frozen(L), 0)))

/*
 * The finalizer of MurmurHash3 (Appleby), less what the high half does not
 * need, with a seed: without knowing it nobody can choose keys that meet.
 */
static inline unsigned int luaH_mix(lua_Unsigned n, unsigned int seed)
{
    n = (n ^ seed) * UINT64_C(0xff51afd7ed558ccd);
    n = (n ^ n >> 32) * UINT64_C(0xc4ceb9fe1a85ec53);
    return (unsigned int)(n >> 32);
}

static inline lua_Unsigned luaH_bits(lua_Number n)
{
    lua_Unsigned bits;

    memcpy(&bits, &n, sizeof bits);
    return bits;
}

static inline size_t luaV_shorter(lua_State *L, size_t a, size_t b)
{
    size_t len = a < b ? a : b;

    luaG_owe(L, len / 32);
    return len;
}

/* By bytes, as strcoll() does in the locale "C". */
static inline int luaV_compare(lua_State *L, const TString *a, const TString *b)
{
    size_t a_len = tsslen(a);
    size_t b_len = tsslen(b);
    int order = memcmp(getstr(a), getstr(b), luaV_shorter(L, a_len, b_len));

    return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

/* Without a state it is a raw comparison, of keys. */
static inline int luaV_equal(lua_State *L, TString *a, TString *b)
{
    if (L && tsslen(a) == tsslen(b))
        luaV_shorter(L, tsslen(a), tsslen(b));
    return luaS_eqlngstr(a, b);
}

static inline unsigned int luaG_number(const GCObject *o, int tag)
{
    switch (tag) {
    case LUA_VTABLE: return cast(const Table *, o)->id;
    case LUA_VUSERDATA: return cast(const Udata *, o)->id;
    case LUA_VTHREAD: return cast(const lua_State *, o)->id;
    default: return cast(const CClosure *, o)->id;
    }
}

/* Where a function stands, wherever the program was loaded. */
static inline uint64_t luaG_codeplace(lua_CFunction function)
{
    return (uint64_t)(uintptr_t)function - (uint64_t)(uintptr_t)&lua_newstate;
}

/* The next number that nobody can foretell, but of a state with fixed seeds. */
static inline uint64_t luaE_draw(global_State *g)
{
    return opaque_mix(&g->secret.key, UINT64_MAX - g->secret.draws++);
}

static _Thread_local bool next_is_fixed;

static inline void luaE_seed(global_State *g)
{
    g->secret = (struct luaE_secret){.key = opaque_new(next_is_fixed)};
    g->lastid = 0;
}

#endif
