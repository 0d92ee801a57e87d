<?php

// What each function is called with: a kind for each argument, and from `?` on those that may be
// left out.  Kinds: text, needle (of the first), offset (into the first), chars, bool, and lists
// of values of which one is taken.

declare(strict_types=1);

use Moonspan\Tests\Str\Cases;
use Moonspan\Tests\Str\Values;

$small = [0, 1, 2, 3, 5, 8, -1];
$costs = [1, 1, 1, 0, 2, -1, 5];
$natural = static fn(Values $v): string => $v->from($v->pick(['012', '019 ', 'aA01 ', 'a1.x 0', '0123456789']),
    $v->int(0, 9));
$separator = static fn(Values $v): string => $v->pick([' ', ',', 'a', 'b', 'ab', ', ', '', "\0", 'l', "\n"]);
$mixed = static fn(Values $v): array => $v->chance(60) ? $v->texts() : $v->list([null, true, false, 0, -7, 1.0, 0.1,
    1e25, -0.0, 'x', '', 'long text', [1], [], 1e15, 123456789.12345678, 1 / 3, 100000, \PHP_INT_MIN]);
$word = static fn(Values $v): mixed => $v->pick(['a', 'b', 'ab', 'l', '', 'e', 'o', 'hello', 'A', 'abc', "\0", 'aa', 1, 0.5,
    true, $v->text()]);
$words = static fn(Values $v): array => \array_map(static fn() => $word($v), \range(0, $v->int(0, 4)));
$needles = static fn(Values $v): mixed => $v->chance(50) ? $words($v) : $word($v);
$replacements = $needles;
$subjects = static fn(Values $v): mixed => $v->chance(75) ? $v->text()
    : ($v->chance(80) ? [...$v->texts(), ...$v->list([null, 5, 0.5, true, ['x'], 'abab'])] : ['a' => 'abab', 'k' => 'hello']);
$offsets = static fn(Values $v): mixed => $v->chance(75) ? $v->int(-9, 9) : $v->list([0, 1, -1, 3, 100, '2', 'x', 1.7, null,
    true, \PHP_INT_MIN]);
$from = static fn(Values $v): mixed => $v->chance(50) ? $v->needle('hello world')
    : \array_combine($keys = $words($v), \array_map(static fn() => $word($v), $keys)) + $v->list(['x', 'y']);
$entities = static fn(Values $v): int => $v->pick([0, 2, 3]) | $v->pick([0, 0, 4, 8, 8]) | $v->pick([0, 16, 32, 48])
    | $v->pick([0, 0, 128]);
$number = static fn(Values $v): mixed => $v->pick([0, 1, -1, 0.5, -0.5, 1.5, 2.5, 0.285, 1.005, 1.955, 5.055, 1e15, 1e20,
    -1234.5678, 999999.995, 0.1, -0.4, 1e-7, 123456789012345678, -0.0, \INF, -\INF, \NAN, 1e300, '12.5', 0.045, 1.45e-5,
    $v->int(-1000000, 1000000) / 1000, $v->int(-1000000, 1000000) / $v->int(1, 997), $v->int(0, 1 << 22) * 1e5 / 7]);
$value = static fn(Values $v): mixed => $v->chance(50) ? $number($v) : $v->pick(['abc', '', '12abc', 'x', true, false, null, 65, 255,
    -255, \PHP_INT_MAX, \PHP_INT_MIN, 3.99, -3.99, 1e19, [], [1], 'long text here', "\0z", 3, 1e-10, 123456.789e-3]);
$format = static function (Values $v): string {
    for ($format = '', $count = $v->int(0, 5); $count > 0; $count--) {
        $format .= $v->pick(['', ' ', 'x', '%%', "\0", '%'])
            . (!$v->chance(90) ? '%' : '%' . $v->pick(['', '', '', '1$', '2$', '4$', '0$', '9$'])
            . $v->pick(['', '', '-', '+', '0', ' ', "'*", "'x-", '+0', '-0', "'", '+-5'])
            . $v->pick(['', '', '1', '5', '10', '24', '*', '*2$'])
            . $v->pick(['', '', '.', '.0', '.1', '.3', '.10', '.40', '.60', '.*'])
            . $v->pick(['s', 's', 'd', 'u', 'c', 'b', 'o', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G', 'h', 'H', 'ld', '%', 'q', '']));
    }
    return $format;
};
$encoding = [null, 'UTF-8', 'utf-8', 'foo'];
$mbFind = ['utf8', 'character', '?', 'offset', $encoding];
$mbPart = ['utf8', 'character', '?', 'bool', $encoding];
$check = static fn(Values $v): mixed => $v->chance(70) ? $v->characters($v->int(0, 40)) : ($v->chance(50) ? $v->text()
    : [$v->characters(3), [$v->characters(2)], 7]);
$integer = static fn(Values $v): mixed => $v->pick([0, 1, -1, 255, \PHP_INT_MAX, \PHP_INT_MIN, $v->int(-1 << 30, 1 << 30), 1 << 40]);
$algorithm = static fn(Values $v): string => $v->pick([...\array_diff(\hash_hmac_algos(), ['snefru', 'snefru256']), 'SHA256',
    'crc32b', 'xxh64', 'foo']);
$charset = static fn(Values $v): string => $v->pick(['UTF-8', 'utf8', 'UTF-16', 'UTF-16LE', 'UTF-16BE', 'UTF-32', 'UTF-32LE', 'ISO-8859-1',
    'Windows-1251', 'CP1252', 'KOI8-R', 'CP866', 'ASCII', 'foo']);
$find = ['text', 'needle', '?', 'offset'];
$part = ['text', 'needle', '?', 'bool'];
$span = ['text', 'chars', '?', 'offset', 'offset'];

return (static fn(): array => require __DIR__ . '/formats.php')() + [
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
    'explode' => [$separator, 'text', '?', [\PHP_INT_MAX, \PHP_INT_MIN, 0, 1, 2, 3, -1, -2, -50]],
    'implode' => [$separator, $mixed],
    'join' => [[',', '', [1, 'b'], [1.5, true]], '?', $mixed],
    'str_split' => ['text', '?', $small],
    'str_replace' => [$needles, $replacements, $subjects],
    'str_ireplace' => [$needles, $replacements, $subjects],
    'substr_replace' => [$subjects, $replacements, $offsets, '?', $offsets],
    'strtr' => ['text', $from, '?', 'chars'],
    'addslashes' => ['text'],
    'stripslashes' => ['slashed'],
    'addcslashes' => ['text', 'chars'],
    'stripcslashes' => ['slashed'],
    'quotemeta' => ['text'],
    'preg_quote' => ['text', '?', [null, '', '/', '~x', "\0"]],
    'bin2hex' => ['text'],
    'hex2bin' => ['hex'],
    'base64_encode' => ['text'],
    'base64_decode' => ['base64', '?', 'bool'],
    'urlencode' => ['text'],
    'urldecode' => ['url'],
    'rawurlencode' => ['text'],
    'rawurldecode' => ['url'],
    'md5' => ['text', '?', 'bool'],
    'sha1' => ['text', '?', 'bool'],
    'crc32' => ['text'],
    'chr' => [[0, 65, 255, 256, -1, -300, \PHP_INT_MAX]],
    'ord' => ['text'],
    'htmlspecialchars' => ['html', '?', $entities, [null, 'UTF-8'], 'bool'],
    'htmlspecialchars_decode' => ['html', '?', $entities],
    'sprintf' => [$format, $value, $value, $value, $value, '...'],
    'vsprintf' => [$format, static fn(Values $v): array => [$value($v), $value($v), $value($v), $value($v)]],
    'number_format' => [$number, '?', [0, 1, 2, 3, 5, 14, 25, -1, 60], [null, '', '.', ',', '::', '--', 'abc'], [null, '', ' ', ',', '..',
        "\0", 'xy']],
    'mb_strlen' => ['utf8', '?', $encoding],
    'mb_substr' => ['utf8', 'offset', '?', 'offset', $encoding],
    'mb_strcut' => ['utf8', 'offset', '?', 'offset', $encoding],
    'mb_str_split' => ['utf8', '?', $small, $encoding],
    'mb_strpos' => [...$mbFind],
    'mb_stripos' => [...$mbFind],
    'mb_strrpos' => [...$mbFind],
    'mb_strripos' => [...$mbFind],
    'mb_strstr' => [...$mbPart],
    'mb_stristr' => [...$mbPart],
    'mb_strrchr' => [...$mbPart],
    'mb_strrichr' => [...$mbPart],
    'mb_substr_count' => ['utf8', 'character', '?', $encoding],
    'mb_strtolower' => ['utf8', '?', $encoding],
    'mb_strtoupper' => ['utf8', '?', $encoding],
    'mb_convert_case' => ['utf8', [0, 1, 2, 3, 4, 5, 6, 7, 8, -1], '?', $encoding],
    'mb_check_encoding' => [$check, '?', $encoding],
    'mb_ord' => ['utf8', '?', $encoding],
    'mb_chr' => [static fn(Values $v): int => $v->pick([$v->int(0, 300), $v->int(0, 0x11ffff), 0xd800, -1, \PHP_INT_MAX]), '?', $encoding],
    'mb_scrub' => ['utf8', '?', $encoding],
    'mb_strwidth' => ['utf8', '?', $encoding],
    'mb_strimwidth' => ['utf8', [0, 0, 1, 2, 5, -1, -3], [0, 1, 2, 3, 5, 8, 12, 30, -1, -4], '?', ['', '...', '…', '日本', "\xc3"], $encoding],
    'htmlentities' => ['html', '?', $entities, [null, 'UTF-8'], 'bool'],
    'html_entity_decode' => ['html', '?', $entities, [null, 'UTF-8']],
    'count_chars' => ['text', '?', [0, 1, 2, 3, 4, 5]],
    'str_word_count' => ['words', '?', [0, 1, 2, 3], [null, '', '0..9', 'é', "'", '-']],
    'bindec' => ['number'],
    'octdec' => ['number'],
    'hexdec' => ['number'],
    'decbin' => [$integer],
    'decoct' => [$integer],
    'dechex' => [$integer],
    'base_convert' => ['number', [2, 8, 10, 16, 36, 1], [2, 8, 10, 16, 36, 7, 37]],
    'strval' => [$value],
    'intval' => [static fn(Values $v): mixed => $v->chance(50) ? $value($v) : Cases::argument($v, 'number', ''), '?',
        [10, 0, 2, 8, 16, 36, 1, 37, -1]],
    'floatval' => [static fn(Values $v): mixed => $v->chance(50) ? $value($v) : Cases::argument($v, 'number', '')],
    'is_numeric' => [static fn(Values $v): mixed => $v->chance(30) ? $value($v) : Cases::argument($v, 'number', '')],
    'ip2long' => ['ip'],
    'long2ip' => [$integer],
    'hash_hmac' => [$algorithm, 'text', 'text', '?', 'bool'],
    'hash_equals' => ['text', 'similar'],
    'strip_tags' => ['tags', '?', [null, '', '<a>', '<b><i>', '<A><br>', ['a', 'B'], [], '<a', 'a>']],
    'str_getcsv' => ['csv', '?', [',', ';', "\t", '', 'ab'], ['"', "'", '', 'ab'], ['\\\\', '"', '', 'ab']],
    'mb_convert_encoding' => [static fn(Values $v): mixed => $v->chance(80) ? ($v->chance(50) ? $v->text() : $v->characters(8))
        : ['é', 5, [$v->characters(3)]], $charset, '?', $charset],
] + array_fill_keys(['ctype_alnum', 'ctype_alpha', 'ctype_cntrl', 'ctype_digit', 'ctype_graph', 'ctype_lower', 'ctype_print',
    'ctype_punct', 'ctype_space', 'ctype_upper', 'ctype_xdigit'], ['class']);
