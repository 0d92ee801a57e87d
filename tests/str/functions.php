<?php

// What each function is called with: a kind for each argument, and from `?` on those that may be
// left out.  Kinds: text, needle (of the first), offset (into the first), chars, bool, and lists
// of values of which one is taken.

declare(strict_types=1);

use Moonspan\Tests\Str\Values;

$small = [0, 1, 2, 3, 5, 8, -1];
$costs = [1, 1, 1, 0, 2, -1, 5];
$natural = static fn(Values $v): string => $v->from($v->pick(['012', '019 ', 'aA01 ', 'a1.x 0', '0123456789']),
    $v->int(0, 9));
$find = ['text', 'needle', '?', 'offset'];
$part = ['text', 'needle', '?', 'bool'];
$span = ['text', 'chars', '?', 'offset', 'offset'];

return [
    'strlen' => ['text'],
    'strpos' => $find,
    'stripos' => $find,
    'strrpos' => $find,
    'strripos' => $find,
    'strstr' => $part,
    'stristr' => $part,
    'strchr' => $part,
    'strrchr' => ['text', 'needle'],
    'strpbrk' => ['text', 'chars'],
    'str_contains' => ['text', 'needle'],
    'str_starts_with' => ['text', 'needle'],
    'str_ends_with' => ['text', 'needle'],
    'strspn' => $span,
    'strcspn' => $span,
    'substr' => ['text', 'offset', '?', 'offset'],
    'substr_count' => ['text', 'needle', '?', 'offset', 'offset'],
    'strcmp' => ['text', 'similar'],
    'strcasecmp' => ['text', 'similar'],
    'strncmp' => ['text', 'similar', $small],
    'strncasecmp' => ['text', 'similar', $small],
    'strnatcmp' => [$natural, $natural],
    'strnatcasecmp' => [$natural, $natural],
    'strcoll' => ['text', 'similar'],
    'substr_compare' => ['text', 'needle', 'offset', '?', $small, 'bool'],
    'levenshtein' => ['text', 'similar', '?', $costs, $costs, $costs],
    'similar_text' => ['text', 'similar'],
    'strtolower' => ['text'],
    'strtoupper' => ['text'],
    'ucfirst' => ['text'],
    'lcfirst' => ['text'],
    'ucwords' => ['text', '?', 'chars'],
    'str_rot13' => ['text'],
    'trim' => ['text', '?', 'chars'],
    'ltrim' => ['text', '?', 'chars'],
    'rtrim' => ['text', '?', 'chars'],
    'chop' => ['text', '?', 'chars'],
    'strrev' => ['text'],
    'str_repeat' => ['text', $small],
    'str_pad' => ['text', [-1, 0, 5, 20, 41, 100], '?', ['', ' ', 'ab', 'xyz', "\0"], [0, 1, 2, 3]],
    'wordwrap' => ['text', '?', [-1, 0, 1, 2, 5, 10, 20], ["\n", "\r\n", '', 'ab', ' ', '<br />'], 'bool'],
    'nl2br' => ['text', '?', 'bool'],
    'chunk_split' => ['text', '?', $small, ["\r\n", '', 'ab']],
];
