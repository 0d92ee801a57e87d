<?php

declare(strict_types=0);

namespace Moonspan\Tests\Str;

require_once __DIR__ . '/Values.php';

/**
 * Calls of PHP's string functions, each time the same, and what PHP makes of them.
 */
final class Cases
{
    /** @var array<string, list<mixed>> */
    private array $functions;

    public function __construct()
    {
        ini_set('precision', '14');
        ini_set('serialize_precision', '-1');
        mb_internal_encoding('UTF-8');
        $this->functions = require __DIR__ . '/functions.php';
    }

    /** @return list<string> */
    public function functions(): array
    {
        return array_keys($this->functions);
    }

    /**
     * By-reference arguments are further results; the text of an exception stands for them.
     *
     * @return \Generator<array{list<mixed>, list<mixed>|string}> arguments and results
     */
    public function of(string $function, int $count): \Generator
    {
        $values = new Values(crc32($function) & 0x7fffffff);
        for ($i = 0; $i < $count; $i++) {
            $arguments = self::arguments($values, $this->functions[$function]);
            if (!self::isBeyondCompare($function, $arguments)) {
                yield [$arguments, self::results($function, $arguments)];
            }
        }
    }

    /**
     * @param list<mixed> $spec
     * @return list<mixed>
     */
    private static function arguments(Values $values, array $spec): array
    {
        $arguments = [];
        $optional = false;
        foreach ($spec as $kind) {
            if ($kind === '...') {
                break; // any number
            }
            if ($kind === '?') {
                $optional = true;
                continue;
            }
            if ($optional && $values->chance(25)) {
                break;
            }
            $arguments[] = self::argument($values, $kind, (string) (is_scalar($arguments[0] ?? '') ? $arguments[0] ?? '' : 'x'));
        }
        if ($arguments !== [] && $values->chance(4)) {
            $arguments[$values->int(0, count($arguments) - 1)] = $values->stranger();
        } elseif ($values->chance(1)) {
            array_pop($arguments);
        } elseif ($values->chance(1) && !in_array('...', $spec, true)) {
            $arguments = array_pad($arguments, count($spec) + 2, 'x');
        }
        return $arguments;
    }

    public static function argument(Values $values, mixed $kind, string $subject): mixed
    {
        if (is_array($kind)) {
            return $values->pick($kind);
        }
        if ($kind instanceof \Closure) {
            return $kind($values, $subject);
        }
        return match ($kind) {
            'text' => $values->text(),
            'utf8' => $values->chance(60) ? $values->characters($values->int(0, 25)) : $values->text(),
            'character' => $values->character($subject),
            'needle' => $values->needle($subject),
            'slashed' => $values->mixed('\\\\0x1a7nrtq"', ['\\', '\\x41', '\\0', '\\101', '\\n', '\\xg']),
            'hex' => $values->mixed('0123456789abcdefABCDEF', $values->chance(20) ? ['g', ' ', 'ff'] : ['00', 'fF']),
            'base64' => $values->mixed('ABYZabyz0189+/', $values->chance(50) ? ['=', '==', ' ', "\n", '*', "\0", '-'] : ['Zg==']),
            'url' => $values->mixed('abc+ %/', ['%20', '%2B', '%zz', '%4', '%', '%e2%82%ac', '%C3%A9']),
            'html' => $values->mixed('ab &<>"\'#;é€x1', ['&amp;', '&lt;', '&#39;', '&#039;', '&#x27;', '&apos;', '&quot;',
                '&nbsp;', '&foo;', '&euro;', '&#128;', '&#0;', '&#x110000;', '&#xfffe;', '&#13;', '&#65;', '&#60;', '&lang;',
                '&fjlig;', "\x01", "\x0c", "\u{fffe}", "\u{fdd0}", "\x80", "\xe2\x82", "\xc3", '&hellip;', '&Acy;', 'ﬁ', 'Ω',
                '&bne;', '&NotEqualTilde;', '&#x2026;', '&AMP;', '&amp', '&#', '&#x;']),
            'words' => $values->mixed("abXY'- 0é\n", ["'", '-', ' ', 'word', "it's", '--', "\0"]),
            'number' => $values->mixed('0123456789abcdefxyzXBO', ['-', '+', ' ', '.', 'e', '0x', '0b', '0o', "\n", '99999999999999999999',
                '1e5', '.5', '7fffffffffffffff', '8000000000000000', "\0", '0', '1111111111111111']),
            'ip' => implode('.', array_map(fn() => $values->pick(['0', '1', '01', '255', '256', '10', '', '1000', ' 1', 'x']),
                range(1, $values->chance(85) ? 4 : $values->int(1, 5)))) . $values->pick(['', '', '', '', ' ', "\0", 'x']),
            'class' => $values->chance(15) ? $values->pick([65, 48, 32, -1, -129, 256, 300, 1.5, true, null, []])
                : $values->pick([$values->text(), $values->from('abcxyz', 5), $values->from('ABCXYZ', 4), $values->from('0123', 4),
                    $values->from("\t\n ", 3), $values->from('aA1', 4), $values->from('!?.,', 3), $values->from("\x01\x7f", 2)]),
            'tags' => $values->mixed("ab <>\"'/!-?=\n()", ['<a>', '</a>', '<b x="1">', '<br/>', '<!--', '-->', '<?php', '?>', '<!DOCTYPE',
                '<?xml', '< a>', '<i >', "\0", 'text', '<a href=\'>\'>', '<<', '>>', '<A B>', '--', '/>']),
            'csv' => $values->mixed("ab ,;\"'\\\\", ['"', '""', ',', '","', ' "', "\n", "\r\n", '\\\\"', "\t", "\0", '"a"b']),
            'query' => $values->mixed('ab.[] =&+%1', ['a=1', '&', 'a[]=', 'a[b]=2', 'b[1][x]=', 'a[0]=z', '%00', '%5B', 'c d', '[', ']', 'a[1]=y',
                '[]=', '=', 'a[-1]=q', '[ ]']),
            'uri' => $values->mixed('ab:/?#@[].1-', ['http://', 'https://', '//', ':80', ':', '/', '?', '#', '@', 'user:pass@', 'host', 'file:///',
                'mailto:', '[::1]', '65536', '0', '8080', "\x01", 'c:/', ' ', '+', 'x.y', '99999', ':123456']),
            'path' => $values->mixed('ab./', ['/', '//', '.', '..', 'a.php', 'ab']),
            'quoted' => $values->mixed('ab =0AfF', ['=', '=41', '=e9', "=\r\n", "=\n", "= \t\r\n", "\r\n", '=4', '=zz', '= ', "=\r"]),
            'similar' => $values->similar($subject),
            'offset' => $values->offset($subject),
            'chars' => $values->chance(30) ? $values->pick(['a..z', 'A..Z0..9', "\0..\37", 'z..a', '..', 'a..', '..a', 'a..c..e'])
                : $values->needle($subject),
            'bool' => $values->chance(50),
            'texts' => $values->texts(),
        };
    }

    /**
     * @param list<mixed> $arguments
     * @return list<mixed>|string
     */
    private static function results(string $function, array $arguments): array|string
    {
        try {
            switch ($function) {
                case 'str_replace':
                case 'str_ireplace':
                    if (count($arguments) !== 3) {
                        return [@$function(...$arguments)];
                    }
                    $result = @$function($arguments[0], $arguments[1], $arguments[2], $count);
                    return [$result, $count];
                case 'similar_text':
                    if (count($arguments) !== 2) {
                        return [@$function(...$arguments)];
                    }
                    $result = @$function($arguments[0], $arguments[1], $percent);
                    return [$result, $percent];
                case 'parse_str':
                    @parse_str($arguments[0], $result);
                    return [$result];
            }
            return [@$function(...$arguments)];
        } catch (\Throwable $e) {
            return $e->getMessage();
        }
    }

    /**
     * Where PHP reads past the end of a string, or asks the locale what a character is: what it finds
     * then is not to be compared.
     */
    private static function isBeyondCompare(string $function, array $arguments): bool
    {
        if ($function === 'parse_str') {
            return count($arguments) !== 1; // the second one is PHP's only
        }
        if ($function === 'str_getcsv') {
            return preg_match('/[\r\n][\x80-\xff]+(\W|$)/', (string) (is_scalar($arguments[0] ?? null) ? $arguments[0] : '')) === 1;
        }
        return preg_match('/^mb_str(r)?i?pos$/', $function) && is_string($arguments[0] ?? null) && is_numeric($arguments[2] ?? null)
            && !mb_check_encoding($arguments[0]) && $arguments[2] >= mb_strlen($arguments[0]);
    }
}
