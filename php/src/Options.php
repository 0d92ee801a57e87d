<?php

declare(strict_types=1);

namespace Moonspan;

/** What a new Lua state is given, and how far it may go. */
final class Options
{
    /** The most bytes that the state may hold; 0 means no limit. */
    public int $memoryLimit = 64 << 20;

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
