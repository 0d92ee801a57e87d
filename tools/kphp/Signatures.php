<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/** How functions and properties are declared. */
final class Signatures
{
    private const SCALARS = ['int', 'float', 'string', 'bool', 'null', 'false', 'array', 'mixed'];

    private const VISIBLE = [\T_PUBLIC, \T_PROTECTED, \T_PRIVATE];

    /** @return array<int, array{int, string}> */
    public static function check(Source $source): array
    {
        $problems = [];
        foreach ($source->tokens as $i => $token) {
            if ($token->is([\T_FUNCTION, \T_FN]) && !$source->matches($i - 1, \T_USE)) {
                foreach (self::judge($source, $i) as $message) {
                    $problems[] = [$token->line, $message];
                }
            } elseif ($token->is(self::VISIBLE)) {
                $message = self::type(self::property($source, $i));
                if ($message !== '') {
                    $problems[] = [$token->line, $message];
                }
            }
        }
        return $problems;
    }

    /** @return string[] */
    private static function judge(Source $source, int $i): array
    {
        $open = $i + 1;
        while (!$source->matches($open, '(')) {
            $open++;
        }
        $messages = [self::place($source, $i, $open)];
        foreach ($source->items($open) as $parameter) {
            $messages[] = self::parameter($parameter, $source, $i);
        }
        $messages[] = self::type(self::returned($source, $source->close($open) + 1));
        return \array_filter($messages, static fn(string $message): bool => $message !== '');
    }

    /** A function with a name that is no method. */
    private static function place(Source $source, int $i, int $open): string
    {
        if ($open === $i + 1 || !self::isOutside($source, $i)) {
            return '';
        }
        foreach ($source->each(\T_NAMESPACE) as $token) {
            return 'a function in a namespace is global in KPHP: make it a method';
        }
        return '';
    }

    private static function isOutside(Source $source, int $i): bool
    {
        $depth = 0;
        while ($i-- > 0) {
            $depth += Source::step($source->tokens[$i]);
        }
        return $depth === 0;
    }

    /** @param \PhpToken[] $parameter */
    private static function parameter(array $parameter, Source $source, int $function): string
    {
        if ($parameter === []) {
            return 'KPHP has no comma after the last parameter';
        }
        $first = \current($parameter);
        if ($first->is(self::VISIBLE)) {
            return 'KPHP has no promotion in constructors';
        }
        $type = [];
        foreach ($parameter as $token) {
            if ($token->is([\T_VARIABLE, \T_ELLIPSIS])) {
                break;
            }
            $type[] = $token;
        }
        $isBare = \strtolower(Source::text($type)) === 'callable'
            && \strpos(self::doc($source, $function), 'callable(') === false;
        return $isBare ? 'KPHP needs a comment that says callable(...):...' : self::type($type);
    }

    /** The comment before a function and its modifiers. */
    private static function doc(Source $source, int $i): string
    {
        for (; $i > 0 && !$source->matches($i, ';') && !$source->matches($i, '}'); $i--) {
            if (isset($source->docs[$i])) {
                return $source->docs[$i];
            }
        }
        return '';
    }

    /** @return \PhpToken[] */
    private static function returned(Source $source, int $i): array
    {
        $type = [];
        if ($source->matches($i, ':')) {
            for ($i++; !$source->tokens[$i]->is(['{', ';', '', \T_DOUBLE_ARROW]); $i++) {
                $type[] = $source->tokens[$i];
            }
        }
        return $type;
    }

    /** @return \PhpToken[] the type of a property, if one follows the word at an index */
    private static function property(Source $source, int $i): array
    {
        $type = [];
        for ($i++; !$source->tokens[$i]->is([\T_FUNCTION, \T_CONST, '(', ';', '=']); $i++) {
            if ($source->tokens[$i]->is(\T_VARIABLE)) {
                return $type;
            }
            $type[] = $source->tokens[$i];
        }
        return [];
    }

    /** @param \PhpToken[] $tokens */
    private static function type(array $tokens): string
    {
        $text = \strtolower(\ltrim(Source::text($tokens), '?'));
        if ($text === 'never' || $text === 'iterable') {
            return "KPHP has no type $text";
        }
        if (\rtrim($text, '&') === '\ffi' || \strncmp($text, '\ffi\\', 5) === 0) {
            return 'in KPHP types of FFI stand in comments';
        }
        if (\strpos(\rtrim($text, '&'), '&') !== false) {
            return 'KPHP has no types with &';
        }
        $parts = \explode('|', $text);
        if (\count($parts) > 1 && \array_diff($parts, self::SCALARS) !== []) {
            return 'KPHP has no unions with classes';
        }
        return \array_diff(['int', 'float'], $parts) === [] ? 'KPHP makes a float of int|float: say mixed' : '';
    }
}
