<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/** Holds files against all the rules. */
final class Checker
{
    /** @return string[] what is wrong with a file, or with the files in a folder, as `file:line: message` */
    public static function problems(string $path): array
    {
        $lines = [];
        foreach (self::files($path) as $file) {
            $problems = self::check($file);
            \sort($problems);
            foreach ($problems as [$line, $message]) {
                $lines[] = "$file:$line: $message";
            }
        }
        return $lines;
    }

    /** @return string[] */
    private static function files(string $path): array
    {
        if (!\is_dir($path)) {
            return [$path];
        }
        $found = [];
        foreach (\glob("$path/*") ?: [] as $inner) {
            if (\is_dir($inner) || \preg_match('/\.(php|h)$/', $inner) === 1) {
                $found = \array_merge($found, self::files($inner));
            }
        }
        return $found;
    }

    /** @return array<int, array{int, string}> lines and messages */
    private static function check(string $file): array
    {
        $text = (string) \file_get_contents($file);
        if (\substr($file, -2) === '.h') {
            return Header::check($text);
        }
        $source = new Source($text);
        return \array_merge(
            $source->problems,
            Names::check($source),
            Syntax::check($source),
            Signatures::check($source),
            Attempts::check($source)
        );
    }
}
