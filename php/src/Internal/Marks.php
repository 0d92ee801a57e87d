<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * How arrays cross in KPHP, by MOON_KPHP: it writes MessagePack, for its serialize() cuts floats, and
 * reads the text of serialize(), which it does exactly. It puts no objects into either, so each that
 * belongs to a Lua state stands there as an array with a mark: [KEY => kind, 0 => handle].
 *
 * No array of a program has that key, or it could name what it was never given: pack() sees to it
 * here, and the library in the other direction.
 */
final class Marks
{
    public const KEY = "\0moonspan";

    /**
     * An array that Wire::pack() has looked through, as bytes; null if it has the key.
     *
     * @param mixed[] $array
     */
    public static function pack(array $array, bool $hasObjects): ?string
    {
        if ($hasObjects) {
            return self::isIn($array) ? null : (string) \msgpack_serialize(self::put($array));
        }
        $bytes = (string) \msgpack_serialize($array);
        return \strpos($bytes, self::KEY) !== false && self::isIn($array) ? null : $bytes;
    }

    /** @return mixed[] */
    public static function unpack(string $bytes, Crossing $bridge): array
    {
        $array = \unserialize($bytes);
        if (!\is_array($array)) {
            throw Failure::usage('KPHP cannot read what the library wrote of a table');
        }
        return \strpos($bytes, self::KEY) === false ? $array : self::take($array, $bridge);
    }

    /** @param mixed[] $array */
    private static function isIn(array $array): bool
    {
        if (isset($array[self::KEY])) {
            return true;
        }
        foreach ($array as $value) {
            if (\is_array($value) && self::isIn($value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * An array with marks in the places of objects.
     *
     * @param mixed[] $array
     * @return mixed[]
     */
    private static function put(array $array): array
    {
        /** @var mixed[] $marked */
        $marked = [];
        foreach ($array as $key => $value) {
            if (\is_array($value)) {
                $marked[$key] = self::put($value);
            } elseif ($value instanceof Held) {
                $marked[$key] = [self::KEY => $value->kind(), 0 => $value->handle()];
            } else {
                $marked[$key] = $value;
            }
        }
        return $marked;
    }

    /**
     * An array with objects in the places of marks.
     *
     * @param mixed[] $array
     * @return mixed[]
     */
    private static function take(array $array, Crossing $bridge): array
    {
        /** @var mixed[] $taken */
        $taken = [];
        foreach ($array as $key => $value) {
            if (!\is_array($value)) {
                $taken[$key] = $value;
            } elseif (isset($value[self::KEY])) {
                $taken[$key] = \to_mixed($bridge->hold((int) $value[self::KEY], (int) $value[0]));
            } else {
                $taken[$key] = self::take($value, $bridge);
            }
        }
        return $taken;
    }
}
