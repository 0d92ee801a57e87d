<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\ConversionException;
use Moonspan\Lua;
use Moonspan\LuaFunction;

/** What crosses between the languages, in both directions, but for arrays: see ArrayCases. */
final class ValueTest extends TestCase
{
    /** @return array<string, array{mixed}> */
    public function scalars(): array
    {
        $values = [
            'null' => [null],
            'true' => [true],
            'false' => [false],
            'zero' => [0],
            'minus one' => [-1],
            '2^53' => [2 ** 53],
            '-2^53' => [-2 ** 53],
            'a fraction' => [0.1],
            'a large float' => [1.7976931348623157e308],
            'a tiny float' => [5e-324],
            'negative zero' => [-0.0],
            'infinity' => [\INF],
            'negative infinity' => [-\INF],
            'no bytes' => [''],
            'bytes' => ['héllo'],
            'a NUL byte' => ["\0"],
            'NUL bytes inside' => ["a\0b\0"],
            'bytes that are no UTF-8' => ["\xff\xfe\x80"],
            'a number in a string' => ['42'],
            'a megabyte' => [\str_repeat("0123456789abcde\n", 1 << 16)],
        ];
        if (!self::isLuaJit()) {
            $values += [
                'the largest integer' => [\PHP_INT_MAX],
                'the smallest integer' => [\PHP_INT_MIN],
                '2^53 + 1' => [2 ** 53 + 1],
                'a whole float' => [1.0],
                'a whole float beyond the integers' => [1e300],
            ];
        }
        return $values;
    }

    /** @dataProvider scalars */
    public function testAScalarComesBackAsItWent(mixed $value): void
    {
        $lua = self::lua();
        $identity = $lua->load('return ...');
        self::assertSame($value, $lua->eval('return ...', [$value]));
        self::assertSame([$value], $lua->evalAll('return ...', [$value]));
        self::assertSame($value, $identity->call($value));
        self::assertSame([$value, 'x', $value], $identity->callAll($value, 'x', $value));
        $lua->set('a.b', $value);
        self::assertSame($value, $lua->get('a.b'));
        self::assertSame(
            \array_fill(0, 40, $value),
            $identity->callAll(...\array_fill(0, 40, $value)),
            'also where there are more than the shared words hold'
        );
    }

    public function testALargeStringTakesTheMemoryOfTheLastOne(): void
    {
        $options = self::options();
        $options->memoryLimit = 3 << 19;
        $lua = new Lua($options);
        $echo = $lua->load('return ...');
        foreach (['a', 'b', 'c'] as $letter) {
            $text = \str_repeat($letter, 1 << 20);
            self::assertSame($text, $echo->call($text));
        }
    }

    public function testTheSignOfZeroIsKept(): void
    {
        self::assertSame(-\INF, self::lua()->eval('return 1 / ...', [-0.0]));
        $zero = self::lua()->eval('return ...', [-0.0]);
        self::assertIsFloat($zero);
        self::assertSame(-\INF, \fdiv(1, $zero));
    }

    public function testNotANumberStaysNotANumber(): void
    {
        $lua = self::lua();
        self::assertNan($lua->eval('return ...', [\NAN]));
        self::assertTrue($lua->eval('local x = ... return x ~= x', [\NAN]));
        self::assertNan($lua->eval('return 0/0'));
    }

    public function testLuaSeesTheTypeThatPhpSent(): void
    {
        $types = 'local t = {} for i = 1, select("#", ...) do
            local v = select(i, ...)
            t[i] = math.type and math.type(v) or type(v)
        end return table.concat(t, " ")';
        $expected = self::isLuaJit() ? 'nil boolean number number string' : 'nil boolean integer float string';
        // On 5.4 math.type() of what is no number is nil, and type() tells.
        self::assertSame($expected, self::lua()->eval($types, [null, true, 1, 1.0, '1']));
    }

    public function testAWholeFloatIsTheSameNumberOnEveryEngine(): void
    {
        $expected = self::isLuaJit() ? 1 : 1.0;
        self::assertSame($expected, self::lua()->eval('return ...', [1.0]));
        self::assertSame($expected, self::lua()->eval('return 1.0'));
        self::assertSame(1, self::lua()->eval('return 1'));
    }

    public function testLuaJitRefusesIntegersItWouldChange(): void
    {
        if (!self::isLuaJit()) {
            self::markTestSkipped('Lua 5.4 has all the integers of PHP');
        }
        $lua = self::lua();
        $identity = $lua->load('return ...');
        foreach ([\PHP_INT_MAX, \PHP_INT_MIN, 2 ** 53 + 1, -2 ** 53 - 1] as $value) {
            $e = self::thrownBy(fn() => $identity->call(1, $value), ConversionException::class);
            self::assertSame('$[1]', $e->getPath());
            $e = self::thrownBy(fn() => $identity->call($value, 'x'), ConversionException::class);
            self::assertSame('$[0]', $e->getPath());
            $e = self::thrownBy(fn() => $lua->set('x', $value), ConversionException::class);
            self::assertSame('$', $e->getPath());
            self::assertStringContainsString((string) $value, $e->getMessage());
        }
        self::assertSame([], $identity->callAll());
    }

    public function testArgumentsOfEveryKindKeepTheirOrder(): void
    {
        $lua = self::lua();
        $identity = $lua->load('return ...');
        $kinds = [1, 2.5, 'three', null, true, 'six', false, -7];
        for ($count = 0; $count <= 40; $count++) {
            for ($shift = 0; $shift < \count($kinds); $shift++) {
                $arguments = [];
                for ($i = 0; $i < $count; $i++) {
                    $arguments[] = $kinds[($i * 3 + $shift) % \count($kinds)];
                }
                self::assertSame($arguments, $identity->callAll(...$arguments));
            }
        }
    }

    public function testAFunctionCrossesBothWays(): void
    {
        $lua = self::lua();
        $double = $lua->eval('return function(n) return n * 2 end');
        self::assertInstanceOf(LuaFunction::class, $double);
        self::assertSame([8, 'x'], $lua->evalAll('local a, f, b = ... return f(a), b', [4, $double, 'x']));
        $lua->set('app.double', $double);
        self::assertSame(10, $lua->call('app.double', 5));
        self::assertTrue($lua->eval('return app.double == ...', [$double]));
        $again = $lua->get('app.double');
        self::assertInstanceOf(LuaFunction::class, $again);
        self::assertSame(12, $again->call(6));
        self::assertInstanceOf(LuaFunction::class, $lua->get('string.upper'));
    }

    /** @return array<string, array{mixed, string}> */
    public function strangers(): array
    {
        return [
            'an object' => [new \stdClass(), 'stdClass'],
            'a resource' => [\fopen('php://memory', 'r'), 'resource'],
        ];
    }

    /** @dataProvider strangers */
    public function testWhatCannotCrossIsNamedWithItsPlace(mixed $value, string $what): void
    {
        $lua = self::lua();
        $identity = $lua->load('return ...');
        $actions = [
            '$[0]' => fn() => $lua->eval('return ...', [$value]),
            '$[1]' => fn() => $lua->call('print', 'text', $value),
            '$[2]' => fn() => $identity->call(1, 2, $value, 3),
            '$' => fn() => $lua->set('x', $value),
        ];
        foreach ($actions as $path => $action) {
            $e = self::thrownBy($action, ConversionException::class);
            self::assertSame($path, $e->getPath());
            self::assertStringContainsString($what, $e->getMessage());
            self::assertSame([], $identity->callAll(), 'no argument is left behind');
        }
        $many = \array_fill(0, 30, 1);
        $many[20] = $value;
        $e = self::thrownBy(fn() => $identity->call(...$many), ConversionException::class);
        self::assertSame('$[20]', $e->getPath());
        self::assertSame([], $identity->callAll());
    }

    /** @return array<string, array{string, string}> */
    public function luaStrangers(): array
    {
        return [
            'a table with a boolean for a key' => ['{[true] = 1}', 'boolean'],
            'a table with a float for a key' => ['{{[1.5] = 1}}', 'float'],
        ];
    }

    /** @dataProvider luaStrangers */
    public function testALuaValueThatCannotCrossIsNamedWithItsPlace(string $code, string $what): void
    {
        $lua = self::lua();
        $e = self::thrownBy(fn() => $lua->eval("return $code"), ConversionException::class);
        self::assertStringStartsWith('$', $e->getPath());
        self::assertStringContainsString($what, $e->getMessage());
        $e = self::thrownBy(fn() => $lua->evalAll("return 1, 'x', $code"), ConversionException::class);
        self::assertStringStartsWith('$[2]', $e->getPath());
        $lua->eval("value = {inner = $code}");
        $e = self::thrownBy(fn() => $lua->get('value.inner'), ConversionException::class);
        self::assertStringStartsWith('$', $e->getPath());
    }

    public function testOnlyResultsThatAreAskedForHaveToCross(): void
    {
        self::assertSame(1, self::lua()->eval('return 1, {[true] = 1}'));
    }

    public function testFunctionsBeforeAResultThatCannotCrossAreReleased(): void
    {
        $lua = self::lua();
        $before = self::native()->moon_live_handles();
        for ($i = 0; $i < 10; $i++) {
            $code = 'return print, print, {[true] = 1}';
            self::thrownBy(fn() => $lua->evalAll($code), ConversionException::class);
        }
        self::assertSame($before, self::native()->moon_live_handles());
    }
}
