<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\ConversionException;
use Moonspan\Internal\Abi;
use Moonspan\LimitException;
use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\MemoryLimitException;
use Moonspan\ScriptException;
use Moonspan\SyntaxException;
use Moonspan\UsageException;

final class ExceptionTest extends TestCase
{
    public function testAScriptErrorHasMessageTracebackAndStatus(): void
    {
        $code = "local function inner()\n  error('went wrong')\nend\ninner()";
        $e = self::thrownBy(fn() => self::lua()->eval($code, [], 'rules.lua'), ScriptException::class);
        self::assertSame('rules.lua:2: went wrong', $e->getMessage());
        self::assertSame('rules.lua:2: went wrong', $e->getValue());
        self::assertStringStartsWith('stack traceback:', $e->getTraceback());
        self::assertStringContainsString("rules.lua:4: in main chunk", $e->getTraceback());
        self::assertSame(Abi::ERUNTIME, $e->getStatus());
    }

    /** @return array<string, array{string, mixed}> */
    public function errorValues(): array
    {
        return [
            'a string without a position' => ['error("plain", 0)', 'plain'],
            'an integer' => ['error(42, 0)', 42],
            'a float' => ['error(1.5, 0)', 1.5],
            'a boolean' => ['error(false)', false],
            'nil' => ['error(nil)', null],
            'a table' => ['error({code = 1})', ['code' => 1]],
            'a table that cannot cross' => ['error({[true] = 1})', null],
            'a string with NUL' => ['error("a\0b", 0)', "a\0b"],
        ];
    }

    /** @dataProvider errorValues */
    public function testTheErrorValueIsKept(string $code, mixed $value): void
    {
        $e = self::thrownBy(fn() => self::lua()->eval($code), ScriptException::class);
        self::assertSame($value, $e->getValue());
    }

    public function testAnErrorValueThatIsAFunctionCanBeCalled(): void
    {
        $e = self::thrownBy(fn() => self::lua()->eval('error(function() return "why" end)'), ScriptException::class);
        $value = $e->getValue();
        self::assertInstanceOf(LuaFunction::class, $value);
        self::assertSame('why', $value->call());
    }

    public function testTheTextOfAnErrorObjectIsItsMessage(): void
    {
        $code = 'error(setmetatable({}, {__tostring = function() return "from tostring" end}))';
        $e = self::thrownBy(fn() => self::lua()->eval($code), ScriptException::class);
        self::assertSame('from tostring', $e->getMessage());
    }

    public function testRuntimeErrorsOfTheEngineAreScriptErrors(): void
    {
        foreach (['local x = nil; x.y = 1', 'return 1 + {}', 'string.rep()'] as $code) {
            $e = self::thrownBy(fn() => self::lua()->eval($code), ScriptException::class);
            self::assertNotSame('', $e->getMessage());
        }
    }

    public function testRecursionWithoutEndIsAnError(): void
    {
        $lua = self::lua();
        self::thrownBy(fn() => $lua->eval('local function f() return 1 + f() end f()'));
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testAStateGoesOnAfterAnError(): void
    {
        $lua = self::lua();
        for ($i = 0; $i < 100; $i++) {
            self::thrownBy(fn() => $lua->eval('error("x")', [1, 'two', null]), ScriptException::class);
            self::assertSame([], $lua->evalAll('return ...'));
        }
    }

    public function testASyntaxErrorSaysWhere(): void
    {
        $e = self::thrownBy(fn() => self::lua()->eval("x = 1\ny = = 2", [], 'a.lua'), SyntaxException::class);
        self::assertStringStartsWith('a.lua:2:', $e->getMessage());
        self::assertSame(Abi::ESYNTAX, $e->getStatus());
        self::assertFalse($e->isIncomplete());
        $e = self::thrownBy(fn() => self::lua()->load('return return'), SyntaxException::class);
        self::assertFalse($e->isIncomplete());
    }

    /** @return array<array{string}> */
    public function beginnings(): array
    {
        return [['x ='], ['if x then'], ['f('], ['return {1,'], ['return "a" ..'], ['for i = 1, 2 do']];
    }

    /** @dataProvider beginnings */
    public function testAChunkThatMayGoOnIsIncomplete(string $code): void
    {
        $e = self::thrownBy(fn() => self::lua()->eval($code), SyntaxException::class);
        self::assertTrue($e->isIncomplete(), $e->getMessage());
    }

    public function testMemoryIsLimited(): void
    {
        $options = self::options();
        $options->memoryLimit = 1 << 20;
        $lua = new Lua($options);
        $hungry = [
            'return string.rep("x", 1e9)',
            'local t = {} for i = 1, 1e9 do t[i] = i end',
            'local s = "x" while true do s = s .. s end',
        ];
        foreach ($hungry as $code) {
            $e = self::thrownBy(fn() => $lua->eval($code), MemoryLimitException::class);
            self::assertInstanceOf(LimitException::class, $e);
            self::assertSame(Abi::EMEMORY, $e->getStatus());
            self::assertSame(2, $lua->eval('return 1 + 1'), 'the state stays usable');
        }
        self::assertLessThan(3 << 19, $lua->peakMemoryUsage(), 'only the report of an error may pass the limit');
    }

    public function testAnArgumentThatDoesNotFitIsAMemoryError(): void
    {
        $options = self::options();
        $options->memoryLimit = 1 << 20;
        $lua = new Lua($options);
        $long = \str_repeat('x', 2 << 20);
        self::thrownBy(fn() => $lua->eval('return 1', ['a', $long, 2]), MemoryLimitException::class);
        self::thrownBy(fn() => $lua->set('x', $long), MemoryLimitException::class);
        self::thrownBy(fn() => $lua->eval("return '$long'"), MemoryLimitException::class);
        self::assertSame(0, $lua->eval('return select("#", ...)'));
    }

    public function testALimitThatNoStateFitsIntoIsSaidSo(): void
    {
        $options = self::options();
        $options->memoryLimit = 64;
        $e = self::thrownBy(fn() => new Lua($options), MemoryLimitException::class);
        self::assertStringContainsString('64 bytes', $e->getMessage());
    }

    public function testEveryExceptionIsARuntimeException(): void
    {
        $lua = self::lua();
        $actions = [
            fn() => $lua->eval('error("x")'),
            fn() => $lua->eval('='),
            fn() => $lua->eval('return {[true] = 1}'),
            fn() => $lua->get(''),
        ];
        foreach ($actions as $action) {
            self::assertInstanceOf(\RuntimeException::class, self::thrownBy($action, LuaException::class));
        }
    }

    public function testUsageErrorsAndConversionErrorsHaveNoTraceback(): void
    {
        $lua = self::lua();
        self::thrownBy(fn() => $lua->eval('error("x")'));
        self::assertSame('', self::thrownBy(fn() => $lua->get(''), UsageException::class)->getTraceback());
        $e = self::thrownBy(fn() => $lua->eval('', [new \stdClass()]), ConversionException::class);
        self::assertSame('', $e->getTraceback());
    }
}
