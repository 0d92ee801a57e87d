/*
 * The one door to Lua: no other file includes Lua's headers.
 *
 * The rest of the library is written to the Lua 5.4 API, less what LuaJIT (Lua
 * 5.1) cannot do; what LuaJIT only lacks is supplied by engine/luajit.c under
 * the 5.4 name.  What the engines do each in its own way has a name here.
 *
 *   lua54         built from Lua's source with the edits of
 *                 tools/engine-edit.lua (MOON_ENGINE_LUA54)
 *   lua54-system  the system's liblua5.4 (MOON_ENGINE_LUA54_SYSTEM)
 *   luajit        the system's LuaJIT 2.1 (MOON_ENGINE_LUAJIT)
 */
#ifndef MOON_ENGINE_ENGINE_H
#define MOON_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stdint.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "base/scalar.h"

/* "lua54", "lua54-system" or "luajit". */
extern const char engine_id[];

/* As "Lua 5.4.9", and the line that the engine's own command prints. */
extern const char engine_release[];
extern const char engine_copyright[];

/* Whether scripts that nobody vouches for may run here. */
extern const bool engine_keeps_sandbox;

/* Whether engine_fix_seeds() makes states alike in every process. */
extern const bool engine_repeats_itself;

/* Whether a table can be made read-only. */
extern const bool engine_can_freeze;

/* The largest integer that a Lua number holds exactly, and minus it. */
extern const int64_t engine_integer_max;
extern const int64_t engine_integer_min;

/* The libraries that the engine has; the list ends with a NULL name. */
struct engine_library {
    const char *name;
    lua_CFunction open;
};

extern const struct engine_library engine_libraries[];

/*
 * Whether the allocator may refuse while a state is opened.  LuaJIT crashes if
 * it does.
 */
extern const bool engine_opens_under_limit;

/* Whether it collects garbage before it gives up for want of memory. */
extern const bool engine_collects_when_short;

/* Counted fuel, on engines that count it by a hook (engine/hooks.c). */
typedef void engine_handler(lua_State *L);

struct engine_hooks {
    engine_handler *on_fuel_out;
    int64_t fuel;
    bool armed;
    bool memory_limited;
    bool interpreted; /* nothing is compiled */
    bool striking;    /* stays set when a hook has raised an error */
};

enum { ENGINE_HELPERS = 4 };

/*
 * What the engine keeps beside each state.  The allocator's `ud` points to
 * a structure that begins with it.
 */
struct engine_link {
    bool passing;     /* the yield at work is one of engine_ask() */
    bool raising;     /* what answers a yield is an error to be raised there */
    bool unreachable; /* a C function below the coroutine cannot be left */
    bool stopping;    /* the errors raised now are to stop the script */
    const char *c_stack; /* where it was when Lua was entered, on LuaJIT */
    bool warns;          /* warnings are switched on */
    bool in_warning;     /* the last piece of one was not its end */
    struct engine_hooks hooks;
    lua_State *failed; /* whose error engine_push_resume() passes on, or NULL */
    int helper_refs[ENGINE_HELPERS]; /* functions of the engine's own */
};

struct engine_link *engine_link(lua_State *L);

/*
 * Whether states that this thread opens from now on have fixed seeds, for the
 * order of tables and `math.random`, or such as the system's random source
 * gives.  Only `lua54` lets us fix them.
 */
void engine_fix_seeds(bool is_fixed);

/* Opens a Lua state; NULL when out of memory. */
lua_State *engine_open(lua_Alloc alloc, void *ud);

/* Closes it; its memory may stay behind, for the allocator's owner to free. */
void engine_close(lua_State *L, bool has_finalizers);

/*
 * Runs `body` in protected mode, with a stack that is empty for it.
 * [-0, +n, -]: what it leaves there, or the error value.
 */
typedef void engine_body(lua_State *L, void *arg);

int engine_protect(lua_State *L, engine_body *body, void *arg);

/*
 * Makes room for `count` more values, as lua_checkstack() does, and raises no
 * error: false when there is too little memory, or too much on the stack.
 */
bool engine_check_stack(lua_State *L, int count);

/*
 * Keeps values alive by number, as luaL_ref() does, but where LuaJIT, which can
 * lose what is in a table when memory runs out while it grows, does no harm to
 * anything else.  engine_ref() is [-1, +0, m], engine_push_ref() [-0, +1, -].
 */
int engine_ref(lua_State *L);
void engine_unref(lua_State *L, int ref);
void engine_push_ref(lua_State *L, int ref);

/*
 * Entries of tables, read and written without the stack where the engine lets
 * us.  All access is raw.  What is no boolean, number or string is shown as
 * SCALAR_OTHER; bytes are good as long as the entry is there.
 */

/*
 * Pushes a table with room for so many elements and other entries, and leaves
 * room on the stack for ENGINE_TABLE_ROOM values more.  [-0, +1, m]
 */
enum { ENGINE_TABLE_ROOM = 8 };

void engine_push_table(lua_State *L, int elements, int entries);

/* Shows the value at `index`.  [-0, +0, -] */
void engine_show(lua_State *L, int index, struct scalar *value);

/* Shows entry `key` of the table at `index`.  [-0, +0, m] */
void engine_peek(lua_State *L, int index, int key, struct scalar *value);

/*
 * Shows entries from `key` on, up to `max` of them, and returns how many there
 * are before one that is SCALAR_OTHER.  [-0, +0, m]
 */
int engine_peek_run(lua_State *L, int index, int key, struct scalar *to,
                    int max);

/* Sets entries from `key` on to those values.  [-0, +0, m] */
void engine_poke_run(lua_State *L, int index, int key,
                     const struct scalar *from, int count);

/* The same under the keys of pairs, integers and strings.  [-0, +0, m] */
void engine_poke_pairs(lua_State *L, int index, const struct scalar *pairs,
                       int count);

/*
 * Goes from entry to entry of the table at `index`, which stays as it is:
 * shows up to `max` of them as pairs, and returns how many; 0 after the last.
 * To begin, *place is 0, and the top two values of the stack are nil.  When the
 * key or the value of a pair is SCALAR_OTHER, the pair is the last that is
 * shown, and those two values are it.  [-2, +2, m]
 */
int engine_next(lua_State *L, int index, unsigned *place, struct scalar *pairs,
                int max);

/*
 * From now on texts of objects show numbers that tell nothing of addresses, one
 * for each object and always the same.  [-0, +0, m]
 */
void engine_hide_addresses(lua_State *L);

/* What the text of the value at `index` shows; NULL if it is no object. */
const void *engine_identity(lua_State *L, int index);

/*
 * Makes the table at `index` read-only for good: whatever would change it, raw
 * access included, raises an error.  Does nothing where tables cannot be.
 */
void engine_freeze(lua_State *L, int index);
bool engine_is_frozen(lua_State *L, int index);

/*
 * Pushes a string of `len` bytes, more than ENGINE_SHORT_STRING, that are to be
 * written before anybody sees it; NULL, and nothing pushed, where strings are
 * closed to us.  [-0, +1, m]
 */
enum { ENGINE_SHORT_STRING = 40 };

char *engine_new_string(lua_State *L, size_t len);

/* How many entries the table at `index` has, without running metamethods. */
size_t engine_count_entries(lua_State *L, int index);

/*
 * Keeps the collector from running, unless something else does already; lets it
 * go on; and then does what is owed to it for what was taken meanwhile, which
 * is
 * [-0, +0, m].
 */
struct engine_hold {
    bool is_held;
    ptrdiff_t debt;
    ptrdiff_t taken; /* bytes in use */
};

void engine_hold_gc(lua_State *L, struct engine_hold *hold);
void engine_release_gc(lua_State *L, const struct engine_hold *hold);
void engine_repay_gc(lua_State *L, const struct engine_hold *hold);

/*
 * Lets a collector that lua_gc() stopped go on, as if it had just been through
 * all there is; elsewhere than in our own build it begins at once.
 */
void engine_rest_gc(lua_State *L);

/* Pushes what has to stand below the function on the stack of engine_call(). */
void engine_push_base(lua_State *co);

/*
 * Runs the coroutine `co`, whose stack holds the base, a function and its
 * arguments and nothing else.  LUA_OK: the results, *results of them, are all
 * that the stack holds.  An error leaves the stack as it was when the error was
 * raised, with the error value on top.  LUA_YIELD with `passing` set comes from
 * engine_ask(): the arguments of that, *results of them, are on top; without
 * it, from a C function that yielded where no coroutine of the script ran.
 */
int engine_call(lua_State *L, lua_State *co, int *results);

/*
 * Until the next, `co` serves a call; NULL for none.  `os.exit` can close its
 * variables then, but only on `lua54`.
 */
#ifdef MOON_ENGINE_LUA54
void engine_serve(lua_State *L, lua_State *co);
#else
# define engine_serve(L, co) ((void)(L))
#endif

/*
 * Goes on with `co`, which engine_ask() left: the arguments are gone from its
 * stack, and the answer to them, `count` values, is on top.
 */
int engine_answer(lua_State *L, lua_State *co, int count, int *results);

/*
 * After any other end of a call than LUA_OK: closes what was to be closed and
 * leaves the error value, if there was one, alone on the stack.  Returns
 * whether it could, and `co` may run again.
 */
bool engine_recycle(lua_State *L, lua_State *co);

/*
 * Calls `function` with the error value and `ud` on a coroutine that has
 * failed, above where it did, so that `debug.getinfo` sees it all.  Its results
 * are dropped, and so is an error in it.  Returns whether the engine can do so.
 */
bool engine_call_failed(lua_State *co, lua_CFunction function, void *ud);

/* Gives back what finished calls on `co` took; only on `lua54`. */
void engine_trim(lua_State *co);

/*
 * Closes a coroutine of a script.  LUA_OK, or the status of the error that is
 * then on top of its stack.  LuaJIT has nothing to be closed.
 */
int engine_close_coroutine(lua_State *L, lua_State *co);

/*
 * Asking the host: a C function that ends in `return engine_ask(L)` yields with
 * all that is on its stack, through every coroutine of the script that stands
 * between it and engine_call(), and returns, or raises, what engine_answer()
 * brings.  engine_can_ask() tells whether it may.  Such a C function, and one
 * that ends in a call of engine_yield(), has to be made callable first by
 * engine_wrap(), [-1, +1, m].
 */
bool engine_can_ask(lua_State *L);
int engine_ask(lua_State *L);
int engine_yield(lua_State *L, int count);
void engine_wrap(lua_State *L);

/* Pushes where such a function was called, as luaL_where().  [-0, +1, m] */
void engine_where(lua_State *L);

/*
 * Whether L runs a finalizer.  LuaJIT says so too while its collector is
 * stopped.
 */
bool engine_is_finalizing(lua_State *L);

/*
 * Puts functions into the library `coroutine` that let such yields pass.
 * [-0, +0, e]
 */
void engine_open_coroutines(lua_State *L);

/*
 * Functions for engine_call() that are given a coroutine, and let such yields
 * pass.  The first resumes it with further arguments and returns its results,
 * the second raises an error at its yield; both raise the errors that it does
 * not catch.  The third closes it.  [-0, +1, -]
 */
void engine_push_resume(lua_State *L);
void engine_push_raise(lua_State *L);
void engine_push_close(lua_State *L);

/* Pushes what coroutine.status() gives for `co`.  [-0, +1, e] */
void engine_push_status(lua_State *L, lua_State *co);

/*
 * Fuel: a number that the engine counts down at every jump, entry into
 * a function and return from a metamethod or C function, and a function it
 * calls below zero, which must set it anew or raise an error.  The engine
 * `lua54` counts always.  The others count instructions, by a hook, a thousand
 * at a time and only while they are armed, for it slows them down; until then
 * all the fuel is left.
 */
void engine_set_fuel(lua_State *L, int64_t amount, engine_handler *on_out);
int64_t engine_fuel_left(lua_State *L);
void engine_arm(lua_State *L, bool armed);

/*
 * Whether memory is limited.  LuaJIT's compiled code crashes now and then when
 * memory is refused, so nothing is compiled while it is.
 */
void engine_limit_memory(lua_State *L, bool limited);

/*
 * Makes `warn`, once it is switched on, write to stderr; nothing where the
 * engine has no warnings.  [-0, +0, -]
 */
void engine_open_warnings(lua_State *L);

/* Mends functions of the libraries that would get in the way.  [-0, +0, e] */
void engine_open_limits(lua_State *L);

/* Burns `amount` for work done in C, and may call the handler.  [-0, +0, e] */
void engine_burn_fuel(lua_State *L, int64_t amount);

/* Burns it and leaves the handler to the next safepoint.  [-0, +0, -] */
void engine_hurry(lua_State *L, int64_t amount);

/*
 * From a signal handler: calls the fuel handler soon, where fuel is not always
 * counted.  On `lua54`, where nothing is to be done, from any thread.
 */
extern const bool engine_interrupts_across_threads;
void engine_interrupt(lua_State *L);

/*
 * What is called when memory is out for good, before the error of that is
 * raised; only on `lua54`.
 */
void engine_on_memory_out(lua_State *L, engine_handler *handler);

/*
 * Raises an error when calls of Lua by C by Lua have taken too much of the C
 * stack, which LuaJIT does not look after.  [-0, +0, e]
 */
void engine_check_c_stack(lua_State *L);

/*
 * As lua_callk().  Where the engine has no continuations, a yield inside the
 * call is an error, and `finish` is not used.
 */
#ifdef MOON_ENGINE_LUAJIT
typedef ptrdiff_t lua_KContext;
typedef int (*lua_KFunction)(lua_State *L, int status, lua_KContext context);
# define engine_callk(L, arguments, results, context, finish) \
  ((void)(context), (void)(finish), engine_check_c_stack(L),  \
   lua_call(L, arguments, results))
#else
# define engine_callk(L, arguments, results, context, finish) \
  lua_callk(L, arguments, results, context, finish)
#endif

/* lua_load() of Lua 5.4: `mode` is "t" for text alone, NULL for any chunk. */
#ifdef MOON_ENGINE_LUAJIT
# define engine_load(L, reader, ud, name, mode) \
  lua_loadx(L, reader, ud, name, mode)
#else
# define engine_load(L, reader, ud, name, mode) \
  lua_load(L, reader, ud, name, mode)
#endif

#ifndef MOON_ENGINE_LUA54
const char *engine_tolstring(lua_State *L, int index, size_t *len);

# define luaL_tolstring engine_tolstring
#endif

#ifdef MOON_ENGINE_LUAJIT

int lua_isinteger(lua_State *L, int index);
void luaL_requiref(lua_State *L, const char *name, lua_CFunction open,
                   int global);

# define lua_rawlen(L, index)   lua_objlen(L, index)
# define lua_pushglobaltable(L) lua_pushvalue(L, LUA_GLOBALSINDEX)

#endif

#endif
