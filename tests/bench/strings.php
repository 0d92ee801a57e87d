<?php

// What PHP's own string functions cost, for strings.lua: prints `name size nanoseconds`.

declare(strict_types=1);

const PROSE = 'The quick brown Fox & the <lazy> dog said: "no". ';
const CYRILLIC = 'Привет, мир: это строка. ';

function fill(string $text, int $size): string
{
    return substr(str_repeat($text, intdiv($size, strlen($text)) + 1), 0, $size);
}

/** Nanoseconds for one call, the least of several rounds; the loop itself is taken off. */
function measure(callable $function, array $arguments): float
{
    $count = 1;
    do {
        $start = hrtime(true);
        for ($i = 0; $i < $count; $i++) {
            $function(...$arguments);
        }
        $time = hrtime(true) - $start;
        $count *= $time < 4e6 ? 4 : 1;
    } while ($time < 4e6);
    $least = INF;
    for ($round = 0; $round < 9; $round++) {
        $start = hrtime(true);
        for ($i = 0; $i < $count; $i++) {
            $function(...$arguments);
        }
        $least = min($least, (hrtime(true) - $start) / $count);
    }
    return $least;
}

$prose = static fn(int $n): array => [fill(PROSE, $n)];
$cyrillic = static fn(int $n): array => [mb_strcut(fill(CYRILLIC, $n), 0, $n)];
$tasks = [
    'replace' => ['str_replace', static fn(int $n): array => ['fox', 'wolf', fill(PROSE, $n)]],
    'split' => ['explode', static fn(int $n): array => [' ', fill(PROSE, $n)]],
    'join' => ['implode', static fn(int $n): array => [',', array_map(static fn(int $i): string => 'word' . $i % 1000,
        range(1, intdiv($n, 8)))]],
    'escape' => ['htmlspecialchars', $prose],
    'lower' => ['strtolower', $prose],
    'upper' => ['strtoupper', $prose],
    'reverse' => ['strrev', $prose],
    'mb_strlen' => ['mb_strlen', $cyrillic],
    'hard find' => ['strpos', static fn(int $n): array => [fill('aaaaaaab', $n), 'aaaaaaaab']],
    'easy find' => ['strpos', static fn(int $n): array => [fill(PROSE, $n) . '#!', '#!']],
    'trim' => ['trim', static fn(int $n): array => [str_repeat(' ', intdiv($n, 4)) . fill('ab c', intdiv($n, 2))
        . str_repeat(' ', intdiv($n, 4))]],
    'repeat' => ['str_repeat', static fn(int $n): array => ['abcdefgh', intdiv($n, 8)]],
    'levenshtein' => ['levenshtein', static fn(int $n): array => [fill(PROSE, $n), fill('the slow brown bear ', $n)], 4096],
    'bin2hex' => ['bin2hex', $prose],
    'urlencode' => ['rawurlencode', $prose],
    'urldecode' => ['rawurldecode', static fn(int $n): array => [fill('a%20b%2Fcdefgh', $n)]],
    'contains' => ['str_contains', static fn(int $n): array => [fill(PROSE, $n), 'lazy cat']],
    'starts' => ['str_starts_with', static fn(int $n): array => [fill(PROSE, $n), 'The quick']],
    'pad' => ['str_pad', static fn(int $n): array => ['abc', $n, ' ']],
    'md5' => ['md5', $prose],
    'sha1' => ['sha1', $prose],
    'crc32' => ['crc32', $prose],
    'base64_encode' => ['base64_encode', $prose],
    'base64_decode' => ['base64_decode', static fn(int $n): array => [fill('VGhpcyBp', $n)]],
    'mb_check_encoding' => ['mb_check_encoding', $cyrillic],
    'mb_strtolower' => ['mb_strtolower', $cyrillic],
    'addslashes' => ['addslashes', $prose],
];
foreach ($tasks as $name => $task) {
    foreach ([16, 256, 4096, 1048576] as $size) {
        if ($size <= ($task[2] ?? $size)) {
            printf("%s\t%d\t%.1f\n", $name, $size, measure($task[0], $task[1]($size)));
        }
    }
}
