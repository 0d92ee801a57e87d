<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/**
 * A header for FFI::load(): enumerations, types that are other names of scalars, and prototypes, no
 * more, and in them no more than KPHP's parser reads rightly.
 */
final class Header
{
    private const SCALAR = 'u?int(?:8|16|32|64)_t|size_t|bool|double|void|char';

    private const WORDS = [
        'restrict' => 'KPHP does not know restrict',
        'inline' => 'KPHP does not know inline',
        '_Static_assert' => 'KPHP does not know _Static_assert',
        '_Bool' => 'KPHP does not know _Bool: say bool',
        'ptrdiff_t' => 'KPHP does not know ptrdiff_t: say int64_t',
        'ssize_t' => 'KPHP does not know ssize_t: say int64_t',
        '__attribute__' => 'KPHP does not know attributes',
        'struct' => 'KPHP cannot link a struct statically',
        'union' => 'KPHP cannot link a union statically',
    ];

    /** @var array<int, array{int, string}> */
    private array $problems = [];

    /** @var string[] the names that the header gives to types */
    private array $types = [];

    /** @return array<int, array{int, string}> */
    public static function check(string $text): array
    {
        $header = new self();
        $header->checkLines($text);
        $header->checkDeclarations($text);
        return $header->problems;
    }

    private function checkLines(string $text): void
    {
        if (\preg_match('/^#define FFI_SCOPE "\w+"\n#define FFI_(STATIC_)?LIB "[^"]+"\n/', $text) !== 1) {
            $this->problems[] = [1, 'KPHP wants FFI_SCOPE and FFI_LIB, or FFI_STATIC_LIB, at the very beginning'];
        }
        $lines = \explode("\n", $text);
        foreach ($lines as $i => $line) {
            if (\strpos($line, "\r") !== false) {
                $this->problems[] = [$i + 1, 'KPHP stops reading at a carriage return'];
            }
            if (\preg_match('~/\*.*#.*\*/~', $line) === 1) {
                $this->problems[] = [$i + 1, 'KPHP takes # in a comment of one line for a directive'];
            }
            if (\trim($line) === '// @kphp-ffi-signalsafe' && \preg_match('/^\w/', $lines[$i + 1] ?? '') !== 1) {
                $this->problems[] = [$i + 1, 'the function has to follow at once, or KPHP does not see the mark'];
            }
        }
    }

    private function checkDeclarations(string $text): void
    {
        $code = (string) \preg_replace('~^#.*|//.*~m', '', $text);
        $code = (string) \preg_replace_callback(
            '~/\*.*?\*/~s',
            static fn(array $comment): string => \str_repeat("\n", \substr_count($comment[0], "\n")),
            $code
        );
        \preg_match_all('/[^\s;](?:[^;{]|\{[^}]*\})*;?/', $code, $declarations, \PREG_OFFSET_CAPTURE);
        foreach ($declarations[0] as [$declaration, $offset]) {
            $message = $this->judge((string) \preg_replace('/\s+/', ' ', $declaration));
            if ($message !== '') {
                $this->problems[] = [1 + \substr_count($code, "\n", 0, $offset), $message];
            }
        }
    }

    private function judge(string $declaration): string
    {
        foreach (self::WORDS as $word => $message) {
            if (\preg_match('/\b' . $word . '\b/', $declaration) === 1) {
                return $message;
            }
        }
        if (\preg_match('/^enum (?:\w+ )?\{(.*)\};$/', $declaration, $match) === 1) {
            return $this->enumerators($match[1]);
        }
        $type = self::SCALAR . ($this->types === [] ? '' : '|' . \implode('|', $this->types));
        if (\preg_match("/^typedef (?:$type) \**(\w+);\$/", $declaration, $match) === 1) {
            $this->types[] = $match[1];
            return '';
        }
        if (\preg_match("/^(?:const )?(?:$type) \**\w+\((.*)\);\$/", $declaration, $match) === 1) {
            return $this->parameters($match[1], $type);
        }
        return 'KPHP cannot read this declaration';
    }

    private function enumerators(string $list): string
    {
        foreach (\explode(',', $list) as $i => $one) {
            if (\preg_match('/^ *\w+ = (-?(?:0|[1-9]\d*)) *$/', $one, $match) !== 1) {
                return \trim($one) === '' ? '' : 'an enumerator for KPHP is a name and a plain decimal number';
            }
            if ($match[1] === '0' && $i > 0) {
                return 'KPHP gives an enumerator that is 0 another number, unless it is the first';
            }
        }
        return '';
    }

    private function parameters(string $list, string $type): string
    {
        foreach (\explode(',', $list) as $one) {
            if (\trim($one) === 'void') {
                continue;
            }
            if (\preg_match("/^ *(?:const )?(?:$type) \**(\w+)(?:\[\d+\])? *\$/", $one, $match) !== 1) {
                return 'KPHP cannot read this parameter';
            }
            if (\in_array($match[1], $this->types, true)) {
                return "KPHP cannot read a parameter with the name of the type '{$match[1]}'";
            }
        }
        return '';
    }
}
