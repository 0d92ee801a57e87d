<?php

declare(strict_types=1);

namespace Moonspan\Tests\Str;

/**
 * Arguments for string functions, each time the same, in kinds that are named by a word.
 */
final class Values
{
    private const TEXTS = [
        '', ' ', 'a', '0', '-', "\0", "\xff", 'é', '€', '😀', 'Hello, World', 'hello world hello', "a\0b\0c",
        "line\nline\r\nline\n\rend\r", "\t tabs \x0b\0 ", 'ÀÉÎõü ßſŉ ǅ ΑΣ σς İı ﬁ', 'Привет, мир', '日本語テキスト',
        "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\xaf", "\xf5\x80\x80\x80", "a\x80b\xc3(c\xe2\x28\xa1",
        '<a href="x">T\'est & &amp; &lt; &#39; &#x27; &nbsp;</a>', 'a&b=c d+e%20f%zz%4', '12', '-7.5e3', ' 42 ', '1e5',
        'img12.png', 'img10.png', 'IMG2.png', '001', 'a1b2', 'The quick brown fox jumped over the lazy dog.',
        'aaaaaaaaaaaaaaaaaaaaaaaaaaaab', 'abababababababab', "it's \"quoted\" \\ back\\0slash", '$1.50 %d %s %%',
        'VGhpcyBpcw==', '68656c6c6f', 'x,"y ""z""",w', 'http://u:p@host:80/p/a?q=1#f', '192.168.0.1',
    ];

    private const ALPHABETS = [
        'ab', 'abc ', 'aAbB', "a\0", '01', 'abcdefghijklmnopqrstuvwxyz', 'AaZz09 .,;-_', "<>&'\"a;#", '%2BAf+ ',
        "\n\r ab", "\x00\x7f\x80\xff", "'\"\\0n",
    ];

    public function __construct(private int $seed)
    {
    }

    /** A whole number from $from to $to. */
    public function int(int $from, int $to): int
    {
        $this->seed = ($this->seed * 1103515245 + 12345) & 0x7fffffff;
        return $from + ($this->seed >> 8) % ($to - $from + 1);
    }

    public function chance(int $percent): bool
    {
        return $this->int(1, 100) <= $percent;
    }

    /**
     * @template T
     * @param non-empty-list<T> $list
     * @return T
     */
    public function pick(array $list): mixed
    {
        return $list[$this->int(0, \count($list) - 1)];
    }

    public function text(): string
    {
        return match ($this->int(0, 9)) {
            0, 1, 2 => $this->pick(self::TEXTS),
            3, 4, 5 => $this->from($this->pick(self::ALPHABETS), $this->int(0, 40)),
            6 => $this->bytes($this->int(0, 20)),
            7 => $this->characters($this->int(0, 20)),
            8 => $this->pick(self::TEXTS) . $this->pick(self::TEXTS),
            default => $this->long(),
        };
    }

    public function from(string $alphabet, int $len): string
    {
        for ($text = ''; $len > 0; $len--) {
            $text .= $alphabet[$this->int(0, \strlen($alphabet) - 1)];
        }
        return $text;
    }

    private function bytes(int $len): string
    {
        for ($text = ''; $len > 0; $len--) {
            $text .= \chr($this->int(0, 255));
        }
        return $text;
    }

    /** Characters of every length, now and then a broken one. */
    public function characters(int $count): string
    {
        $text = '';
        for (; $count > 0; $count--) {
            $range = $this->pick([[32, 126], [0xa0, 0x24f], [0x370, 0x52f], [0x1e00, 0x1fff], [0x2000, 0x22ff],
                [0x3040, 0x30ff], [0xfb00, 0xfb1f], [0xff00, 0xffef], [0x10400, 0x1044f], [0x1f600, 0x1f64f],
                [0x0, 0xd7ff], [0xe000, 0x10ffff]]);
            $text .= \mb_chr($this->int($range[0], $range[1]), 'UTF-8');
            if ($this->chance(4)) {
                $text .= $this->pick(["\x80", "\xc3", "\xe2\x82", "\xf0\x90", "\xed\xa0\x80", "\xff", "\xc0\x80"]);
            }
        }
        return $text;
    }

    private function long(): string
    {
        $piece = $this->pick(self::TEXTS) . $this->from($this->pick(self::ALPHABETS), $this->int(1, 9));
        return \str_repeat($piece, $this->int(1, 30)) . $this->from('abc', $this->int(0, 40));
    }

    /** What may well be found in $subject. */
    public function needle(string $subject): string
    {
        $len = \strlen($subject);
        if ($len > 0 && $this->chance(75)) {
            $needle = \substr($subject, $this->int(0, $len - 1), $this->int(0, 1) ? $this->int(1, 3) : $this->int(1, 12));
            return $this->chance(20) ? \strtoupper($needle) : ($this->chance(10) ? $needle . 'x' : $needle);
        }
        return $this->chance(50) ? $this->from($this->pick(self::ALPHABETS), $this->int(0, 3)) : $this->text();
    }

    /**
     * Bytes of the alphabet, with some of the pieces between them; now and then any text.
     * @param non-empty-list<string> $pieces
     */
    public function mixed(string $alphabet, array $pieces): string
    {
        if ($this->chance(20)) {
            return $this->text();
        }
        $text = '';
        for ($count = $this->int(0, $this->chance(10) ? 60 : 8); $count > 0; $count--) {
            $text .= $this->chance(40) ? $this->pick($pieces) : $this->from($alphabet, $this->int(0, 6));
        }
        return $text;
    }

    /** Much the same as $subject. */
    public function similar(string $subject): string
    {
        if ($this->chance(30)) {
            return $this->text();
        }
        for ($edits = $this->int(0, 3); $edits > 0; $edits--) {
            $at = $this->int(0, \strlen($subject));
            $subject = \substr_replace($subject, $this->from('abcABC', $this->int(0, 2)), $at, $this->int(0, 2));
        }
        return $this->chance(20) ? \strtoupper($subject) : $subject;
    }

    /** What may well be found in $subject, in whole characters. */
    public function character(string $subject): string
    {
        if ($this->chance(20)) {
            return $this->needle($subject);
        }
        $needle = \mb_substr($subject, $this->int(0, \max(0, \mb_strlen($subject) - 1)), $this->int(0, 3));
        return $this->chance(30) ? \mb_strtoupper($needle) : $needle;
    }

    public function offset(string $subject): int
    {
        $len = \strlen($subject);
        return match ($this->int(0, 9)) {
            0 => 0,
            1 => $len + $this->int(-2, 2),
            2 => -$len + $this->int(-2, 2),
            3 => $this->pick([\PHP_INT_MAX, \PHP_INT_MIN, 1 << 40, -(1 << 40), 1 << 31, -(1 << 31)]),
            4, 5 => $this->int(-8, 8),
            default => $this->int(-$len, $len),
        };
    }

    /** A value of a type that is not expected, or is converted. */
    public function stranger(): mixed
    {
        return $this->pick([true, false, 0, 1, 7, -3, 2.5, 1e25, -0.0, 0.1, 3.0, '', '5', ' 5', '5 ', '5x', '1.5', '1e2',
            '.5', '5.', 'x', [], ['a', 'b'], 1e300]);
    }

    /**
     * @template T
     * @param non-empty-list<T> $from
     * @return list<T>
     */
    public function list(array $from): array
    {
        $list = [];
        for ($count = $this->int(0, 5); $count > 0; $count--) {
            $list[] = $this->pick($from);
        }
        return $list;
    }

    /** @return list<string> */
    public function texts(): array
    {
        $list = [];
        for ($count = $this->int(0, 5); $count > 0; $count--) {
            $list[] = $this->text();
        }
        return $list;
    }
}
