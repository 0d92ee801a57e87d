<?php

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

/** The tokens of a program as KPHP sees it: what stands in `#ifndef KPHP` blocks is not there. */
final class Source
{
    /** @var \PhpToken[] without comments and white space; the first and the last are empty */
    public array $tokens = [];

    /** @var array<int, string> the comment for programs before a token, by its index */
    public array $docs = [];

    /** @var array<int, array{int, string}> what is wrong with the blocks */
    public array $problems = [];

    public function __construct(string $text)
    {
        $cut = (string) \preg_replace_callback(
            '/#ifndef KPHP\b.*?#endif/s',
            static fn(array $block): string => \str_repeat("\n", \substr_count($block[0], "\n")),
            $text
        );
        $this->tokens[] = new \PhpToken(\T_INLINE_HTML, '');
        try {
            $tokens = \PhpToken::tokenize($cut, \TOKEN_PARSE);
        } catch (\ParseError $e) {
            $this->problems[] = [$e->getLine(), 'without the blocks PHP reads: ' . $e->getMessage()];
            $tokens = [];
        }
        foreach ($tokens as $token) {
            $this->add($token);
        }
        $this->tokens[] = new \PhpToken(\T_INLINE_HTML, '');
    }

    private function add(\PhpToken $token): void
    {
        if ($token->is(\T_DOC_COMMENT)) {
            $this->docs[\count($this->tokens)] = $token->text;
        } elseif ($token->is(\T_COMMENT) && \preg_match('/^#\s*(if|el|end)/', $token->text) === 1) {
            $this->problems[] = [$token->line, 'KPHP knows #ifndef KPHP ... #endif and nothing else; to it '
                . "'" . \trim($token->text) . "' is a comment"];
        } elseif (!$token->isIgnorable()) {
            $this->tokens[] = $token;
        }
    }

    /** @return \Generator<int, \PhpToken> those with a text, or of a kind, with their indices */
    public function each(int|string $kind): \Generator
    {
        foreach ($this->tokens as $i => $token) {
            if ($token->is($kind)) {
                yield $i => $token;
            }
        }
    }

    /** Whether the tokens from an index on have these texts or kinds. */
    public function matches(int $i, int|string ...$kinds): bool
    {
        foreach ($kinds as $kind) {
            $token = $this->tokens[$i++] ?? null;
            if ($token === null || !$token->is($kind)) {
                return false;
            }
        }
        return true;
    }

    /** Where the bracket at an index is closed. */
    public function close(int $i): int
    {
        $depth = 0;
        $last = \count($this->tokens) - 1;
        for (; $i < $last; $i++) {
            $depth += self::step($this->tokens[$i]);
            if ($depth === 0) {
                return $i;
            }
        }
        return $last;
    }

    /** 1 for a bracket that opens, -1 for one that closes. */
    public static function step(\PhpToken $token): int
    {
        if ($token->is(\T_ENCAPSED_AND_WHITESPACE)) {
            return 0;
        }
        if ($token->is(['(', '[', '{', \T_CURLY_OPEN, \T_DOLLAR_OPEN_CURLY_BRACES, \T_ATTRIBUTE])) {
            return 1;
        }
        return $token->is([')', ']', '}']) ? -1 : 0;
    }

    /**
     * What stands between the bracket at an index and its end, at the commas.
     *
     * @return array<int, \PhpToken[]> by indices; the last is empty after a trailing comma
     */
    public function items(int $open): array
    {
        $items = [[]];
        $depth = 0;
        $end = $this->close($open);
        for ($i = $open + 1; $i < $end; $i++) {
            $depth += self::step($this->tokens[$i]);
            if ($depth === 0 && $this->tokens[$i]->is(',')) {
                $items[] = [];
            } else {
                $items[\count($items) - 1][$i] = $this->tokens[$i];
            }
        }
        return $items === [[]] ? [] : $items;
    }

    /** @param \PhpToken[] $tokens */
    public static function text(array $tokens): string
    {
        return \implode('', \array_map(static fn(\PhpToken $token): string => $token->text, $tokens));
    }
}
