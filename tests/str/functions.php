<?php

// What each function is called with: a kind for each argument, and from `?` on those that may be
// left out.  Kinds: text, needle (of the first), offset (into the first), chars, bool, and lists
// of values of which one is taken.

declare(strict_types=1);

$small = [0, 1, 2, 3, 5, 8, -1];
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
];
