<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LuaException;

/** What can cross inside an array, and why an array cannot cross. */
final class Scan
{
    /** More than this does not cross, whatever the memory limit. */
    private const MOST_BYTES = 1 << 29;

    /** How much of a name stands in a path. */
    private const NAME_LENGTH = 64;

    private Session $bridge;

    /** Bytes of Lua memory that the rest may take at least. */
    private int $room;

    private bool $hasClosures = false;

    /** @var string[] the PHP references on the way to the value at work */
    private array $open = [];

    private function __construct(Session $bridge, int $room)
    {
        $this->bridge = $bridge;
        $this->room = $room;
    }

    /** The part of a limit that one array may take; 0 is no limit. */
    public static function room(int $memoryLimit): int
    {
        return $memoryLimit === 0 ? self::MOST_BYTES : \min($memoryLimit, self::MOST_BYTES);
    }

    /**
     * Why an array cannot cross: the first reason in it; null if there are just Closures in it.
     *
     * @param mixed[] $array
     * @param string $path where it stands
     */
    public static function refusal(array $array, Session $bridge, int $room, string $path): ?LuaException
    {
        $scan = new self($bridge, $room);
        $refusal = $scan->find($array, 1, $path);
        return $refusal === null && !$scan->hasClosures
            ? Failure::conversion('cannot convert the array', $path)
            : $refusal;
    }

    /**
     * The path of an entry of what stands at a path: names that are words stand after a dot.
     *
     * @param mixed $key
     */
    public static function step(string $path, $key): string
    {
        if (\is_bool($key)) {
            return $path . ($key ? '[true]' : '[false]');
        }
        if ($key instanceof Held) {
            return $path . '[' . $key->noun() . ']';
        }
        if (!\is_string($key)) {
            return $path . (\is_int($key) || \is_float($key) ? "[$key]" : '[?]');
        }
        if (\preg_match('/^[A-Za-z_][A-Za-z_0-9]*\z/', $key) === 1 && \strlen($key) <= self::NAME_LENGTH) {
            return "$path.$key";
        }
        return $path . '["' . \substr($key, 0, self::NAME_LENGTH) . '"]';
    }

    /**
     * Whether an object belongs to a state and can cross to it.
     *
     * @param mixed $value
     */
    public static function isOurs($value, Session $bridge): bool
    {
        if ($value instanceof Held) {
            return $value->isOf($bridge) && $value->handle() !== 0;
        }
        return false;
    }

    /** @param mixed[] $array */
    private function find(array $array, int $depth, string $path): ?LuaException
    {
        if ($depth > Wire::DEPTH) {
            return Failure::conversion('more than ' . Wire::DEPTH . ' arrays stand inside each other', $path);
        }
        $this->room -= Wire::TABLE_BYTES + Wire::ENTRY_BYTES * \count($array);
        if ($this->room < 0) {
            return Failure::tooLarge($path);
        }
        foreach ($array as $key => $value) {
            if ($key === Marks::KEY && Wire::format() === Abi::KPHP) {
                return Failure::conversion('the array has the key that marks objects in KPHP', $path);
            }
            if ($value === null || \is_scalar($value)) {
                continue;
            }
            $place = self::step($path, $key);
            $refusal = \is_array($value)
                ? $this->findInside($array, $key, $depth, $place)
                : $this->judge($value, $place);
            if ($refusal !== null) {
                return $refusal;
            }
        }
        return null;
    }

    /**
     * Only through a PHP reference can an array contain itself.
     *
     * @param mixed[] $array
     * @param int|string $key of an array in it
     */
    private function findInside(array $array, $key, int $depth, string $place): ?LuaException
    {
#ifndef KPHP
        $reference = \ReflectionReference::fromArrayElement($array, $key);
        $id = $reference === null ? '' : $reference->getId();
        if ($id !== '' && \in_array($id, $this->open, true)) {
            return Failure::conversion('the array contains itself', $place);
        }
        $this->open[] = $id;
#endif
        $refusal = $this->find((array) $array[$key], $depth + 1, $place);
#ifndef KPHP
        \array_pop($this->open);
#endif
        return $refusal;
    }

    /** @param mixed $value neither a scalar nor an array */
    private function judge($value, string $place): ?LuaException
    {
#ifndef KPHP
        if ($value instanceof \Closure) {
            $this->hasClosures = true;
            return null;
        }
#endif
        if ($value instanceof Held) {
            if (!$value->isOf($this->bridge)) {
                return Failure::held($value, Abi::EFOREIGN, $place);
            }
            return $value->handle() === 0 ? Failure::held($value, Abi::ESTALE, $place) : null;
        }
        return Failure::stranger($value, $place);
    }
}
