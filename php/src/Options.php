<?php

declare(strict_types=1);

namespace Moonspan;

/** What a new Lua state is given, and how far it may go. */
final class Options
{
    /** The most bytes that the state may hold; 0 means no limit. */
    public int $memoryLimit = 64 << 20;

    /**
     * Seconds of processor time that a call may take in Lua; 0 means no limit. Each call from
     * outside has them anew. Functions of PHP that a script calls do not count.
     */
    public float $cpuLimit = 5.0;

    /** Seconds that a call may take in all, functions of PHP included; 0 means no limit. */
    public float $wallLimit = 0.0;

    /**
     * How many instructions a call may run, the same number for the same script each time, whatever
     * the machine; 0 means no limit. An instruction is a jump, a call or a return, or work of
     * a library function that takes as long.
     */
    public int $instructionLimit = 0;

    /** How many bytes a call may print; 0 means no limit. */
    public int $outputLimit = 0;

    /**
     * How many calls may wait for functions of PHP inside each other, from Lua to PHP to Lua and so
     * on; 0 means 200.
     */
    public int $depthLimit = 0;

    /** Whether the time of functions of PHP that a script calls counts for $cpuLimit too. */
    public bool $countHostTime = false;

    /**
     * 'sandbox': nothing that reaches outside the state. 'standard': files and modules too.
     * 'trusted': all that the stand-alone interpreter has.
     */
    public string $profile = 'sandbox';

    /** 'lua54', 'luajit', or 'lua54-system' for the Lua of the operating system. */
    public string $engine = 'lua54';

    /** The file of libmoonspan; null looks for it. */
    public ?string $libraryPath = null;

    /** Whether what a script prints waits for Lua::output() instead of being echoed. */
    public bool $captureOutput = false;

    /** Whether the sandbox may be used on an engine that is known to have holes in it. */
    public bool $allowWeakSandbox = false;

    /** Whether the same script does the same in every process: fixed seeds, and a clock that stands at 0. */
    public bool $deterministic = false;

    /**
     * What scripts are not to have of what their profile gives: libraries, such as 'os', and
     * functions, such as 'string.rep'.
     *
     * @var string[]
     */
    public array $without = [];

#ifndef KPHP
    /**
     * A misspelt limit must not pass for a limit.
     */
    public function __set(string $name, mixed $value): void
    {
        throw new UsageException("there is no option '$name'; the options are "
            . \implode(', ', \array_keys(\get_object_vars($this))), Internal\Abi::EINVAL);
    }
#endif
}
