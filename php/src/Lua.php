<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Abi;
use Moonspan\Internal\Bridge;
use Moonspan\Internal\Limits;
use Moonspan\Internal\Results;
use Moonspan\Internal\Scope;

/** A Lua state: its globals, its memory, and the scripts that run in it. */
final class Lua
{
    private Bridge $bridge;

    /**
     * For KPHP, once before the first state: the library is libmoonspan.so. In PHP this does nothing,
     * for the library is looked for when it is first needed.
     */
    public static function loadDynamic(): void
    {
        Scope::loadDynamic();
    }

    /** For KPHP, instead: the library is linked into the program. */
    public static function loadStatic(): void
    {
        Scope::loadStatic();
    }

    public function __construct(?Options $options = null)
    {
        $this->bridge = new Bridge($options ?? new Options());
    }

    /**
     * Compiles and runs a chunk of Lua and returns its first result, or null.
     *
     * @param mixed[] $arguments a list; the chunk receives it as `...`
     * @param string $name stands in messages: a file name, or any text after '='; '' takes the
     *                     first line of the code
     */
    public function eval(string $code, array $arguments = [], string $name = ''): mixed
    {
        return $this->bridge->first($this->bridge->eval($code, $arguments, $name));
    }

    /**
     * Compiles and runs a chunk of Lua, as eval() does, and returns all its results.
     *
     * @param mixed[] $arguments
     * @return mixed[]
     */
    public function evalAll(string $code, array $arguments = [], string $name = ''): array
    {
        return $this->bridge->all($this->bridge->eval($code, $arguments, $name));
    }

    /** Compiles a chunk, with a name as for eval(), without running it. */
    public function load(string $code, string $name = ''): LuaFunction
    {
        return $this->bridge->load($code, $name);
    }

    /**
     * Calls the function at a path from the globals down, such as 'string.upper', and returns its
     * first result, or null.
     */
    public function call(string $path, mixed ...$arguments): mixed
    {
        return $this->bridge->first($this->bridge->callPath($path, $arguments));
    }

    /**
     * Calls the function at a path, as call() does, and returns all its results.
     *
     * @return mixed[]
     */
    public function callAll(string $path, mixed ...$arguments): array
    {
        return $this->bridge->all($this->bridge->callPath($path, $arguments));
    }

    /**
     * The value at a path, such as 'config.debug'; null where there is none. No metamethod runs.
     */
    public function get(string $path): mixed
    {
        return $this->bridge->first($this->bridge->get($path));
    }

    /**
     * Puts a value at a path, with tables made on the way. No metamethod runs.
     */
    public function set(string $path, mixed $value): void
    {
        $this->bridge->set($path, $value);
    }

    /**
     * Puts a function of PHP at a path, such as 'app.price', for scripts to call; it takes its
     * arguments as one list.
     *
     * Arguments and results cross as in any call; what the function returns is the one result, or
     * several with Lua::results(). An exception becomes an error that scripts can catch: a table
     * with the fields class, message and code. If none does, the same object comes out of eval()
     * or whichever call it was. An \Error passes through Lua uncaught.
     *
     * @param callable(mixed[]):mixed $function
     */
    public function registerList(string $path, callable $function): void
    {
        $this->bridge->setList($path, $function);
    }

#ifndef KPHP
    /** The same for a function that takes its arguments one by one, as PHP functions do. */
    public function register(string $path, callable $function): void
    {
        $this->bridge->set($path, \Closure::fromCallable($function));
    }

    /**
     * Puts functions of PHP into a table at a path, which `require` gives for that name too.
     *
     * @param array<string, callable> $functions by name
     */
    public function registerLibrary(string $name, array $functions): void
    {
        if (!$this->bridge->isThere($this->bridge->get($name))) {
            $this->bridge->set($name, []);
        }
        foreach ($functions as $function => $callable) {
            $this->register("$name.$function", $callable);
        }
        $this->bridge->provide($name, $this->getTable($name));
    }
#endif

    /** What a function of PHP returns to give Lua several results, or none. */
    public static function results(mixed ...$values): mixed
    {
        return \to_mixed(new Results(\array_values($values)));
    }

    /**
     * A function of PHP, which takes its arguments as one list, as a function of Lua.
     *
     * @param callable(mixed[]):mixed $function
     */
    public function wrapList(callable $function): LuaFunction
    {
        return $this->bridge->wrapList($function);
    }

#ifndef KPHP
    /** A function of PHP as a function of Lua. */
    public function wrap(callable $function): LuaFunction
    {
        return $this->bridge->wrap(\Closure::fromCallable($function));
    }
#endif

    /**
     * A new coroutine, to be resumed.
     *
     * @param mixed $function a LuaFunction, a Closure, or a path as for call()
     */
    public function coroutine(mixed $function): Coroutine
    {
        return $this->bridge->coroutine(\is_string($function) ? $this->get($function) : $function);
    }

    /** The Lua stack of the last exception of PHP that came out of Lua; '' if there was none. */
    public function traceback(): string
    {
        return $this->bridge->lastTraceback();
    }

    /**
     * A new table, with what is in an array, that PHP and Lua can share.
     *
     * @param mixed[] $initial
     */
    public function table(array $initial = []): LuaTable
    {
        return $this->bridge->newTable($initial);
    }

    /** The table at a path, live: get() gives a copy, as an array. */
    public function getTable(string $path): LuaTable
    {
        return $this->bridge->table($this->bridge->get($path), "'$path'");
    }

    /** What scripts printed since the last time, with Options::$captureOutput; '' without. */
    public function output(): string
    {
        return $this->bridge->output();
    }

    /** How many bytes the state holds now. */
    public function memoryUsage(): int
    {
        return $this->bridge->memoryUsage();
    }

    /** The most bytes that the state has held at once. */
    public function peakMemoryUsage(): int
    {
        return $this->bridge->peakMemoryUsage();
    }

    /** Collects all that Lua has let go of, which it does by itself sooner or later. */
    public function collectGarbage(): void
    {
        $this->bridge->collect();
    }

    /**
     * Seconds of processor time that scripts took, while Options::$cpuLimit or Options::$wallLimit
     * was set. Functions of PHP that they called do not count.
     */
    public function cpuUsage(): float
    {
        return $this->bridge->cpuUsage();
    }

    /** How many instructions scripts ran, as Options::$instructionLimit counts them. */
    public function instructionUsage(): int
    {
        return $this->bridge->instructionUsage();
    }

    /** Changes Options::$memoryLimit. */
    public function setMemoryLimit(int $bytes): void
    {
        $this->bridge->setLimit(Abi::LIMIT_MEMORY, Limits::count($bytes, 'memoryLimit', 'bytes'));
    }

    /** Changes Options::$cpuLimit, for the script that runs now too. */
    public function setCpuLimit(float $seconds): void
    {
        $this->bridge->setLimit(Abi::LIMIT_CPU, Limits::nanoseconds($seconds, 'cpuLimit'));
    }

    /** Changes Options::$wallLimit, for the script that runs now too. */
    public function setWallLimit(float $seconds): void
    {
        $this->bridge->setLimit(Abi::LIMIT_WALL, Limits::nanoseconds($seconds, 'wallLimit'));
    }

    /** Changes Options::$instructionLimit, for the script that runs now too. */
    public function setInstructionLimit(int $count): void
    {
        $this->bridge->setLimit(
            Abi::LIMIT_INSTRUCTIONS,
            Limits::count($count, 'instructionLimit', 'instructions')
        );
    }

    /** Changes Options::$outputLimit, for the script that runs now too. */
    public function setOutputLimit(int $bytes): void
    {
        $this->bridge->setLimit(Abi::LIMIT_OUTPUT, Limits::count($bytes, 'outputLimit', 'bytes'));
    }

    /** In a function of PHP that a script has called: time does not count until it returns. */
    public function pauseUsageTimer(): void
    {
        $this->bridge->pause(true);
    }

    /** Takes pauseUsageTimer() back. */
    public function unpauseUsageTimer(): void
    {
        $this->bridge->pause(false);
    }

    /**
     * Stops the script that runs now with a LimitException. For handlers of signals, with
     * pcntl_async_signals(), and for functions that the script calls.
     */
    public function interrupt(): void
    {
        $this->bridge->interrupt();
    }

    /** The release of Lua inside, such as 'Lua 5.4.9'. */
    public function engine(): string
    {
        return $this->bridge->engine();
    }

    /**
     * Frees the state and all that belongs to it. A second time is harmless. Not from inside
     * a function of PHP that one of its scripts has called.
     */
    public function close(): void
    {
        $this->bridge->finish();
    }

#ifndef KPHP
    public function __clone()
    {
        throw new UsageException('a Lua state cannot be cloned', Internal\Abi::EINVAL);
    }

    /** @return mixed[] */
    public function __serialize(): array
    {
        throw new UsageException('a Lua state cannot be serialized', Internal\Abi::EINVAL);
    }

    /** @param mixed[] $data */
    public function __unserialize(array $data): void
    {
        throw new UsageException('a Lua state cannot be unserialized', Internal\Abi::EINVAL);
    }
#endif
}
