<?php

// As functions.php: what is called that reads and writes formats.

declare(strict_types=1);

use Moonspan\Tests\Str\Cases;
use Moonspan\Tests\Str\Values;

$part = static fn(Values $v): string => $v->pick(['a', 'b', 'x.y', ' p', 'a b', '0', '1', '5', '-1', '007', '__Host-x', '_.Host-x', '.',
    '%00', 'a%5B', '%2e', '9223372036854775807', '99999999999999999999', 'é', '', 'q%41']);
$variable = static function (Values $v) use ($part): string {
    $name = $part($v);
    while ($v->chance(45)) {
        $name .= $v->pick(['[%s]', '[%s]', '[%s]', '[]', '[]', '[ ]', '[%s', '%s]', '[ %s]', '[[%s]', '[%s]x']);
        $name = \str_replace('%s', $part($v), $name);
    }
    return $name . $v->pick(['=', '=', '=', '', '==']) . $v->pick(['1', '', 'a+b', '%20', '%zz', '%00x', 'é', 'x=y', '2']);
};
$query = static function (Values $v) use ($variable): string {
    if ($v->chance(25)) {
        return $v->chance(10) ? 'a' . \str_repeat('[x]', $v->int(62, 67)) . '=1&b=2' : Cases::argument($v, 'query', '');
    }
    for ($query = '', $count = $v->chance(1) ? 1010 : $v->int(0, 6); $count > 0; $count--) {
        $query .= $variable($v) . $v->pick(['&', '&', '&', '&&', '&amp;', ';', "\0&"]);
    }
    return $query;
};
$samples = static fn(Values $v): mixed => $v->pick([['a' => 1, 'b' => 'x y', 'c' => true, 'd' => null, 'e' => 0.1], [1, 2.5, false, 'é&='],
    ['k' => ['x', 'y' . $v->text()], 'm' => ['n' => ['o' => 1e25, 'p' => []]]], [[1, [2, 3]], 7 => 'q'], [3 => 'a', 'k [x]' => '~-_.*'], [],
    ['a' => $v->texts(), 'b' => $v->text()], 'x', [[]], ['z' => -0.0, 'zz' => 1.0]]);
$data = static function (Values $v, string $subject = '', int $depth = 0) use (&$data): array {
    $array = [];
    $is_list = $v->chance(40);
    for ($count = $v->int(0, 4); $count > 0; $count--) {
        $value = $v->chance(25) && $depth < 4 ? $data($v, '', $depth + 1)
            : $v->pick([null, true, false, 0, -7, 1.0, 0.1, 1e25, -0.0, 'x', '', 'a b~*é&=', "\0", $v->text()]);
        $array[$is_list ? \count($array) : $v->pick(['a', 'b c', 'é', 'x[y]', 7, -3, '', '~', 'zz', 'k' . $v->int(0, 99)])] = $value;
    }
    // Integers first, as tables are walked through; and no list that could be one of pairs.
    \ksort($array, \SORT_STRING);
    \uksort($array, static fn($a, $b): int => \is_int($a) && \is_int($b) ? $a <=> $b
        : (\is_int($a) ? -1 : (\is_int($b) ? 1 : \strcmp($a, $b))));
    return \array_is_list($array) ? [...$array, 5] : $array;
};
$url = static fn(Values $v): string => $v->chance(25) ? Cases::argument($v, 'uri', '')
     : $v->pick(['http:', 'HTTP:', 'file:', 'File:', 'mailto:', 'a+b-c.1:', '1x:',
    'é:', ':', '', '', '', 'a_b:', 'x?y:'])
    . $v->pick(['//', '//', '//', '//', '/', '', '///', '////', '///c:'])
    . $v->pick(['', '', '', 'u@', 'u:p@', ':p@', 'u:@', '@', 'a@b:c@', 'u:p:q@', "\x01\x7f@"])
    . $v->pick(['host', 'host', 'a.b.c', '[::1]', '[::1', '127.0.0.1', '', 'é', 'a b'])
    . $v->pick(['', '', '', ':80', ':', ':0', ':65535', ':65536', ':123456', ':8a', ':a', ':-1', ': 5', ':+7', ':00080', ':80:90'])
    . $v->pick(['', '/', '/p/a/t/h', '/p:80', ':1/x', '/p@q', 'x', "/\x01\n"])
    . $v->pick(['', '', '?', '?q=1', '?q:1', '?a?b', '?x/y'])
    . $v->pick(['', '', '#', '#f', '#f#g', '#?x', "#\0"]);

$path = static fn(Values $v): string => $v->chance(30) ? Cases::argument($v, 'path', '')
    : $v->mixed('/a.b', ['/', '//', '.', '..', 'dir/', 'file.txt', "\0", 'é', '.txt', ' ']);
$version = static fn(Values $v): string => $v->mixed('0123.-', ['.', '-', '_', '+', 'dev', 'alpha', 'a', 'beta', 'b', 'RC', 'rc', '#', 'pl', 'p',
    '1.2', '10', '99999999999999999999', 'x', "\0", '1.0.0', ' ', '~', 'r', '2']);
$word = static fn(Values $v): string => $v->chance(15) ? $v->text() : $v->mixed('ABCDEFGHIJKLMNOPQRSTUVWXYZ', ['GH', 'GN', 'kn', 'wr', 'wh',
    'Sch', 'schw', 'tch', 'th', 'dge', 'cia', 'tion', 'mb', 'x', 'ae', 'e', 'i', 'o', 'h', 'y', ' ', 'gg', 'cc', 'ough', 'ned', 'ph', 'ck', '1']);
$quoted = static fn(Values $v): string => $v->chance(30) ? Cases::argument($v, 'quoted', '')
    : $v->mixed("abcdef =\r\n\t", ['=41', '=e2', "=\r\n", "=\n", "= \t\r\n", '=', '=4', '=zz', "=\0", 'é€😀',
    "\x7f", "\xff", \str_repeat('x', $v->int(60, 80)), \str_repeat('é', $v->int(1, 40)), " \r\n"]);
$uu = static fn(Values $v): string => $v->chance(20) ? $v->text() : \substr_replace($uu = \convert_uuencode($v->text() . 'x'),
    $v->chance(50) ? '' : $v->from(' !`M#_x' . "\n", $v->int(0, 3)), $v->int(0, \strlen($uu)), $v->int(0, 3));
$latin = static fn(Values $v): string => $v->chance(50) ? $v->mixed("aé\xc3\xe2\x82\xf0\x9f\xff", ['é', 'ÿ', '€', "\xc0\x80", "\xed\xa0\x80"])
    : $v->characters(9);

$codes = static function (Values $v, string $letters, bool $named): string {
    for ($format = '', $count = $v->int(0, 4); $count > 0; $count--) {
        $format .= $letters[$v->int(0, \strlen($letters) - 1)]
            . $v->pick(['', '', '', '*', '0', '1', '2', '3', '5', '12', '4294967297', '2147483648', '4294967295'])
            . ($named ? $v->pick(['', 'a', 'b', 'name', '0', '7x', \str_repeat('n', 201)]) . $v->pick(['/', '/', '/', '/', '', '//']) : '');
    }
    return $format;
};
$packed = static fn(Values $v): mixed => $v->pick([0, 1, -1, 127, 255, 65535, -32768, 1 << 31, 1 << 40, \PHP_INT_MAX, \PHP_INT_MIN, 1.5, -2.75, 1e20,
    1e300, 'text', '41zF', '12abc', '', true, null, [1], 0.1, "\0\1\2", $v->text(), $v->int(-1 << 30, 1 << 30)]);
$letters = 'aAZhHcCsSnviIlLNVqQJPfgGdeExX@aAZhHcCnN';

$scan = static function (Values $v): string {
    $numbered = $v->chance(15);
    for ($format = '', $count = $v->int(0, 5); $count > 0; $count--) {
        $format .= $v->pick(['', '', '', ' ', "\n", 'a', '%%', ',', '-', "\0"])
            . '%' . ($numbered || $v->chance(2) ? $v->int($v->chance(95) ? 1 : 0, 6) . '$' : $v->pick(['', '', '', '', '*']))
            . $v->pick(['', '', '', '', '1', '2', '5', '0', '03', '99999999999999999999'])
            . $v->pick(['', '', '', '', 'h', 'l', 'L', 'll'])
            . $v->pick(['d', 'd', 'i', 'o', 'x', 'X', 'u', 'f', 'e', 'E', 'g', 's', 's', 'c', 'n', '[a-z]', '[^ ]', '[]a]', '[^]x]', '[z-a]',
                '[a-]', '[-a]', '[0-9a-f.]', '[a-c-e]', ...($v->chance(10) ? ['[', '[a', 'q', '', 'G', '-d', '%'] : [])]);
    }
    return $format . $v->pick(['', '', ' ', 'x']);
};
$scanned = static fn(Values $v): string => $v->mixed('0123456789abcdefxz .-+ ', ['0x', '0X1f', '017', '-5', '+', '-', '1e5', '1.5e-3', '.5', '.',
    '1e', '1e+', ' ', "\t\n", 'a', ',', '%', '99999999999999999999', '-99999999999999999999', 'é', "\0", \str_repeat('7', $v->int(60, 70)), ']']);

$algorithm = static fn(Values $v): string => $v->pick([...\array_diff(\hash_algos(), ['snefru', 'snefru256']), 'SHA256', 'XXH128',
    'xxh3', 'xxh128', 'foo']);
$hashed = static fn(Values $v): string => $v->chance(30) ? $v->text()
    : \substr(\str_repeat($v->from('abcxyz', 37), 120), 0, $v->pick([$v->int(0, 20), $v->int(0, 600), 16, 17, 32, 33, 64, 65, 96, 97, 128, 129, 160, 161,
        240, 241, 256, 512, 513]) + ($v->chance(10) ? 1024 * $v->int(1, 3) : 0));
// Not the options that hash() refuses: PHP goes on with them, and may never come back.
$options = static fn(Values $v): array => $v->pick([[], ['seed' => $v->int(-9, 1 << 22)], ['seed' => -1 - $v->int(0, 1 << 20)], ['seed' => '7'],
    ['seed' => 1.5], ['seed' => \PHP_INT_MIN], ['x' => 1],
    ['secret' => $v->from('secret', 136)], ['secret' => $v->from('abcdefgh', $v->int(137, 250))]]);

return [
    'hash' => [$algorithm, $hashed, '?', 'bool', $options],
    'sscanf' => [$scanned, $scan, '...'],
    'pack' => [static fn(Values $v): string => $codes($v, $letters . ($v->chance(10) ? "%\0" : ''), false), '?', $packed, $packed, $packed, $packed,
        $packed, '...'],
    'unpack' => [static fn(Values $v): string => $codes($v, $letters . ($v->chance(10) ? "%\0" : ''), true), 'text', '?', [0, 0, 1, 2, 5, 99, -1]],
    'basename' => [$path, '?', ['', '.txt', 'b', '/', 'file.txt', 't']],
    'dirname' => [$path, '?', [1, 2, 3, 9, 0, -1]],
    'soundex' => [$word],
    'metaphone' => [$word, '?', [0, 1, 3, 5, -1]],
    'version_compare' => [$version, $version, '?', [null, '<', 'lt', '<=', 'le', '>', 'gt', '>=', 'ge', '==', 'eq', '!=', '<>', 'ne', '', 'l',
        'g', 'e', 'n', '!', '=', 'LT', 'x', '===']],
    'quoted_printable_encode' => [$quoted],
    'quoted_printable_decode' => [$quoted],
    'convert_uuencode' => ['text'],
    'convert_uudecode' => [$uu],
    'utf8_encode' => ['text'],
    'utf8_decode' => [$latin],
    'parse_str' => [$query],
    'http_build_query' => [static fn(Values $v): mixed => $v->chance(30) ? $samples($v) : $data($v), '?', ['', 'p_', 'x[', '0'], [null, '&', '&amp;', '', ';'], [1, 2, 3, 0]],
    'parse_url' => [$url, '?', [-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, -2]],
];
