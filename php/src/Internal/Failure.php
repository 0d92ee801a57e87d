<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\ConversionException;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\MemoryLimitException;
use Moonspan\Options;
use Moonspan\SyntaxException;
use Moonspan\UsageException;

/** Finds the exception for what went wrong, and the words for it. */
final class Failure
{
    private const KINDS = [
        Abi::TABLE => 'table',
        Abi::COROUTINE => 'coroutine',
        Abi::USERDATA => 'userdata',
    ];

    public static function usage(string $message): UsageException
    {
        return new UsageException($message, Abi::EINVAL);
    }

    public static function closed(): UsageException
    {
        return new UsageException('the Lua state is closed', Abi::ESTALE);
    }

    /** A status for which nothing but the message matters. */
    public static function plain(int $status, string $message, string $traceback): LuaException
    {
        switch ($status) {
            case Abi::ESYNTAX:
            case Abi::EINCOMPLETE:
                return new SyntaxException($message, $status, $traceback);
            case Abi::EMEMORY:
                return new MemoryLimitException($message, $status, $traceback);
            case Abi::ECONVERT:
                return new ConversionException($message, $status, '');
            case Abi::ESTALE:
                return new UsageException('the Lua function was released', $status);
        }
        return new UsageException($message, $status, $traceback);
    }

    /** moon_open() gave no state. */
    public static function open(int $status, string $message, Options $options): LuaException
    {
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
     * @param string $place the path of an argument, with %d for its index
     */
    public static function arguments(array $arguments, string $place, string $message): ConversionException
    {
        foreach ($arguments as $i => $value) {
            if (\is_int($value) ? \abs($value) > 2 ** 53 : !self::canCross($value)) {
                $path = \sprintf($place, $i);
                return self::conversion(self::describe($value), $path);
            }
        }
        return new ConversionException($message, Abi::ECONVERT, '');
    }

    public static function argument(int $status, string $path): UsageException
    {
        $what = $status === Abi::EFOREIGN ? 'belongs to another Lua state' : 'was released';
        return new UsageException("the Lua function at $path $what", $status);
    }

    public static function result(int $kind, string $path): ConversionException
    {
        $what = self::KINDS[$kind] ?? 'value of an unknown kind';
        return self::conversion("cannot convert a Lua $what to a PHP value", $path);
    }

    private static function conversion(string $message, string $path): ConversionException
    {
        return new ConversionException($message . ($path === '$' ? '' : ", at $path"), Abi::ECONVERT, $path);
    }

    private static function canCross(mixed $value): bool
    {
        return $value === null || \is_scalar($value) || $value instanceof LuaFunction;
    }

    private static function describe(mixed $value): string
    {
        if (\is_int($value)) {
            return "the engine has no integers beyond 2^53 to hold $value";
        }
        $what = \is_array($value) ? 'an array' : 'a ' . \gettype($value);
        if (\is_object($value)) {
            $what = 'an object of class ' . \get_class($value);
        }
        return "cannot convert $what to a Lua value";
    }
}
