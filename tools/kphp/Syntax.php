<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/** What KPHP does not parse, or takes for something else. */
final class Syntax
{
    private const TOKENS = [
        \T_MATCH => 'KPHP has no match',
        \T_ENUM => 'KPHP has no enums',
        \T_READONLY => 'KPHP has no readonly',
        \T_NULLSAFE_OBJECT_OPERATOR => 'KPHP has no ?->',
        \T_FINALLY => 'KPHP has no finally',
        \T_YIELD => 'KPHP has no generators',
        \T_YIELD_FROM => 'KPHP has no generators',
    ];

    /** What stands before a statement. */
    private const BEFORE_STATEMENT = [';', '{', '}', ')', ':', \T_ELSE, \T_DO, ''];

    /** @return array<int, array{int, string}> */
    public static function check(Source $source): array
    {
        $problems = [];
        foreach ($source->tokens as $i => $token) {
            $message = self::TOKENS[$token->id] ?? self::judge($source, $i, $token);
            if ($message !== '') {
                $problems[] = [$token->line, $message];
            }
        }
        foreach ($source->docs as $i => $doc) {
            if (self::isNameless($source, $i, $doc)) {
                $problems[] = [$source->tokens[$i]->line, 'for KPHP @var of a variable says its name'];
            }
        }
        return $problems;
    }

    /** Whether the comment before a statement gives a type to no variable. */
    private static function isNameless(Source $source, int $i, string $doc): bool
    {
        $members = [\T_PUBLIC, \T_PROTECTED, \T_PRIVATE, \T_STATIC, \T_VAR, \T_CONST];
        return \preg_match('/@var [^$]*\*\/$/', $doc) === 1 && !$source->tokens[$i]->is($members);
    }

    private static function judge(Source $source, int $i, \PhpToken $token): string
    {
        switch ($token->id) {
            case \T_THROW:
                return $source->tokens[$i - 1]->is(self::BEFORE_STATEMENT) ? '' : 'KPHP has no throw in expressions';
            case \T_CATCH:
                return self::caught($source, $i + 1);
            case \T_NEW:
                return $source->matches($i + 1, \T_CLASS) ? 'KPHP has no anonymous classes' : self::made($source, $i);
            case \T_AS:
                return $source->matches($i + 1, \T_VARIABLE, \T_DOUBLE_ARROW, '[')
                    ? 'KPHP takes no list after => in foreach' : '';
            case \T_USE:
                return self::used($source, $i + 1);
            case \T_ELLIPSIS:
                return $source->matches($i - 1, '(', '...', ')') ? 'KPHP has no f(...)' : '';
            case \T_END_HEREDOC:
                return \trim($token->text) === $token->text ? '' : 'the end of a heredoc is not indented in KPHP';
            case \T_ATTRIBUTE:
                return self::shares($source, $i) ? 'in KPHP an attribute stands alone on its line' : '';
            case \T_STRING:
                return self::word($source, $i);
        }
        return $token->is(['?', '[']) ? self::numbers($source, $i, $token) : '';
    }

    private static function caught(Source $source, int $open): string
    {
        $caught = $source->items($open)[0] ?? [];
        if (\strpos(Source::text($caught), '|') !== false) {
            return 'KPHP catches one class at a time';
        }
        return \strpos(Source::text($caught), '$') === false ? 'KPHP has no catch without a variable' : '';
    }

    /** The previous exception is the third argument of PHP's own. */
    private static function made(Source $source, int $new): string
    {
        $name = $source->tokens[$new + 1];
        $isPhps = \preg_match('/^\\\\\w*(Exception|Error)$/', $name->text) === 1;
        return $isPhps && $source->matches($new + 2, '(') && \count($source->items($new + 2)) > 2
            ? 'exceptions have no previous ones in KPHP: keep the cause in a field' : '';
    }

    private static function used(Source $source, int $i): string
    {
        if ($source->matches($i, \T_FUNCTION)) {
            return 'KPHP has no use function';
        }
        $captured = $source->matches($i, '(') ? $source->items($i) : [];
        foreach ($captured as $variable) {
            if (Source::text($variable)[0] === '&') {
                return 'KPHP has no capture by reference';
            }
        }
        return '';
    }

    /** Whether something else stands on the lines of an attribute. */
    private static function shares(Source $source, int $i): bool
    {
        $end = $source->close($i);
        return $source->tokens[$i - 1]->line === $source->tokens[$i]->line
            || $source->tokens[$end + 1]->line === $source->tokens[$end]->line;
    }

    private static function word(Source $source, int $i): string
    {
        if ($source->tokens[$i - 1]->is(['(', ',']) && $source->matches($i + 1, ':')) {
            return 'KPHP has no named arguments';
        }
        if ($source->matches($i, 'load', '(') && $source->matches($i - 2, '\FFI', '::')) {
            $argument = Source::text($source->items($i + 1)[0] ?? []);
            return \preg_match('/^(__DIR__\.)?\'[^\']*\'$/', $argument) === 1 ? '' : 'FFI::load() takes a constant';
        }
        $isParents = $source->matches($i - 2, 'parent', '::', '__construct', '(');
        return $isParents && \count($source->items($i + 1)) > 2 && self::extendsPhps($source)
            ? 'exceptions have no previous ones in KPHP: keep the cause in a field' : '';
    }

    private static function extendsPhps(Source $source): bool
    {
        foreach ($source->each(\T_EXTENDS) as $i => $token) {
            return \preg_match('/^\\\\\w*(Exception|Error)$/', $source->tokens[$i + 1]->text) === 1;
        }
        return false;
    }

    /** Where there are integers and floats together, KPHP makes floats of them all. */
    private static function numbers(Source $source, int $i, \PhpToken $token): string
    {
        if ($token->is('?')) {
            $isMixed = $source->matches($i + 1, \T_LNUMBER, ':', \T_DNUMBER)
                || $source->matches($i + 1, \T_DNUMBER, ':', \T_LNUMBER);
            return $isMixed ? 'KPHP makes a float of both: declare a mixed' : '';
        }
        $kinds = [];
        foreach ($source->items($i) as $item) {
            $kinds[\count($item) === 1 ? \current($item)->id : 0] = true;
        }
        \ksort($kinds);
        $both = [\T_LNUMBER, \T_DNUMBER];
        \sort($both);
        return \array_keys($kinds) === $both ? 'KPHP makes floats of them all: declare mixed[]' : '';
    }
}
