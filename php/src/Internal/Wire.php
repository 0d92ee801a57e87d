<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * Whole arrays as bytes, on their way to Lua or from there.
 *
 * In PHP the format is chosen once for a process: MessagePack where there is the extension, for that
 * is faster, else the text of serialize(), which is always there. KPHP has its own (Marks).
 */
final class Wire
{
    /** How many arrays may stand inside each other: TRAIL_MAX of the library. */
    public const DEPTH = 128;

    /** The least that an entry of a table, and a table, take in memory on any engine. */
    public const ENTRY_BYTES = 8;
    public const TABLE_BYTES = 40;

#ifndef KPHP
    /** The only objects that the library writes; the options take longer than a small array does. */
    private const SMALL_BYTES = 4096;
    private const UNSERIALIZE = ['allowed_classes' => [Reference::class], 'max_depth' => 0];
    private const REFERENCE = 'O:27:"Moonspan\Internal\Reference"';

    /** Something of everything, and how it has to be written. */
    private const SAMPLE = [[], [1 => -1], ['a' => null, '' => true], 0.1, 3.0, 'text'];
    private const SAMPLE_BYTES = '969081' . '01ff' . '82a161c0a0c3' . 'cb3fb999999999999a' . 'cb4008000000000000'
        . 'a474657874';

    /** -1 until it is chosen. */
    private static int $format = -1;

    /** @var \MessagePack for that format */
    private static $packer;

    /** Whose functions and tables may be written as handles now. */
    private static ?Session $crossing = null;

    /** How many references there are so far in what is being read; below 0, nothing is. */
    private static int $meetings = -1;
#endif

    /** The best format of this process. */
    public static function format(): int
    {
#ifndef KPHP
        if (self::$format < 0) {
            self::$format = self::choose();
        }
        return self::$format;
#endif
        return Abi::KPHP;
    }

#ifndef KPHP
    /** The state for which an array is crossing at this moment. */
    public static function bridge(): ?Session
    {
        return self::$crossing;
    }

    /** How many there were. */
    private static function resetMeetings(int $outer): int
    {
        $meetings = self::$meetings;
        self::$meetings = $outer;
        return $meetings;
    }

    /** Notes that what is being read has a reference in it; false if nothing is being read. */
    public static function meets(): bool
    {
        if (self::$meetings < 0) {
            return false;
        }
        self::$meetings++;
        return true;
    }
#endif

    /**
     * An array as bytes, or null if not all of it can cross.
     *
     * It is looked through first: serialize() would run methods of strangers, write a resource as
     * 0, and crash the process some thousand levels down. Level by level, because that takes no
     * call of a function for an array inside. An array that contains itself, or one thing very
     * often, ends at the last level or when $room, the bytes of Lua memory that it may take, is
     * used up.
     *
     * @param mixed[] $array
     */
    public static function pack(array $array, int $format, Session $bridge, int $room): ?string
    {
        $hasObjects = false;
        $depth = self::DEPTH;
        /** @var mixed[][] $next */
        $next = [$array];
        while ($next) {
            if ($depth-- === 0) {
                return null;
            }
            $level = $next;
            $next = [];
            foreach ($level as $inner) {
                foreach ($inner as $value) {
                    if (\is_scalar($value)) {
                        continue;
                    }
                    if (\is_array($value)) {
                        $next[] = $value;
                    } elseif ($value !== null) {
                        if (!Scan::isOurs($value, $bridge)) {
                            return null;
                        }
                        $hasObjects = true;
                    }
                }
                $room -= self::TABLE_BYTES + self::ENTRY_BYTES * \count($inner);
                if ($room < 0) {
                    return null;
                }
            }
        }
#ifndef KPHP
        if ($hasObjects) {
            return self::packObjects($array, $format, $bridge);
        }
        return $format === Abi::MSGPACK ? self::$packer->pack($array) : self::serialize($array);
#endif
        return Marks::pack($array, $hasObjects);
    }

#ifndef KPHP

    /**
     * An array in which objects stand for something of a state.
     *
     * @param mixed[] $array
     */
    public static function packObjects(array $array, int $format, Session $bridge): string
    {
        $outer = self::$crossing;
        self::$crossing = $bridge;
        $bytes = $format === Abi::MSGPACK ? self::$packer->pack($array) : self::serialize($array);
        self::$crossing = $outer;
        return $bytes;
    }

#endif

    /** @return mixed[] */
    public static function unpack(string $bytes, int $format, Crossing $bridge): array
    {
#ifndef KPHP
        if ($format === Abi::MSGPACK) {
            $array = self::$packer->unpack($bytes); // @phpstan-ignore-line (the second parameter is optional)
        } elseif (
            \strlen($bytes) <= self::SMALL_BYTES && !\str_contains($bytes, self::REFERENCE)
            && \ini_get('unserialize_max_depth') === '4096'
        ) {
            $array = \unserialize($bytes);
        } else {
            $array = self::unpackReferences($bytes, $bridge);
        }
        if (!\is_array($array)) {
            throw Failure::usage('PHP cannot read what the library wrote of a table');
        }
        return $array;
#endif
        return Marks::unpack($bytes, $bridge);
    }

#ifndef KPHP
    private static function unpackReferences(string $bytes, Crossing $bridge): mixed
    {
        $outer = self::$meetings;
        self::$meetings = 0;
        $array = \unserialize($bytes, self::UNSERIALIZE);
        $meetings = self::resetMeetings($outer);
        return $meetings !== 0 && \is_array($array) ? Reference::openAll($array, $bridge) : $array;
    }

    /** @param mixed[] $array */
    private static function serialize(array $array): string
    {
        $precision = (string) \ini_get('serialize_precision');
        if ($precision === '-1' || (int) $precision >= 17) {
            return \serialize($array);
        }
        if (\ini_set('serialize_precision', '-1') === false) {
            throw Failure::usage("serialize_precision is $precision, which cuts floats, and cannot be set to -1");
        }
        $bytes = \serialize($array);
        \ini_set('serialize_precision', $precision);
        return $bytes;
    }

    private static function choose(): int
    {
        if (!\class_exists('MessagePack', false)) {
            return Abi::SERIALIZE;
        }
        // Objects are never read from MessagePack, and references are written as what they refer to.
        $packer = new \MessagePack(false);
        foreach (['MessagePack::OPT_ASSOC' => true, 'MessagePack::OPT_FORCE_F32' => false] as $option => $value) {
            if (\defined($option)) {
                $packer->setOption(\constant($option), $value);
            }
        }
        $bytes = (string) \hex2bin(self::SAMPLE_BYTES);
        self::$packer = $packer;
        $isFit = $packer->pack(self::SAMPLE) === $bytes
            && $packer->unpack($bytes) === self::SAMPLE; // @phpstan-ignore-line (as above)
        return $isFit ? Abi::MSGPACK : Abi::SERIALIZE;
    }
#endif
}
