<?php

// Made by tools/ffigen.lua from moonspan.h; do not edit.

/*
 * For editors and static analysis only: what the objects that PHP's FFI makes at run
 * time look like. The functions of moonspan.h are their methods; memory of C has words
 * in the manner of an array.
 */

declare(strict_types=1);

namespace Moonspan\Internal;

/** @extends \ArrayAccess<int, int> */
interface Words extends \ArrayAccess
{
    /** @param int $offset */
    public function offsetGet(mixed $offset): int;
}

/** @extends \ArrayAccess<int, float> */
interface FloatWords extends \ArrayAccess
{
    /** @param int $offset */
    public function offsetGet(mixed $offset): float;
}

interface Native
{
    /** @return Words&FloatWords */
    public function new(string $type): \ArrayAccess;

    /** @return Words&FloatWords */
    public function cast(string $type, mixed $memory): \ArrayAccess;

    public function dlerror(): ?string;

    /** The version of the library, such as "0.1.0". */
    public function moon_version(): string;

    /** The MOON_ABI that the library was built with. */
    public function moon_abi(): int;

    /** The release of the engine inside, such as "Lua 5.4.9". */
    public function moon_engine(): string;

    /** The engine's line of version and copyright, as its own command prints it. */
    public function moon_copyright(): string;

    /** Which build of the engine it is: "lua54", "lua54-system" or "luajit". */
    public function moon_engine_id(): string;

    /** Operating system and processor, such as "linux-amd64". */
    public function moon_platform(): string;

    /** What `status` means, as a line of text; the state's own message says more. */
    public function moon_status_text(int $status): string;

    /** How many states are open in this process. */
    public function moon_live_states(): int;

    /** How many handles are open in this process, those of states included. */
    public function moon_live_handles(): int;

    /** How many bytes all open states hold from the system. */
    public function moon_live_bytes(): int;

    /**
     * Closes every state that this thread opened, and returns how many.  For hosts
     * whose own memory of the handles can be lost, as between two requests.
     */
    public function moon_close_all(): int;

    /**
     * Opens a state with the libraries of `profile`.  `flags` is a sum of flags.
     * `memory_limit` is in bytes and covers all that the state will hold, but for
     * the report of an error, which may pass it by 256 KiB; 0 means no limit.
     * Returns a handle; MOON_EMEMORY, MOON_EINVAL, or MOON_EUNSUPPORTED where the
     * engine does not keep the sandbox and MOON_WEAK_SANDBOX is not set, or where
     * MOON_DETERMINISTIC is set and the engine cannot be.
     */
    public function moon_open(int $profile, int $flags, int $memory_limit): int;

    /**
     * Closes the object that `handle` names.  With a state goes all that belongs
     * to it; with anything else, results and errors stay as they are.  MOON_ESTALE,
     * and nothing else, if it was closed already; MOON_EBUSY for a state, or an
     * object of a state, that is running.
     */
    public function moon_close(int $handle): int;

    /** Bytes that `state` holds now; 0 for a bad handle. */
    public function moon_memory_used(int $state): int;

    /** The most bytes that `state` has held at once; 0 for a bad handle. */
    public function moon_memory_peak(int $state): int;

    /**
     * Collects all that Lua has let go of, which it does by itself sooner or later.
     * MOON_EMEMORY when memory is too short even for that.
     */
    public function moon_collect(int $state): int;

    /**
     * Sets a limit, one of MOON_LIMIT_; 0 is none.  A limit of memory below what is
     * held now refuses every further byte until enough is given back.  MOON_EINVAL
     * for a negative or unknown limit, and for a depth above 10,000.
     */
    public function moon_set_limit(int $state, int $limit, int $value): int;

    /**
     * While a function of the host runs for a script of `state`: stops its clocks
     * (`paused` 1) or lets them go on (0), as the answer does too.
     */
    public function moon_pause(int $state, int $paused): int;

    /**
     * Stops the script that runs now, with MOON_EINTERRUPT, within milliseconds; or
     * raises the error "interrupted!" in it, if the state is open to that.
     * May be called by a signal handler, and on the engine lua54 by any thread as
     * long as none closes the state; else MOON_ETHREAD.  LuaJIT's compiled code
     * cannot be stopped so, unless a limit of time or instructions is set.
     */
    public function moon_interrupt(int $state): int;

    /**
     * Nanoseconds of processor time that calls took while a limit of time was set;
     * the call at work counts when it asks or returns.
     */
    public function moon_cpu_used(int $state): int;

    /** Instructions that all calls ran; 0 where the engine does not count them. */
    public function moon_instructions_used(int $state): int;

    /**
     * From now on notes, about every `interval_ns` of running, where scripts are; 0
     * ends that and forgets the notes.  Scripts are as much slower as with a limit.
     * MOON_EINVAL for a negative interval, MOON_EMEMORY.
     */
    public function moon_profile_start(int $state, int $interval_ns): int;

    /**
     * Makes what was noted the one result: a table from stacks to nanoseconds of
     * processor time.  A stack is a string, with ";" after each function but the
     * last, which is the one at work; nil without a profile.
     */
    public function moon_profile_get(int $state): int;

    public function moon_push_nil(int $state): int;

    /** Pushes true for any `value` but 0. */
    public function moon_push_bool(int $state, int $value): int;

    /** MOON_ECONVERT where the engine has no such integer (LuaJIT: beyond 2^53). */
    public function moon_push_int(int $state, int $value): int;

    public function moon_push_float(int $state, float $value): int;

    /** Pushes a string of `len` bytes.  MOON_EMEMORY if it does not fit. */
    public function moon_push_bytes(int $state, ?string $bytes, int $len): int;

    /**
     * Pushes the value that `bytes` hold, in `format`: an array becomes a table, a
     * null inside it `php.null`.  MOON_ECONVERT, with moon_error_path(), for bytes
     * that hold no such value; MOON_EMEMORY.
     */
    public function moon_push_wire(int $state, int $format, ?string $bytes, int $len): int;

    /** Pushes the object of `state` that `handle` names.  MOON_EFOREIGN. */
    public function moon_push_handle(int $state, int $handle): int;

    /**
     * Pushes the function of the host that it knows by `number`, which is above 0.
     * Lua is given the same function for the same number as long as it holds it.
     */
    public function moon_push_host(int $state, int $number): int;

    /** Pushes result `index` of the last call, whatever it is; nil for none. */
    public function moon_push_result(int $state, int $index): int;

    /** Drops the arguments that wait. */
    public function moon_drop_arguments(int $state): int;

    /**
     * Lets go of the results of the last call, which the next call would do.  Worth
     * it before something large is pushed, which can take the memory of a large
     * result then.  Does nothing while a script waits for a function of the host.
     */
    public function moon_drop_results(int $state): int;

    /**
     * Compiles `code` and calls it with the arguments that wait.  `name` stands in
     * messages: a file name, or any text after "="; none takes the first line of
     * the code.  Only MOON_TRUSTED takes code that was compiled before.
     * MOON_ESYNTAX, MOON_EINCOMPLETE, MOON_ERUNTIME, MOON_EMEMORY.
     */
    public function moon_eval(int $state, ?string $code, int $code_len, ?string $name, int $name_len): int;

    /** Compiles `code` as moon_eval() does and returns a handle of the function. */
    public function moon_load(int $state, ?string $code, int $code_len, ?string $name, int $name_len): int;

    /** Calls the function that the handle `function` names. */
    public function moon_call(int $function): int;

    /**
     * Calls what stands at `path`: names from the globals down, with dots between
     * them, such as "string.upper".  A name in decimal digits is an integer key.
     * Paths are followed without running metamethods.
     */
    public function moon_call_path(int $state, ?string $path, int $path_len): int;

    /** Makes what stands at `path` the one result; nil where nothing stands. */
    public function moon_get(int $state, ?string $path, int $path_len): int;

    /** Puts the one argument that waits at `path`, with tables made on the way. */
    public function moon_set(int $state, ?string $path, int $path_len): int;

    /**
     * Removes what stands at `path`, so that scripts have less than their profile
     * gives; a library is gone for `require` too.  MOON_EINVAL when nothing stands
     * there.
     */
    public function moon_remove(int $state, ?string $path, int $path_len): int;

    /** Makes the one argument that waits the module `name` for `require`. */
    public function moon_provide(int $state, ?string $name, int $name_len): int;

    /** The number of the function that the last call left to be run; 0 if none. */
    public function moon_host_called(int $state): int;

    /** Returns the arguments that wait from the function of the host. */
    public function moon_answer(int $state): int;

    /**
     * Raises an error there.  Of the three arguments that wait are made the fields
     * class, message and code of the error, whose text is "class: message"; when it
     * ends a call, moon_error_host() gives `number`.
     */
    public function moon_raise(int $state, int $number): int;

    /** Ends the call that waits, without running any more of it. */
    public function moon_abandon(int $state): int;

    /**
     * A call cannot be left everywhere: C functions stand in the way, such as
     * string.gsub on LuaJIT.  A function of the host is an error there, unless
     * `address` is that of an int64_t (int64_t state); 0 is none.  It is called
     * then, with the call as moon_host_called() and the results tell it.  It leaves
     * arguments and returns 0 to answer, a number for moon_raise() to raise, or -1
     * to abandon the call, which then fails with MOON_ERUNTIME.  It has to return,
     * and until then it can pass values and close objects; a call on the state is
     * MOON_EBUSY.  In finalizers it is not called.
     */
    public function moon_set_callback(int $state, int $address): int;

    /** Opens a handle of a function of the host, as if Lua had given it. */
    public function moon_open_host(int $state, int $number): int;

    /**
     * The next number, of a function or an error, that Lua has let go of and the
     * host may forget; 0 if there is none.
     */
    public function moon_released(int $state): int;

    /**
     * Makes three results: the name of a function among globals and modules, such
     * as "string.upper"; the chunk that it stands in; and the line where it begins
     * there.  nil for what there is not.
     */
    public function moon_function_info(int $function): int;

    /**
     * Opens a handle of a new coroutine, with the one argument that waits for its
     * function.  MOON_EINVAL for what is no function, MOON_EMEMORY.
     */
    public function moon_coroutine(int $state): int;

    /**
     * Runs a coroutine to its next yield or its end, with the arguments that wait:
     * a call, whose results are what it yields or returns.  An error in it ends it
     * and the call; the traceback is that of the coroutine.
     */
    public function moon_coroutine_resume(int $coroutine): int;

    /**
     * The same, but the yield raises an error, made as by moon_raise().  One that
     * has not begun dies of it.
     */
    public function moon_coroutine_raise(int $coroutine, int $number): int;

    /** Ends a suspended coroutine: a call, without results. */
    public function moon_coroutine_close(int $coroutine): int;

    /** MOON_SUSPENDED and so on, or a status below 0. */
    public function moon_coroutine_status(int $coroutine): int;

    /** How many results the last call left. */
    public function moon_result_count(int $state): int;

    /** MOON_NIL and so on. */
    public function moon_result_kind(int $state, int $index): int;

    /** A boolean as 0 or 1, an integer, or the number of a function of the host. */
    public function moon_result_int(int $state, int $index): int;

    public function moon_result_float(int $state, int $index): float;

    /** The bytes of a string, borrowed.  Never NULL. */
    public function moon_result_bytes(int $state, int $index): \FFI\CData;

    /** The length of a string, in bytes. */
    public function moon_result_len(int $state, int $index): int;

    /**
     * Opens a handle of a result that is a function, a table or a coroutine; the
     * caller closes it.  It outlives the results, which stay as they are.
     * MOON_ECONVERT for a result of another kind, MOON_EMEMORY.
     */
    public function moon_result_handle(int $state, int $index): int;

    /**
     * Writes a result of any kind as bytes, in `format`, and returns how many; they
     * are at moon_wire() until the next such call.  The results stay.  Functions
     * and coroutines in it are written as objects of PHP's class
     * Moonspan\Internal\Reference, with one property: "function" or "coroutine",
     * a handle that the caller closes, or "host", a number of the host's own.
     * MOON_ECONVERT, with moon_error_path(), for what has no such form;
     * MOON_EUNSUPPORTED, without an error, for these objects in a format that has
     * none; MOON_EMEMORY.  Then no handle is left open.
     */
    public function moon_result_wire(int $state, int $index, int $format): int;

    /** What moon_result_wire() wrote.  Never NULL. */
    public function moon_wire(int $state): \FFI\CData;

    /** Makes the object itself the one result of its state. */
    public function moon_value(int $handle): int;

    /** Makes what stands at the key that waits the one result; nil for none. */
    public function moon_table_get(int $table): int;

    /** Puts the second argument that waits at the first; nil removes. */
    public function moon_table_set(int $table): int;

    /**
     * Makes the key and the value that follow the key that waits the two results;
     * nil begins, and there are no results after the last.  Values may be changed
     * and removed between the steps; MOON_EINVAL for a key that is not there.
     */
    public function moon_table_next(int $table): int;

    /** A border: n such that n is there and n + 1 is not, or 0. */
    public function moon_table_len(int $table): int;

    /** How many entries there are. */
    public function moon_table_count(int $table): int;

    /** The status of the last call, MOON_OK or negative. */
    public function moon_error_status(int $state): int;

    /** The number of the host's own error that the last call ended with; 0. */
    public function moon_error_host(int $state): int;

    /** One line as a rule, without a line end; "" when there was no error. */
    public function moon_error_message(int $state): \FFI\CData;

    public function moon_error_message_len(int $state): int;

    /** The Lua stack where the script raised it, as Lua prints it; "" if none. */
    public function moon_error_traceback(int $state): \FFI\CData;

    public function moon_error_traceback_len(int $state): int;

    /**
     * Where in a value a conversion failed, such as "$.items[3].when", in the keys
     * of the side that it came from; "" for any other error.
     */
    public function moon_error_path(int $state): \FFI\CData;

    public function moon_error_path_len(int $state): int;

    /** The output that waits.  Never NULL. */
    public function moon_output(int $state): \FFI\CData;

    public function moon_output_len(int $state): int;

    /** Forgets the output that waits, and nothing else. */
    public function moon_output_clear(int $state): int;

    /**
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
    public function moon_frame(int $state): Words;

    /** The same words, for the values of floats. */
    public function moon_frame_floats(int $state): FloatWords;
}
