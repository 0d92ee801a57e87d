<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Lua;
use Moonspan\LuaFunction;
use Moonspan\ScriptException;
use Moonspan\SyntaxException;
use Moonspan\UsageException;

final class LuaTest extends TestCase
{
    public function testEvalReturnsTheFirstResult(): void
    {
        self::assertSame(2, self::lua()->eval('return 1 + 1'));
        self::assertSame('a', self::lua()->eval('return "a", 2, 3'));
    }

    public function testEvalOfAChunkThatReturnsNothingIsNull(): void
    {
        self::assertNull(self::lua()->eval('local x = 1'));
    }

    public function testEvalAllReturnsEveryResultInOrder(): void
    {
        $results = self::lua()->evalAll('return 1, "a", nil, true, 2.5, false');
        self::assertSame([1, 'a', null, true, 2.5, false], $results);
        self::assertSame([], self::lua()->evalAll(''));
        self::assertSame([null], self::lua()->evalAll('return nil'));
    }

    public function testEvalAllReturnsMoreResultsThanTheSharedWordsHold(): void
    {
        $results = self::lua()->evalAll('local t = {} for i = 1, 200 do t[i] = i % 2 == 0 and i or "s" .. i end
            return (table.unpack or unpack)(t)');
        self::assertCount(200, $results);
        self::assertSame('s1', $results[0]);
        self::assertSame(16, $results[15]);
        self::assertSame('s17', $results[16]);
        self::assertSame(200, $results[199]);
    }

    public function testAChunkReceivesItsArgumentsAsVarargs(): void
    {
        self::assertSame(42, self::lua()->eval('local a, b = ... return a * b', [6, 7]));
        self::assertSame(0, self::lua()->eval('return select("#", ...)'));
        self::assertSame(2, self::lua()->eval('return select("#", ...)', [null, null]));
    }

    public function testGlobalsLastFromOneCallToTheNext(): void
    {
        $lua = self::lua();
        $lua->eval('counter = 41');
        self::assertSame(42, $lua->eval('counter = counter + 1 return counter'));
    }

    public function testStatesShareNothing(): void
    {
        $one = self::lua();
        $two = self::lua();
        $one->eval('x = 1 string.mark = true');
        self::assertNull($two->get('x'));
        self::assertNull($two->get('string.mark'));
    }

    public function testALoadedChunkRunsAsOftenAsItIsCalled(): void
    {
        $chunk = self::lua()->load('n = (n or 0) + 1 return n, ...');
        self::assertInstanceOf(LuaFunction::class, $chunk);
        self::assertSame(1, $chunk->call());
        self::assertSame([2, 'x'], $chunk->callAll('x'));
    }

    public function testLoadDoesNotRunTheChunk(): void
    {
        $lua = self::lua();
        $lua->load('ran = true');
        self::assertNull($lua->get('ran'));
    }

    public function testCallFollowsAPath(): void
    {
        $lua = self::lua();
        self::assertSame('X', $lua->call('string.upper', 'x'));
        self::assertSame([97, 98], $lua->callAll('string.byte', 'ab', 1, -1));
        $lua->eval('app = {price = {net = function(n) return n / 2 end}}');
        self::assertSame(1.5, $lua->call('app.price.net', 3));
    }

    public function testCallOfWhatIsNoFunctionNamesThePath(): void
    {
        $lua = self::lua();
        $e = self::thrownBy(fn() => $lua->call('string.uper', 'x'), ScriptException::class);
        self::assertStringContainsString('string.uper', $e->getMessage());
        $lua->set('version', 3);
        self::thrownBy(fn() => $lua->call('version'), ScriptException::class);
    }

    public function testSetMakesTheTablesOnTheWay(): void
    {
        $lua = self::lua();
        $lua->set('config.debug.level', 3);
        self::assertSame(3, $lua->get('config.debug.level'));
        self::assertSame(3, $lua->eval('return config.debug.level'));
        $lua->set('config.debug.level', null);
        self::assertNull($lua->get('config.debug.level'));
    }

    public function testANameInDigitsIsAnIntegerKey(): void
    {
        $lua = self::lua();
        $lua->eval('list = {"a", "b", {c = "d"}}');
        self::assertSame('b', $lua->get('list.2'));
        self::assertSame('d', $lua->get('list.3.c'));
    }

    public function testGetOfSomethingAbsentIsNull(): void
    {
        $lua = self::lua();
        self::assertNull($lua->get('nothing'));
        self::assertNull($lua->get('nothing.at.all'));
    }

    public function testPathsRunNoMetamethods(): void
    {
        $lua = self::lua();
        $lua->eval('local function ran() error("ran") end t = setmetatable({}, {__index = ran, __newindex = ran})');
        self::assertNull($lua->get('t.x'));
        $lua->set('t.x', 1);
        self::assertSame(1, $lua->get('t.x'));
    }

    public function testAPathThroughAScalarIsRefused(): void
    {
        $lua = self::lua();
        $lua->set('n', 5);
        $e = self::thrownBy(fn() => $lua->get('n.x'));
        self::assertStringContainsString("'n'", $e->getMessage());
        self::thrownBy(fn() => $lua->set('n.x', 1));
        self::assertSame(5, $lua->get('n'));
    }

    /** @dataProvider emptyNames */
    public function testAPathWithAnEmptyNameIsRefused(string $path): void
    {
        $lua = self::lua();
        self::thrownBy(fn() => $lua->get($path), UsageException::class);
        self::thrownBy(fn() => $lua->set($path, 1), UsageException::class);
        self::thrownBy(fn() => $lua->call($path, 1, 'x'), UsageException::class);
        self::assertSame(0, $lua->eval('return select("#", ...)'), 'no argument is left behind');
    }

    /** @return array<array{string}> */
    public function emptyNames(): array
    {
        return [[''], ['.'], ['a.'], ['.a'], ['a..b']];
    }

    public function testTheEngineIsNamedWithItsRelease(): void
    {
        self::assertMatchesRegularExpression(self::isLuaJit() ? '/^LuaJIT 2\./' : '/^Lua 5\.4/', self::lua()->engine());
    }

    public function testMemoryUsageFollowsTheState(): void
    {
        $lua = self::lua();
        $before = $lua->memoryUsage();
        $lua->eval('big = string.rep("x", 1000000)');
        self::assertGreaterThan($before + 1000000, $lua->memoryUsage());
        $lua->eval("big = nil for i = 1, 100 do local s = string.rep('x', 100000) .. i end");
        self::assertLessThan($before + 1000000, $lua->memoryUsage());
        self::assertGreaterThan($before + 1000000, $lua->peakMemoryUsage());
    }

    public function testPrintIsEchoed(): void
    {
        $lua = self::lua();
        $this->expectOutputString("one\t2\tnil\ttrue\nafter\n");
        $lua->eval('print("one", 2, nil, true)');
        self::assertSame('', $lua->output());
        $lua->call('print', 'after');
    }

    public function testOutputHandlersSeeWhatScriptsPrint(): void
    {
        \ob_start();
        self::lua()->eval('print("a\0b")');
        self::assertSame("a\0b\n", \ob_get_clean());
    }

    public function testWhatWasPrintedBeforeAnErrorIsEchoedToo(): void
    {
        $lua = self::lua();
        $this->expectOutputString("one\ntwo\n");
        self::thrownBy(fn() => $lua->eval('print("one") error("x")'));
        self::thrownBy(fn() => $lua->eval('print("two") return {[{}] = 1}'));
    }

    public function testAnOutputHandlerMayCallTheSameState(): void
    {
        $lua = self::lua();
        $seen = [];
        \ob_start(function (string $text) use ($lua, &$seen): string {
            $seen[] = $lua->call('string.upper', $text);
            return '';
        }, 1);
        $results = $lua->evalAll('print("x") return 1, "two", 3');
        \ob_end_clean();
        self::assertSame([1, 'two', 3], $results);
        self::assertSame("X\n", $seen[0]);
    }

    public function testCapturedOutputWaitsUntilItIsAskedFor(): void
    {
        $options = self::options();
        $options->captureOutput = true;
        $lua = new Lua($options);
        $this->expectOutputString('');
        $lua->eval('print("one")');
        $lua->eval('print("two")');
        self::thrownBy(fn() => $lua->eval('print("three") error("x")'));
        self::assertSame("one\ntwo\nthree\n", $lua->output());
        self::assertSame('', $lua->output());
    }

    public function testOutputMayBeLong(): void
    {
        $options = self::options();
        $options->captureOutput = true;
        $lua = new Lua($options);
        $lua->eval('for i = 1, 1000 do print(string.rep("x", 999)) end');
        self::assertSame(1000000, \strlen($lua->output()));
    }

    public function testTheSandboxReachesNothingOutside(): void
    {
        $lua = self::lua();
        $outside = 'io debug package dofile loadfile jit ffi os.execute os.exit os.getenv os.remove os.rename';
        foreach (\explode(' ', $outside) as $path) {
            self::assertNull($lua->get($path), $path);
        }
    }

    public function testAnEmptyChunkIsFine(): void
    {
        self::assertNull(self::lua()->eval(''));
        self::assertNull(self::lua()->load('')->call());
    }

    public function testAChunkOfTenMegabytesIsFine(): void
    {
        $code = 'return #[[' . \str_repeat('x', 10 << 20) . ']]';
        self::assertSame(10 << 20, self::lua()->eval($code));
    }

    public function testAChunkMayHoldNulBytesInStrings(): void
    {
        self::assertSame("a\0b", self::lua()->eval("return 'a\0b'"));
        self::thrownBy(fn() => self::lua()->eval("return \0 1"), SyntaxException::class);
    }

    public function testABinaryChunkIsRefused(): void
    {
        foreach (["\x1bLua", "\x1bLJ\x02", "\x1b"] as $code) {
            self::thrownBy(fn() => self::lua()->eval($code), SyntaxException::class);
            self::thrownBy(fn() => self::lua()->load($code), SyntaxException::class);
        }
    }

    /** @dataProvider chunkNameLengths */
    public function testAChunkNameMayHaveAnyLength(int $length): void
    {
        $lua = self::lua();
        $name = \str_repeat('n', $length);
        $e = self::thrownBy(fn() => $lua->eval('error("x")', [], $name), ScriptException::class);
        self::assertStringEndsWith(':1: x', $e->getMessage());
        self::thrownBy(fn() => $lua->load('=', $name), SyntaxException::class);
    }

    /** @return array<array{int}> */
    public function chunkNameLengths(): array
    {
        return [[0], [1], [58], [59], [60], [61], [10000]];
    }

    public function testAChunkNameStandsInMessages(): void
    {
        $lua = self::lua();
        $names = ['rules.lua' => 'rules.lua', '=any text' => 'any text', '' => '[string "error("x")"]'];
        foreach ($names as $name => $shown) {
            $e = self::thrownBy(fn() => $lua->eval('error("x")', [], $name));
            self::assertSame("$shown:1: x", $e->getMessage());
        }
    }

    public function testAChunkNameWithANulByteIsRefused(): void
    {
        $lua = self::lua();
        self::thrownBy(fn() => $lua->eval('return 1', [], "a\0b"), UsageException::class);
        self::thrownBy(fn() => $lua->load('return 1', "a\0b"), UsageException::class);
    }

    public function testCloseMayBeCalledTwice(): void
    {
        $lua = self::lua();
        $lua->close();
        $lua->close();
        self::assertTrue(true);
    }

    public function testAClosedStateRefusesEverything(): void
    {
        $lua = self::lua();
        $function = $lua->load('return 1');
        $lua->close();
        $actions = [
            fn() => $lua->eval('return 1'),
            fn() => $lua->eval('return 1', ['x']),
            fn() => $lua->evalAll('return 1'),
            fn() => $lua->load('return 1'),
            fn() => $lua->call('print'),
            fn() => $lua->callAll('print'),
            fn() => $lua->get('x'),
            fn() => $lua->set('x', 1),
            fn() => $lua->set('x', [1]),
            fn() => $lua->table(),
            fn() => $lua->getTable('x'),
            fn() => $lua->output(),
            fn() => $lua->memoryUsage(),
            fn() => $lua->peakMemoryUsage(),
            fn() => $lua->engine(),
            fn() => $function->call(),
            fn() => $function->callAll('x'),
            fn() => $function(1),
        ];
        foreach ($actions as $action) {
            $e = self::thrownBy($action, UsageException::class);
            self::assertSame('the Lua state is closed', $e->getMessage());
        }
        $function->release();
    }

    public function testAStateCanNeitherBeClonedNorSerialized(): void
    {
        $lua = self::lua();
        self::thrownBy(fn() => clone $lua, UsageException::class);
        self::thrownBy(fn() => \serialize($lua), UsageException::class);
        self::thrownBy(fn() => \unserialize('O:12:"Moonspan\Lua":0:{}'), UsageException::class);
        self::assertSame(1, $lua->eval('return 1'));
    }

    public function testArgumentsTakeNoNames(): void
    {
        $lua = self::lua();
        self::thrownBy(fn() => $lua->eval('return 1', ['a' => 1]), UsageException::class);
        self::thrownBy(fn() => $lua->eval('return 1', [1 => 1]), UsageException::class);
        self::thrownBy(fn() => $lua->call('print', a: 1), UsageException::class);
    }
}
