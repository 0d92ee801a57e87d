<?php

// Made by tools/ffigen.lua from moonspan.h; do not edit.

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * The constants of moonspan.h, without their prefix.
 */
final class Abi
{
    // The CRC-32 of the declarations in php/ffi/moonspan.h.
    public const HEADER_CRC = 0x26fdb575;

    // The number that header and library must share; see moon_abi().
    public const ABI = 1;

    // Status of a call.
    public const OK = 0;
    public const ERUNTIME = -1; // the script raised an error
    public const ESYNTAX = -2; // the chunk does not compile, or is not text
    public const EINCOMPLETE = -3; // the chunk does not compile, but its start may
    public const EMEMORY = -4; // the memory limit was reached, or memory is out
    public const ECONVERT = -5; // a value cannot cross without being changed
    public const ETIME = -6; // a limit of time was reached
    public const EINSTRUCTIONS = -7; // the limit of instructions was reached
    public const EOUTPUT = -8; // the limit of output was reached
    public const EINTERRUPT = -9; // the script was interrupted
    public const ESTALE = -10; // the handle was closed, or never given out
    public const EKIND = -11; // the handle names an object of another kind
    public const EFOREIGN = -12; // the handle belongs to another state
    public const EBUSY = -13; // a call on this state is still running
    public const ETHREAD = -14; // another thread opened this state
    public const EINVAL = -15; // an argument is out of its range
    public const EUNSUPPORTED = -16; // this engine cannot do that
    public const EDEPTH = -17; // too many calls stand inside each other
    public const HOST = -100; // no failure: the script calls the host

    // Kind of a value.
    public const NIL = 0;
    public const BOOL = 1;
    public const INT = 2;
    public const FLOAT = 3;
    public const BYTES = 4; // a Lua string: bytes, any of which may be zero
    public const FUNCTION = 5;
    public const TABLE = 6;
    public const COROUTINE = 7;
    public const USERDATA = 8;
    public const HOSTED = 9; // a function of the host

    // Status of a coroutine.
    public const SUSPENDED = 0; // it has not begun, or has yielded
    public const RUNNING = 1; // it is that of the script itself
    public const NORMAL = 2; // it waits for another, or for the host
    public const DEAD = 3; // it has ended

    // How a whole value is written as bytes.
    public const SERIALIZE = 0; // as PHP's serialize() does
    public const MSGPACK = 1; // as MessagePack
    public const KPHP = 2; // MessagePack in, serialize() out, with marked maps

    // What a script is given.
    public const SANDBOX = 0; // nothing that reaches outside the state
    public const STANDARD = 1; // files and Lua modules too; no processes, no C code
    public const TRUSTED = 2; // all that the stand-alone interpreter has

    // Flags of moon_open(), added together.
    public const PLAIN = 0;
    public const STDOUT = 1; // `print` writes to C's stdout, `warn` to stderr
    public const WEAK_SANDBOX = 2; // allow it on an engine with known holes
    public const DETERMINISTIC = 4; // fixed seeds and a clock that stands at zero
    public const NO_ENVIRONMENT = 8; // `require` heeds no environment variables
    public const SOFT_INTERRUPT = 16; // scripts may catch moon_interrupt()

    // What moon_set_limit() limits.  Spent is what one outermost call spends.
    public const LIMIT_MEMORY = 0; // bytes that the state holds
    public const LIMIT_CPU = 1; // nanoseconds of processor time in Lua
    public const LIMIT_WALL = 2; // nanoseconds from the call to its end
    public const LIMIT_INSTRUCTIONS = 3; // steps, the same for the same script
    public const LIMIT_OUTPUT = 4; // bytes that `print` writes
    public const LIMIT_DEPTH = 5; // calls that wait for the host; 0 means 200
    public const LIMIT_HOST = 6; // not 0: the host's functions count for CPU too

    // Places in the words of moon_frame().
    public const FRAME_ARGUMENTS = 0; // how many slots hold arguments
    public const FRAME_OUTPUT = 1; // bytes of output that wait to be read
    public const FRAME_RELEASED = 2; // numbers that moon_released() has, at most
    public const FRAME_HOST = 3; // the number of the function that is called
    public const FRAME_COUNT = 4; // how many arguments it is given
    public const FRAME_CALL = 5; // both, and the kinds, in one word
    public const FRAME_WIRE = 6; // 1 + the format in which tables cross here
    public const FRAME_FIRST = 7; // the kind in slot 0; its value is next to it
    public const FRAME_SLOTS = 16; // how many slots there are, two words each
    public const FRAME_TEXT = 39; // the first word of a string's bytes
    public const FRAME_BYTES = 4096; // how many there may be
    public const FRAME_PRINTED = 64; // is added to the kind in slot 0, see below
}
