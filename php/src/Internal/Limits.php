<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\Options;

/** Limits as programs write them, and as the library takes them. */
final class Limits
{
    private const NANOSECONDS = 1e9;

    /** Beyond this many seconds, some three years, there is no limit. */
    private const MOST_SECONDS = 1e8;

    /** @return int[] the limits that are set, by MOON_LIMIT_* */
    public static function of(Options $options): array
    {
        return [
            Abi::LIMIT_CPU => self::nanoseconds($options->cpuLimit, 'cpuLimit'),
            Abi::LIMIT_WALL => self::nanoseconds($options->wallLimit, 'wallLimit'),
            Abi::LIMIT_INSTRUCTIONS => self::count($options->instructionLimit, 'instructionLimit', 'instructions'),
            Abi::LIMIT_OUTPUT => self::count($options->outputLimit, 'outputLimit', 'bytes'),
            Abi::LIMIT_DEPTH => self::count($options->depthLimit, 'depthLimit', 'calls'),
            Abi::LIMIT_HOST => (int) $options->countHostTime,
        ];
    }

    /** Seconds, 0 for no limit, as nanoseconds; $name is that of the option. */
    public static function nanoseconds(float $seconds, string $name): int
    {
        if (\is_nan($seconds) || $seconds < 0) {
            throw Failure::usage("Options::\$$name is $seconds; it takes seconds, or 0 for no limit");
        }
        if ($seconds > self::MOST_SECONDS) {
            return 0;
        }
        return $seconds <= 0 ? 0 : \max(1, (int) ($seconds * self::NANOSECONDS));
    }

    public static function count(int $count, string $name, string $unit): int
    {
        if ($count < 0) {
            throw Failure::usage("Options::\$$name is $count; it takes $unit, or 0 for no limit");
        }
        return $count;
    }
}
