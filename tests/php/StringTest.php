<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\LimitException;
use Moonspan\MemoryLimitException;
use Moonspan\ScriptException;
use Moonspan\Tests\Str\Cases;

/**
 * The module `php` gives what PHP gives, when it is called from PHP, too.
 */
final class StringTest extends TestCase
{
    private const COUNT = 60;

    /** @return iterable<string, array{string}> */
    public static function functions(): iterable
    {
        foreach ((new Cases())->functions() as $function) {
            yield $function => [$function];
        }
    }

    public function testTheHeaderOfStringFunctionsIsOneThatFfiReads(): void
    {
        $header = (string) \file_get_contents(self::ROOT . '/php/ffi/moonspan_str.h');
        $ffi = \FFI::cdef((string) \preg_replace('~^#.*~m', '', $header), self::libraryFile());
        $call = static fn(string $name, mixed ...$arguments): mixed => $ffi->{"moon_str_$name"}(...$arguments);
        $read = static function (mixed $len) use ($call): string {
            $bytes = $call('bytes');
            self::assertInstanceOf(\FFI\CData::class, $bytes);
            self::assertIsInt($len);
            return \FFI::string($bytes, $len);
        };
        self::assertSame(2, $call('strpos', 'haystack', 8, 'y', 1, 0));
        self::assertSame("b\0a", $read($call('strrev', "a\0b", 3)));
        self::assertSame('x', $read($call('trim', ' x ', 3, null, 0)));
        self::assertSame(0, $call('call', 'explode', 7, "\x92\xa1,\xa3a,b", 7));
        self::assertSame("\x91\x92\xa1a\xa1b", $read($call('len')));
        self::assertSame(0, $call('release'));
    }

    /** @dataProvider functions */
    public function testAFunctionGivesWhatPhpGives(string $function): void
    {
        $lua = self::lua();
        foreach ((new Cases())->of($function, self::COUNT) as [$arguments, $results]) {
            if (self::isLuaJit() && self::hasFloat([$arguments, $results])) {
                continue;
            }
            $where = $function . '(' . \var_export($arguments, true) . ')';
            if (\is_string($results)) {
                $error = self::thrownBy(static fn() => $lua->call("php.$function", ...$arguments));
                $isEarly = self::isLuaJit() && \strpos($error->getMessage(), 'does not fit a number') !== false;
                self::assertStringEndsWith($isEarly ? 'of this engine' : $results, $error->getMessage(), $where);
                continue;
            }
            try {
                $actual = $lua->callAll("php.$function", ...$arguments);
            } catch (ScriptException $e) {
                // unpack() reads integers that it does not return, where a key stands twice.
                self::assertTrue(self::isLuaJit(), $where . $e->getMessage());
                self::assertStringEndsWith('an integer does not fit a number of this engine', $e->getMessage());
                continue;
            }
            self::assertEquals(self::plain($results), self::plain(\array_slice($actual, 0, \count($results))), $where);
        }
        $lua->close();
        $this->addToAssertionCount(1);
    }

    /** LuaJIT has one type of number, and not all integers. */
    private static function hasFloat(mixed $value): bool
    {
        if (\is_array($value)) {
            return \array_filter([\array_keys($value), $value], static fn(array $part): bool =>
                \array_filter($part, self::hasFloat(...)) !== []) !== [];
        }
        return \is_float($value) || (\is_int($value) && \abs($value) > 1 << 53);
    }

    /**
     * NAN is not equal to itself, and results have the type that they have.  An array with the keys
     * from 1 on comes back from Lua as a list.
     */
    private static function plain(mixed $value): mixed
    {
        if (\is_array($value)) {
            \ksort($value);
            $value = \array_keys($value) === \range(1, \count($value)) ? \array_values($value) : $value;
            return \array_map(self::plain(...), $value);
        }
        return \serialize($value);
    }

    public function testAResultBeyondTheMemoryLimitIsRefused(): void
    {
        $lua = self::lua();
        $calls = ['str_repeat("x", 1e12)', 'str_pad("x", 1e12)', 'number_format(1, 1e9)', 'sprintf("%2000000000d", 1)'];
        foreach ($calls as $call) {
            self::thrownBy(static fn() => $lua->eval("return php.$call"), MemoryLimitException::class);
        }
        self::assertSame('aaa', $lua->call('php.str_repeat', 'a', 3));
    }

    public function testLongWorkInAFunctionIsStopped(): void
    {
        $options = self::options();
        $options->cpuLimit = 0.1;
        $lua = new \Moonspan\Lua($options);
        $script = 'local a, b = ("ab"):rep(30000), ("ba"):rep(30000); return php.similar_text(a, b)';
        if (self::engine() !== 'lua54') {
            self::markTestSkipped('only lua54 charges for work in C');
        }
        $start = \hrtime(true);
        self::thrownBy(static fn() => $lua->eval($script), LimitException::class);
        self::assertLessThan(2e9, \hrtime(true) - $start);
    }

    public function testAnErrorCanBeCaught(): void
    {
        $lua = self::lua();
        self::assertSame(
            [false, 'strpos(): Argument #3 ($offset) must be contained in argument #1 ($haystack)'],
            $lua->evalAll('return pcall(php.strpos, "a", "b", 5)'),
        );
        $error = self::thrownBy(static fn() => $lua->eval('php.strlen({})', [], 'x.lua'), ScriptException::class);
        self::assertStringEndsWith(
            'strlen(): Argument #1 ($string) must be of type string, array given',
            $error->getMessage(),
        );
    }
}
