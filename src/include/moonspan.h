/*
 * moonspan.h - the whole public interface of libmoonspan: Lua states, named by
 * handles, for hosts that reach C through a foreign function interface.
 *
 * Four readers share this file: C compilers, PHP's FFI, KPHP's own C parser
 * and LuaJIT's ffi.cdef.  Most have no preprocessor, so the file keeps to the
 * subset described in docs/abi.md; tools/ffigen.lua enforces it.
 *
 * Handles.  Every object is named by an int64_t.  A handle is positive; 0
 * names nothing; a negative number in place of a handle is a status.  A handle
 * that was closed or invented, or that names something of another kind, is
 * told from a live one and never followed.  What belongs to a state is closed
 * with it.  The same function, table or coroutine of Lua has the same handle as
 * long as one is open; that is closed when it was closed as often as it was
 * given out.
 *
 * Memory.  The caller frees nothing but handles.  Bytes passed in are copied
 * before the call returns; (NULL, 0) is the empty string.  Bytes passed out
 * are borrowed until the next call on the same state that may run or compile
 * code, or push an argument; a zero byte that does not count follows them.  A
 * `const char *` result is static text.
 *
 * Errors.  A call returns zero or more, or a negative status; MOON_ESTALE,
 * MOON_EKIND, MOON_EBUSY and MOON_ETHREAD may come from any call.  The message,
 * the traceback, the error value and the results of the last call belong to
 * the state, and are forgotten by the next one of the sections "Arguments" and
 * "Calls".  Nothing else ever leaves a call: no signal, no abort, no longjmp.
 *
 * Threads.  A state is used by the thread that opened it, one call at a time.
 */
#ifndef MOONSPAN_H
#define MOONSPAN_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* The number that header and library must share; see moon_abi(). */
enum { MOON_ABI = 1 };

/* Status of a call. */
enum {
    MOON_OK = 0,
    MOON_ERUNTIME = -1,     /* the script raised an error */
    MOON_ESYNTAX = -2,      /* the chunk does not compile, or is not text */
    MOON_EINCOMPLETE = -3,  /* the chunk does not compile, but its start may */
    MOON_EMEMORY = -4,      /* the memory limit was reached, or memory is out */
    MOON_ECONVERT = -5,     /* a value cannot cross without being changed */
    MOON_ETIME = -6,        /* a limit of time was reached */
    MOON_EINSTRUCTIONS = -7, /* the limit of instructions was reached */
    MOON_EOUTPUT = -8,      /* the limit of output was reached */
    MOON_EINTERRUPT = -9,   /* the script was interrupted */
    MOON_ESTALE = -10,      /* the handle was closed, or never given out */
    MOON_EKIND = -11,       /* the handle names an object of another kind */
    MOON_EFOREIGN = -12,    /* the handle belongs to another state */
    MOON_EBUSY = -13,       /* a call on this state is still running */
    MOON_ETHREAD = -14,     /* another thread opened this state */
    MOON_EINVAL = -15,      /* an argument is out of its range */
    MOON_EUNSUPPORTED = -16, /* this engine cannot do that */
    MOON_EDEPTH = -17,      /* too many calls stand inside each other */
    MOON_HOST = -100        /* no failure: the script calls the host */
};

/* Kind of a value. */
enum {
    MOON_NIL = 0,
    MOON_BOOL = 1,
    MOON_INT = 2,
    MOON_FLOAT = 3,
    MOON_BYTES = 4, /* a Lua string: bytes, any of which may be zero */
    MOON_FUNCTION = 5,
    MOON_TABLE = 6,
    MOON_COROUTINE = 7,
    MOON_USERDATA = 8,
    MOON_HOSTED = 9 /* a function of the host */
};

/* Status of a coroutine. */
enum {
    MOON_SUSPENDED = 0, /* it has not begun, or has yielded */
    MOON_RUNNING = 1,   /* it is that of the script itself */
    MOON_NORMAL = 2,    /* it waits for another, or for the host */
    MOON_DEAD = 3       /* it has ended */
};

/* How a whole value is written as bytes. */
enum {
    MOON_SERIALIZE = 0, /* as PHP's serialize() does */
    MOON_MSGPACK = 1,   /* as MessagePack */
    MOON_KPHP = 2       /* MessagePack in, serialize() out, with marked maps */
};

/* What a script is given. */
enum {
    MOON_SANDBOX = 0,  /* nothing that reaches outside the state */
    MOON_STANDARD = 1, /* files and Lua modules too; no processes, no C code */
    MOON_TRUSTED = 2   /* all that the stand-alone interpreter has */
};

/* Flags of moon_open(), added together. */
enum {
    MOON_PLAIN = 0,
    MOON_STDOUT = 1,        /* `print` writes to C's stdout, `warn` to stderr */
    MOON_WEAK_SANDBOX = 2,  /* allow it on an engine with known holes */
    MOON_DETERMINISTIC = 4, /* fixed seeds and a clock that stands at zero */
    MOON_NO_ENVIRONMENT = 8, /* `require` heeds no environment variables */
    MOON_SOFT_INTERRUPT = 16 /* scripts may catch moon_interrupt() */
};

/* What moon_set_limit() limits.  Spent is what one outermost call spends. */
enum {
    MOON_LIMIT_MEMORY = 0, /* bytes that the state holds */
    MOON_LIMIT_CPU = 1,    /* nanoseconds of processor time in Lua */
    MOON_LIMIT_WALL = 2,   /* nanoseconds from the call to its end */
    MOON_LIMIT_INSTRUCTIONS = 3, /* steps, the same for the same script */
    MOON_LIMIT_OUTPUT = 4, /* bytes that `print` writes */
    MOON_LIMIT_DEPTH = 5,  /* calls that wait for the host; 0 means 200 */
    MOON_LIMIT_HOST = 6    /* not 0: the host's functions count for CPU too */
};

/* Places in the words of moon_frame(). */
enum {
    MOON_FRAME_ARGUMENTS = 0, /* how many slots hold arguments */
    MOON_FRAME_OUTPUT = 1,    /* bytes of output that wait to be read */
    MOON_FRAME_RELEASED = 2,  /* numbers that moon_released() has, at most */
    MOON_FRAME_HOST = 3,      /* the number of the function that is called */
    MOON_FRAME_COUNT = 4,     /* how many arguments it is given */
    MOON_FRAME_CALL = 5,      /* both, and the kinds, in one word */
    MOON_FRAME_WIRE = 6,      /* 1 + the format in which tables cross here */
    MOON_FRAME_FIRST = 7,     /* the kind in slot 0; its value is next to it */
    MOON_FRAME_SLOTS = 16,    /* how many slots there are, two words each */
    MOON_FRAME_TEXT = 39,     /* the first word of a string's bytes */
    MOON_FRAME_BYTES = 4096,  /* how many there may be */
    MOON_FRAME_PRINTED = 64   /* is added to the kind in slot 0, see below */
};

/*
 * The library
 */

/* The version of the library, such as "0.1.0". */
// @kphp-ffi-signalsafe
const char *moon_version(void);

/* The MOON_ABI that the library was built with. */
// @kphp-ffi-signalsafe
int32_t moon_abi(void);

/* The release of the engine inside, such as "Lua 5.4.9". */
// @kphp-ffi-signalsafe
const char *moon_engine(void);

/* The engine's line of version and copyright, as its own command prints it. */
// @kphp-ffi-signalsafe
const char *moon_copyright(void);

/* Which build of the engine it is: "lua54", "lua54-system" or "luajit". */
// @kphp-ffi-signalsafe
const char *moon_engine_id(void);

/* Operating system and processor, such as "linux-amd64". */
// @kphp-ffi-signalsafe
const char *moon_platform(void);

/* What `status` means, as a line of text; the state's own message says more. */
// @kphp-ffi-signalsafe
const char *moon_status_text(int32_t status);

/* How many states are open in this process. */
// @kphp-ffi-signalsafe
int64_t moon_live_states(void);

/* How many handles are open in this process, those of states included. */
// @kphp-ffi-signalsafe
int64_t moon_live_handles(void);

/* How many bytes all open states hold from the system. */
// @kphp-ffi-signalsafe
int64_t moon_live_bytes(void);

/*
 * Closes every state that this thread opened, and returns how many.  For hosts
 * whose own memory of the handles can be lost, as between two requests.
 */
int32_t moon_close_all(void);

/*
 * States
 */

/*
 * Opens a state with the libraries of `profile`.  `flags` is a sum of flags.
 * `memory_limit` is in bytes and covers all that the state will hold, but for
 * the report of an error, which may pass it by 256 KiB; 0 means no limit.
 * Returns a handle; MOON_EMEMORY, MOON_EINVAL, or MOON_EUNSUPPORTED where the
 * engine does not keep the sandbox and MOON_WEAK_SANDBOX is not set, or where
 * MOON_DETERMINISTIC is set and the engine cannot be.
 */
int64_t moon_open(int32_t profile, int32_t flags, int64_t memory_limit);

/*
 * Closes the object that `handle` names.  With a state goes all that belongs
 * to it; with anything else, results and errors stay as they are.  MOON_ESTALE,
 * and nothing else, if it was closed already; MOON_EBUSY for a state, or an
 * object of a state, that is running.
 */
int32_t moon_close(int64_t handle);

/* Bytes that `state` holds now; 0 for a bad handle. */
// @kphp-ffi-signalsafe
int64_t moon_memory_used(int64_t state);

/* The most bytes that `state` has held at once; 0 for a bad handle. */
// @kphp-ffi-signalsafe
int64_t moon_memory_peak(int64_t state);

/*
 * Collects all that Lua has let go of, which it does by itself sooner or later.
 * MOON_EMEMORY when memory is too short even for that.
 */
int32_t moon_collect(int64_t state);

/*
 * Limits
 *
 * Once a script has reached a limit nothing of it goes on: no error handler, no
 * `pcall`, no other coroutine.  The outermost call ends with the status of the
 * limit, and the next has a new budget.  Calls that the host makes while
 * a script waits for it share that script's.  Time, instructions and output are
 * not limited in a new state.
 */

/*
 * Sets a limit, one of MOON_LIMIT_; 0 is none.  A limit of memory below what is
 * held now refuses every further byte until enough is given back.  MOON_EINVAL
 * for a negative or unknown limit, and for a depth above 10,000.
 */
int32_t moon_set_limit(int64_t state, int32_t limit, int64_t value);

/*
 * While a function of the host runs for a script of `state`: stops its clocks
 * (`paused` 1) or lets them go on (0), as the answer does too.
 */
int32_t moon_pause(int64_t state, int32_t paused);

/*
 * Stops the script that runs now, with MOON_EINTERRUPT, within milliseconds; or
 * raises the error "interrupted!" in it, if the state is open to that.
 * May be called by a signal handler, and on the engine lua54 by any thread as
 * long as none closes the state; else MOON_ETHREAD.  LuaJIT's compiled code
 * cannot be stopped so, unless a limit of time or instructions is set.
 */
// @kphp-ffi-signalsafe
int32_t moon_interrupt(int64_t state);

/*
 * Nanoseconds of processor time that calls took while a limit of time was set;
 * the call at work counts when it asks or returns.
 */
// @kphp-ffi-signalsafe
int64_t moon_cpu_used(int64_t state);

/* Instructions that all calls ran; 0 where the engine does not count them. */
// @kphp-ffi-signalsafe
int64_t moon_instructions_used(int64_t state);

/*
 * From now on notes, about every `interval_ns` of running, where scripts are; 0
 * ends that and forgets the notes.  Scripts are as much slower as with a limit.
 * MOON_EINVAL for a negative interval, MOON_EMEMORY.
 */
int32_t moon_profile_start(int64_t state, int64_t interval_ns);

/*
 * Makes what was noted the one result: a table from stacks to nanoseconds of
 * processor time.  A stack is a string, with ";" after each function but the
 * last, which is the one at work; nil without a profile.
 */
int32_t moon_profile_get(int64_t state);

/*
 * Arguments: they wait in `state` for the next call on it, in this order.  A
 * push that fails drops the arguments that wait; one that succeeds leaves the
 * last outcome and the frame as they are.
 */

int32_t moon_push_nil(int64_t state);

/* Pushes true for any `value` but 0. */
int32_t moon_push_bool(int64_t state, int32_t value);

/* MOON_ECONVERT where the engine has no such integer (LuaJIT: beyond 2^53). */
int32_t moon_push_int(int64_t state, int64_t value);

int32_t moon_push_float(int64_t state, double value);

/* Pushes a string of `len` bytes.  MOON_EMEMORY if it does not fit. */
int32_t moon_push_bytes(int64_t state, const char *bytes, size_t len);

/*
 * Pushes the value that `bytes` hold, in `format`: an array becomes a table, a
 * null inside it `php.null`.  MOON_ECONVERT, with moon_error_path(), for bytes
 * that hold no such value; MOON_EMEMORY.
 */
int32_t moon_push_wire(int64_t state, int32_t format, const char *bytes,
                       size_t len);

/* Pushes the object of `state` that `handle` names.  MOON_EFOREIGN. */
int32_t moon_push_handle(int64_t state, int64_t handle);

/*
 * Pushes the function of the host that it knows by `number`, which is above 0.
 * Lua is given the same function for the same number as long as it holds it.
 */
int32_t moon_push_host(int64_t state, int64_t number);

/* Pushes result `index` of the last call, whatever it is; nil for none. */
int32_t moon_push_result(int64_t state, int32_t index);

/* Drops the arguments that wait. */
int32_t moon_drop_arguments(int64_t state);

/*
 * Lets go of the results of the last call, which the next call would do.  Worth
 * it before something large is pushed, which can take the memory of a large
 * result then.  Does nothing while a script waits for a function of the host.
 */
int32_t moon_drop_results(int64_t state);

/*
 * Calls: each returns how many results there are, or a status
 */

/*
 * Compiles `code` and calls it with the arguments that wait.  `name` stands in
 * messages: a file name, or any text after "="; none takes the first line of
 * the code.  Only MOON_TRUSTED takes code that was compiled before.
 * MOON_ESYNTAX, MOON_EINCOMPLETE, MOON_ERUNTIME, MOON_EMEMORY.
 */
int32_t moon_eval(int64_t state, const char *code, size_t code_len,
                  const char *name, size_t name_len);

/* Compiles `code` as moon_eval() does and returns a handle of the function. */
int64_t moon_load(int64_t state, const char *code, size_t code_len,
                  const char *name, size_t name_len);

/* Calls the function that the handle `function` names. */
int32_t moon_call(int64_t function);

/*
 * Calls what stands at `path`: names from the globals down, with dots between
 * them, such as "string.upper".  A name in decimal digits is an integer key.
 * Paths are followed without running metamethods.
 */
int32_t moon_call_path(int64_t state, const char *path, size_t path_len);

/* Makes what stands at `path` the one result; nil where nothing stands. */
int32_t moon_get(int64_t state, const char *path, size_t path_len);

/* Puts the one argument that waits at `path`, with tables made on the way. */
int32_t moon_set(int64_t state, const char *path, size_t path_len);

/*
 * Removes what stands at `path`, so that scripts have less than their profile
 * gives; a library is gone for `require` too.  MOON_EINVAL when nothing stands
 * there.
 */
int32_t moon_remove(int64_t state, const char *path, size_t path_len);

/* Makes the one argument that waits the module `name` for `require`. */
int32_t moon_provide(int64_t state, const char *name, size_t name_len);

/*
 * Functions of the host.  When a script calls one, the call that runs the
 * script returns MOON_HOST: moon_host_called() tells which function, and the
 * results are its arguments.  The host runs it, and its answer, by one of
 * moon_answer(), moon_raise() and moon_abandon(), has the outcome of that call,
 * which may be MOON_HOST again.  Before it answers the host may make other
 * calls on the state, to a depth of 200; answers go to the latest that waits.
 */

/* The number of the function that the last call left to be run; 0 if none. */
// @kphp-ffi-signalsafe
int64_t moon_host_called(int64_t state);

/* Returns the arguments that wait from the function of the host. */
int32_t moon_answer(int64_t state);

/*
 * Raises an error there.  Of the three arguments that wait are made the fields
 * class, message and code of the error, whose text is "class: message"; when it
 * ends a call, moon_error_host() gives `number`.
 */
int32_t moon_raise(int64_t state, int64_t number);

/* Ends the call that waits, without running any more of it. */
int32_t moon_abandon(int64_t state);

/*
 * A call cannot be left everywhere: C functions stand in the way, such as
 * string.gsub on LuaJIT.  A function of the host is an error there, unless
 * `address` is that of an int64_t (int64_t state); 0 is none.  It is called
 * then, with the call as moon_host_called() and the results tell it.  It leaves
 * arguments and returns 0 to answer, a number for moon_raise() to raise, or -1
 * to abandon the call, which then fails with MOON_ERUNTIME.  It has to return,
 * and until then it can pass values and close objects; a call on the state is
 * MOON_EBUSY.  In finalizers it is not called.
 */
int32_t moon_set_callback(int64_t state, int64_t address);

/* Opens a handle of a function of the host, as if Lua had given it. */
int64_t moon_open_host(int64_t state, int64_t number);

/*
 * The next number, of a function or an error, that Lua has let go of and the
 * host may forget; 0 if there is none.
 */
int64_t moon_released(int64_t state);

/*
 * Functions and coroutines
 */

/*
 * Makes three results: the name of a function among globals and modules, such
 * as "string.upper"; the chunk that it stands in; and the line where it begins
 * there.  nil for what there is not.
 */
int32_t moon_function_info(int64_t function);

/*
 * Opens a handle of a new coroutine, with the one argument that waits for its
 * function.  MOON_EINVAL for what is no function, MOON_EMEMORY.
 */
int64_t moon_coroutine(int64_t state);

/*
 * Runs a coroutine to its next yield or its end, with the arguments that wait:
 * a call, whose results are what it yields or returns.  An error in it ends it
 * and the call; the traceback is that of the coroutine.
 */
int32_t moon_coroutine_resume(int64_t coroutine);

/*
 * The same, but the yield raises an error, made as by moon_raise().  One that
 * has not begun dies of it.
 */
int32_t moon_coroutine_raise(int64_t coroutine, int64_t number);

/* Ends a suspended coroutine: a call, without results. */
int32_t moon_coroutine_close(int64_t coroutine);

/* MOON_SUSPENDED and so on, or a status below 0. */
int32_t moon_coroutine_status(int64_t coroutine);

/*
 * Results, counted from 0.  After a call that failed in the script, result 0
 * is the error value.  A bad handle or index reads as nil, 0 or "".
 */

/* How many results the last call left. */
// @kphp-ffi-signalsafe
int32_t moon_result_count(int64_t state);

/* MOON_NIL and so on. */
// @kphp-ffi-signalsafe
int32_t moon_result_kind(int64_t state, int32_t index);

/* A boolean as 0 or 1, an integer, or the number of a function of the host. */
// @kphp-ffi-signalsafe
int64_t moon_result_int(int64_t state, int32_t index);

// @kphp-ffi-signalsafe
double moon_result_float(int64_t state, int32_t index);

/* The bytes of a string, borrowed.  Never NULL. */
// @kphp-ffi-signalsafe
const uint8_t *moon_result_bytes(int64_t state, int32_t index);

/* The length of a string, in bytes. */
// @kphp-ffi-signalsafe
size_t moon_result_len(int64_t state, int32_t index);

/*
 * Opens a handle of a result that is a function, a table or a coroutine; the
 * caller closes it.  It outlives the results, which stay as they are.
 * MOON_ECONVERT for a result of another kind, MOON_EMEMORY.
 */
int64_t moon_result_handle(int64_t state, int32_t index);

/*
 * Writes a result of any kind as bytes, in `format`, and returns how many; they
 * are at moon_wire() until the next such call.  The results stay.  Functions
 * and coroutines in it are written as objects of PHP's class
 * Moonspan\Internal\Reference, with one property: "function" or "coroutine",
 * a handle that the caller closes, or "host", a number of the host's own.
 * MOON_ECONVERT, with moon_error_path(), for what has no such form;
 * MOON_EUNSUPPORTED, without an error, for these objects in a format that has
 * none; MOON_EMEMORY.  Then no handle is left open.
 */
int64_t moon_result_wire(int64_t state, int32_t index, int32_t format);

/* What moon_result_wire() wrote.  Never NULL. */
// @kphp-ffi-signalsafe
const uint8_t *moon_wire(int64_t state);

/* Makes the object itself the one result of its state. */
int32_t moon_value(int64_t handle);

/*
 * Tables, without running metamethods.  Like calls, these take the arguments
 * that wait.
 */

/* Makes what stands at the key that waits the one result; nil for none. */
int32_t moon_table_get(int64_t table);

/* Puts the second argument that waits at the first; nil removes. */
int32_t moon_table_set(int64_t table);

/*
 * Makes the key and the value that follow the key that waits the two results;
 * nil begins, and there are no results after the last.  Values may be changed
 * and removed between the steps; MOON_EINVAL for a key that is not there.
 */
int32_t moon_table_next(int64_t table);

/* A border: n such that n is there and n + 1 is not, or 0. */
int64_t moon_table_len(int64_t table);

/* How many entries there are. */
int64_t moon_table_count(int64_t table);

/*
 * The last error of a state
 */

/* The status of the last call, MOON_OK or negative. */
// @kphp-ffi-signalsafe
int32_t moon_error_status(int64_t state);

/* The number of the host's own error that the last call ended with; 0. */
// @kphp-ffi-signalsafe
int64_t moon_error_host(int64_t state);

/* One line as a rule, without a line end; "" when there was no error. */
// @kphp-ffi-signalsafe
const uint8_t *moon_error_message(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_error_message_len(int64_t state);

/* The Lua stack where the script raised it, as Lua prints it; "" if none. */
// @kphp-ffi-signalsafe
const uint8_t *moon_error_traceback(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_error_traceback_len(int64_t state);

/*
 * Where in a value a conversion failed, such as "$.items[3].when", in the keys
 * of the side that it came from; "" for any other error.
 */
// @kphp-ffi-signalsafe
const uint8_t *moon_error_path(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_error_path_len(int64_t state);

/*
 * Output: what `print` wrote, unless the state was opened with MOON_STDOUT
 */

/* The output that waits.  Never NULL. */
// @kphp-ffi-signalsafe
const uint8_t *moon_output(int64_t state);

// @kphp-ffi-signalsafe
size_t moon_output_len(int64_t state);

/* Forgets the output that waits, and nothing else. */
int32_t moon_output_clear(int64_t state);

/*
 * Shared memory, for hosts in which reading a word is cheaper than a call
 */

/*
 * The words of `state`, good until it is closed; NULL for a bad handle.  The
 * host may write nil, booleans, integers and floats as arguments here: a kind
 * and a value into each slot and their number into MOON_FRAME_ARGUMENTS.  They
 * follow those that were pushed.  A call takes them, and leaves the kinds of
 * its first results, and the values of those that are booleans, integers or
 * floats and the lengths of strings, in the same slots.  A string in slot 0 of
 * up to MOON_FRAME_BYTES bytes also stands in the words from MOON_FRAME_TEXT on.
 *
 * When a script calls a function of the host, MOON_FRAME_CALL has its number
 * times 2^24, plus the kind in slot 3 times 2^16, in slot 2 times 2^12, in slot
 * 1 times 2^8, in slot 0 times 16, plus how many arguments there are; 0 if there
 * are more than four, or output waits, or the number is too large.  -k in
 * MOON_FRAME_ARGUMENTS stands for one argument of kind k in slot 0; it may be a
 * string from MOON_FRAME_TEXT on, whose length is in slot 0.
 *
 * A table is such an argument too, when MOON_FRAME_WIRE says in which format its
 * bytes are.  As long as it does, whatever runs a script also does what
 * moon_result_wire() would do next for result 0, if that is a table: its slot
 * has what that returns, else 0; and up to MOON_FRAME_BYTES bytes stand in the
 * words from MOON_FRAME_TEXT on as well.  And while output waits,
 * MOON_FRAME_PRINTED is added to the kind in slot 0, so that a host that has
 * nothing to print looks at one word.
 */
// @kphp-ffi-signalsafe
int64_t *moon_frame(int64_t state);

/* The same words, for the values of floats. */
// @kphp-ffi-signalsafe
double *moon_frame_floats(int64_t state);

#pragma GCC visibility pop

#endif
