<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/** Functions, methods, classes and constants that KPHP does not have, or that do something else there. */
final class Names
{
    private const CUTS = 'cuts floats to 14 digits in KPHP';

    private const FUNCTIONS = [
        'str_contains' => 'is not there in KPHP: use strpos()',
        'intdiv' => 'is not there in KPHP: use (int) and /',
        'is_callable' => 'is not there in KPHP',
        'get_debug_type' => 'is not there in KPHP: use gettype()',
        'func_get_args' => 'is not there in KPHP: take ...$arguments',
        'set_error_handler' => 'is not there in KPHP',
        'compact' => 'is not there in KPHP',
        'assert' => 'is not there in KPHP',
        'spl_object_id' => 'is not there in KPHP',
        'spl_object_hash' => 'is not there in KPHP',
        'class_exists' => 'is not there in KPHP',
        'constant' => 'is not there in KPHP',
        'error_log' => 'is not there in KPHP',
        'fdiv' => 'is not there in KPHP',
        'serialize' => self::CUTS,
        'json_encode' => self::CUTS,
    ];

    private const METHODS = [
        '__destruct', '__get', '__set', '__call', '__invoke', '__serialize', '__unserialize', '__debugInfo',
    ];

    private const CLASSES = [
        'Closure' => 'is no type in KPHP: say callable(mixed[]):mixed in a comment',
        'FFI\Exception' => 'is not there in KPHP',
        'WeakReference' => 'is not there in KPHP',
        'Fiber' => 'is not there in KPHP',
        'Generator' => 'is not there in KPHP',
        'PHP_VERSION_ID' => 'is not there in KPHP',
        'PHP_VERSION' => 'is not there in KPHP',
        'PHP_OS' => 'is not there in KPHP',
        'PHP_OS_FAMILY' => 'is not there in KPHP',
    ];

    private const INTERFACES = [
        'Countable', 'Iterator', 'IteratorAggregate', 'JsonSerializable', 'Stringable',
    ];

    /** @return array<int, array{int, string}> */
    public static function check(Source $source): array
    {
        $problems = [];
        foreach ($source->tokens as $i => $token) {
            if ($token->is([\T_STRING, \T_NAME_FULLY_QUALIFIED])) {
                $message = self::judge($source, $i, \ltrim($token->text, '\\'));
                if ($message !== '') {
                    $problems[] = [$token->line, $message];
                }
            } elseif ($token->is([\T_IMPLEMENTS, \T_EXTENDS])) {
                $problems = \array_merge($problems, self::interfaces($source, $i));
            }
        }
        return $problems;
    }

    private static function judge(Source $source, int $i, string $name): string
    {
        $before = $source->tokens[$i - 1];
        if ($before->is([\T_OBJECT_OPERATOR, \T_NULLSAFE_OBJECT_OPERATOR, \T_DOUBLE_COLON])) {
            return $name === 'getPrevious' ? 'getPrevious() is not there in KPHP: keep the cause in a field' : '';
        }
        if ($before->is(\T_FUNCTION)) {
            return \in_array($name, self::METHODS, true) ? "KPHP has no method $name()" : '';
        }
        if (!$before->is(\T_NEW) && $source->matches($i + 1, '(')) {
            return self::call($source, $i, \strtolower($name));
        }
        if (!$before->is([\T_CONST, \T_USE]) && isset(self::CLASSES[$name])) {
            return "$name " . self::CLASSES[$name];
        }
        return '';
    }

    private static function call(Source $source, int $i, string $name): string
    {
        if (isset(self::FUNCTIONS[$name])) {
            return "$name() " . self::FUNCTIONS[$name];
        }
        $arguments = $source->items($i + 1);
        if ($name === 'unserialize' && \count($arguments) > 1) {
            return 'unserialize() takes one argument in KPHP';
        }
        $said = \implode(',', \array_map([Source::class, 'text'], $arguments));
        if (\strncmp($name, 'mb_', 3) === 0 && \stripos($said, 'utf-8') === false) {
            return "$name() needs 'UTF-8' said in KPHP";
        }
        return '';
    }

    /** @return array<int, array{int, string}> what a class implements, or an interface extends */
    private static function interfaces(Source $source, int $i): array
    {
        $problems = [];
        $isInterface = $source->matches($i - 2, \T_INTERFACE);
        $isHeir = $source->matches($i - 2, \T_EXTENDS);
        for ($i++; !$source->matches($i, '{') && isset($source->tokens[$i]); $i++) {
            $name = \ltrim($source->tokens[$i]->text, '\\');
            if (\in_array($name, self::INTERFACES, true)) {
                $problems[] = [$source->tokens[$i]->line, "KPHP has no interface $name"];
            } elseif ($name === 'ArrayAccess' && $isHeir) {
                $problems[] = [$source->tokens[$i]->line, 'in KPHP no class with a parent is an ArrayAccess'];
            } elseif ($isInterface && $name === 'Throwable') {
                $problems[] = [$source->tokens[$i]->line, 'no interface extends Throwable in KPHP'];
            }
        }
        return $problems;
    }
}
