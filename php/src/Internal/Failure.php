<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\ConversionException;
use Moonspan\InstructionLimitException;
use Moonspan\LimitException;
use Moonspan\LuaException;
use Moonspan\MemoryLimitException;
use Moonspan\Options;
use Moonspan\OutputLimitException;
use Moonspan\SyntaxException;
use Moonspan\TimeLimitException;
use Moonspan\UsageException;

/** Finds the exception for what went wrong, and the words for it. */
final class Failure
{
    private const INTEGERS = 1 << 53;

    private const KINDS = [
        Abi::NIL => 'nil',
        Abi::BOOL => 'a boolean',
        Abi::INT => 'a number',
        Abi::FLOAT => 'a number',
        Abi::BYTES => 'a string',
        Abi::FUNCTION => 'a function',
        Abi::TABLE => 'a table',
        Abi::COROUTINE => 'a coroutine',
        Abi::USERDATA => 'a userdata',
    ];

    public static function usage(string $message): UsageException
    {
        return new UsageException($message, Abi::EINVAL);
    }

    public static function closed(): UsageException
    {
        return new UsageException('the Lua state is closed', Abi::ESTALE);
    }

    public static function busy(string $message): UsageException
    {
        return new UsageException($message, Abi::EBUSY);
    }

    /** A status for which nothing but the message matters. */
    public static function plain(int $status, string $message, string $traceback): LuaException
    {
        $option = self::option($status, $message);
        if ($option !== '') {
            $message .= " (Options::\$$option)";
        }
        switch ($status) {
            case Abi::ESYNTAX:
            case Abi::EINCOMPLETE:
                return new SyntaxException($message, $status, $traceback);
            case Abi::EMEMORY:
                return new MemoryLimitException($message, $status, $traceback);
            case Abi::ETIME:
                return new TimeLimitException($message, $status, $traceback);
            case Abi::EINSTRUCTIONS:
                return new InstructionLimitException($message, $status, $traceback);
            case Abi::EOUTPUT:
                return new OutputLimitException($message, $status, $traceback);
            case Abi::EINTERRUPT:
            case Abi::EDEPTH:
                return new LimitException($message, $status, $traceback);
            case Abi::ECONVERT:
                return new ConversionException($message, $status, '');
        }
        return new UsageException($message, $status, $traceback);
    }

    /** The option that sets the limit that was hit; '' where none was. */
    private static function option(int $status, string $message): string
    {
        switch ($status) {
            case Abi::EMEMORY:
                return \strpos($message, ': the limit is') === false ? '' : 'memoryLimit';
            case Abi::ETIME:
                return \strpos($message, 'processor') === false ? 'wallLimit' : 'cpuLimit';
            case Abi::EINSTRUCTIONS:
                return 'instructionLimit';
            case Abi::EOUTPUT:
                return 'outputLimit';
            case Abi::EDEPTH:
                return 'depthLimit';
        }
        return '';
    }

    /** The path of argument or result $i, of which $place is Bridge::EACH; else that of the only one. */
    public static function place(string $place, int $i): string
    {
        return $place === Bridge::EACH ? "\$[$i]" : $place;
    }

    /** moon_open() gave no state. */
    public static function open(int $status, string $message, Options $options): LuaException
    {
        if ($status === Abi::EUNSUPPORTED && $options->deterministic && $options->engine !== 'lua54') {
            return new UsageException("the engine '{$options->engine}' draws its own seeds: "
                . "Options::\$deterministic needs the engine 'lua54'", $status);
        }
        if ($status === Abi::EUNSUPPORTED) {
            return new UsageException("the engine '{$options->engine}' does not keep the sandbox: scripts could "
                . "break out of it. For scripts that you trust, set Options::\$allowWeakSandbox to true, or "
                . "Options::\$profile to 'standard'", $status);
        }
        if ($status === Abi::EMEMORY && $options->memoryLimit !== 0) {
            $message = "a Lua state does not fit into {$options->memoryLimit} bytes (Options::\$memoryLimit)";
        }
        return self::plain($status, $message, '');
    }

    /**
     * One of the arguments cannot cross, and it is the first that Lua has no such value for.
     *
     * @param mixed[] $arguments
     * @param string $place as for place()
     */
    public static function arguments(array $arguments, string $place, string $message): ConversionException
    {
        $count = \count($arguments);
        for ($i = 0; $i < $count; $i++) {
            if (!self::canCross($arguments[$i])) {
                return self::stranger($arguments[$i], self::place($place, $i));
            }
        }
        return new ConversionException($message, Abi::ECONVERT, '');
    }

    /** A value of PHP that Lua has nothing for. */
    public static function stranger(mixed $value, string $path): ConversionException
    {
        return self::conversion(self::describe($value), $path);
    }

    /** An object of Lua that is no argument for this state. */
    public static function held(Held $object, int $status, string $path): UsageException
    {
        $what = $status === Abi::EFOREIGN ? 'belongs to another Lua state' : 'was released';
        return new UsageException("the {$object->noun()} at $path $what", $status);
    }

    /** An object of Lua that was to be used. */
    public static function released(string $noun): UsageException
    {
        return new UsageException("the $noun was released", Abi::ESTALE);
    }

    /** An array for which the state has no room, whatever else is in it. */
    public static function tooLarge(string $path): MemoryLimitException
    {
        return new MemoryLimitException("not enough memory for the array at $path", Abi::EMEMORY);
    }

    /** A kind of Lua value, in words. */
    public static function kind(int $kind): string
    {
        return self::KINDS[$kind] ?? 'a value of an unknown kind';
    }

    public static function result(int $kind, string $path): ConversionException
    {
        return self::conversion('cannot convert ' . self::kind($kind) . ' to a PHP value', $path);
    }

    /** Something at a path cannot cross. */
    public static function conversion(string $message, string $path): ConversionException
    {
        return new ConversionException($message . ($path === '$' ? '' : ", at $path"), Abi::ECONVERT, $path);
    }

    /** A float holds integers up to 2^53, and on LuaJIT all numbers are floats. */
    private static function canCross(mixed $value): bool
    {
        if (\is_int($value)) {
            return $value >= -self::INTEGERS && $value <= self::INTEGERS;
        }
        if ($value === null || \is_scalar($value) || \is_array($value)) {
            return true;
        }
#ifndef KPHP
        if ($value instanceof \Closure) {
            return true;
        }
#endif
        return $value instanceof Held;
    }

    private static function describe(mixed $value): string
    {
        if (\is_int($value)) {
            return "the engine has no integers beyond 2^53 to hold $value";
        }
        $what = \is_object($value) ? 'an object' : 'a ' . \gettype($value);
#ifndef KPHP
        if (\is_object($value)) {
            $what = 'an object of class ' . \get_class($value);
        }
#endif
        return "cannot convert $what to a Lua value";
    }
}
