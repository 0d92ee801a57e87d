<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/**
 * Inside `try`, an exception of a call that stands inside another escapes the catch in KPHP. So a
 * statement there has one call that may throw: all but those of PHP's own functions and classes and
 * of the library's functions, which are written \name() and moon_name().
 */
final class Attempts
{
    /** @return array<int, array{int, string}> */
    public static function check(Source $source): array
    {
        $problems = [];
        foreach ($source->each(\T_TRY) as $i => $try) {
            $end = $source->close($i + 1);
            $calls = 0;
            for ($i += 2; $i < $end; $i++) {
                $calls = $source->tokens[$i]->is([';', '{', '}']) ? 0 : $calls + (int) self::mayThrow($source, $i);
                if ($calls === 2) {
                    $line = $source->tokens[$i]->line;
                    $problems[] = [$line, 'in try, a statement has one call that may throw in KPHP'];
                    $calls++;
                }
            }
        }
        return $problems;
    }

    /** Whether a call begins with the token before a bracket. */
    private static function mayThrow(Source $source, int $i): bool
    {
        if ($source->matches($i, \T_NEW)) {
            return \preg_match('/^\\\\\w+$/', $source->tokens[$i + 1]->text) !== 1;
        }
        $token = $source->tokens[$i];
        if (!$source->matches($i + 1, '(') || $source->tokens[$i - 1]->is(\T_NEW)) {
            return false;
        }
        if ($token->is(\T_STRING)) {
            return \strncmp($token->text, 'moon_', 5) !== 0 && !$source->matches($i - 2, '\FFI', '::');
        }
        return $token->is([\T_VARIABLE, ']', ')']);
    }
}
