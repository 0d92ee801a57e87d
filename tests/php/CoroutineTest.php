<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Coroutine;
use Moonspan\Lua;
use Moonspan\ScriptException;
use Moonspan\UsageException;

final class CoroutineTest extends TestCase
{
    private static function coroutine(Lua $lua, string $function): Coroutine
    {
        return $lua->coroutine($lua->eval("return $function"));
    }

    public function testACoroutineIsResumedStepByStep(): void
    {
        $lua = self::lua();
        $code = 'function(a, b) local c, d = coroutine.yield(a + b, "x") return c .. d end';
        $co = self::coroutine($lua, $code);
        self::assertSame('suspended', $co->status());
        self::assertSame([3, 'x'], $co->resumeAll(1, 2));
        self::assertFalse($co->isDone());
        self::assertSame('pq', $co->resume('p', 'q'));
        self::assertSame(['dead', true], [$co->status(), $co->isDone()]);
        $e = self::thrownBy(fn() => $co->resume(), ScriptException::class);
        self::assertSame('cannot resume dead coroutine', $e->getMessage());
    }

    public function testItIsMadeOfAnythingThatCanBeCalled(): void
    {
        $lua = self::lua();
        $lua->eval('tools = {twice = function(n) return n * 2 end}');
        self::assertSame(8, $lua->coroutine('tools.twice')->resume(4));
        self::assertSame(9, $lua->coroutine(fn(int $n): int => $n * $n)->resume(3));
        self::thrownBy(fn() => $lua->coroutine('nothing.there'), UsageException::class);
        self::thrownBy(fn() => $lua->coroutine(5), UsageException::class);
    }

    public function testForeachGivesTheFirstValueOfEachYield(): void
    {
        $co = self::coroutine(self::lua(), 'function() for i = 1, 3 do coroutine.yield(i, "x") end return "end" end');
        $iterator = $co->getIterator();
        self::assertSame([1, 2, 3], \iterator_to_array($iterator));
        self::assertSame('end', $iterator->getReturn());
        $again = self::coroutine(self::lua(), 'function() coroutine.yield(nil) coroutine.yield(5) end');
        self::assertSame([null, 5], \iterator_to_array($again));
    }

    public function testAnErrorInsideEndsIt(): void
    {
        $lua = self::lua();
        $co = $lua->coroutine($lua->eval(
            "local function inner() error({code = 5}) end\nreturn function() inner() return 1 end",
            [],
            '=chunk'
        ));
        $e = self::thrownBy(fn() => $co->resume(), ScriptException::class);
        self::assertInstanceOf(ScriptException::class, $e);
        self::assertSame(['code' => 5], $e->getValue());
        self::assertStringContainsString('inner', $e->getTraceback());
        self::assertSame('dead', $co->status());
    }

    public function testAnExceptionIsThrownIntoIt(): void
    {
        $lua = self::lua();
        $exception = new \DomainException('in', 4);
        $code = 'function() local ok, e = pcall(coroutine.yield) coroutine.yield(tostring(e) .. e.code) '
            . 'coroutine.yield() end';
        $co = self::coroutine($lua, $code);
        $co->resume();
        self::assertSame('DomainException: in4', $co->throw($exception));
        self::assertSame($exception, self::thrownBy(fn() => $co->throw($exception), \DomainException::class));
        self::assertTrue($co->isDone());
    }

    public function testOneThatHasNotBegunDiesOfAnException(): void
    {
        $lua = self::lua();
        $co = self::coroutine($lua, 'function() ran = true end');
        $exception = new \DomainException();
        self::assertSame($exception, self::thrownBy(fn() => $co->throw($exception), \DomainException::class));
        self::assertTrue($co->isDone());
        self::assertNull($lua->get('ran'));
    }

    public function testItIsClosed(): void
    {
        $lua = self::lua();
        $co = self::coroutine($lua, 'function() coroutine.yield() end');
        $co->resume();
        $co->close();
        $co->close();
        self::assertTrue($co->isDone());
        if (!self::isLuaJit()) {
            $code = 'function() local x <close> = setmetatable({}, {__close = function() closed = true end}) '
                . 'coroutine.yield() end';
            $co = self::coroutine($lua, $code);
            $co->resume();
            $co->close();
            self::assertTrue($lua->get('closed'));
            $failing = \str_replace('closed = true', 'error("no")', $code);
            $co = self::coroutine($lua, $failing);
            $co->resume();
            self::thrownBy(fn() => $co->close(), ScriptException::class);
            self::assertTrue($co->isDone());
        }
    }

    public function testItCallsPhp(): void
    {
        $lua = self::lua();
        $status = '';
        $lua->register('up', function (string $s) use (&$co, &$status): string {
            self::assertInstanceOf(Coroutine::class, $co);
            $status = $co->status();
            return \strtoupper($s);
        });
        $co = self::coroutine($lua, 'function(s) s = coroutine.yield(up(s)) return up(s) end');
        self::assertSame('A', $co->resume('a'));
        self::assertSame('normal', $status);
        self::assertSame('B', $co->resume('b'));
    }

    public function testItIsNotResumedWhileItRuns(): void
    {
        $lua = self::lua();
        $lua->register('again', function () use (&$co): mixed {
            self::assertInstanceOf(Coroutine::class, $co);
            return $co->resume();
        });
        $co = self::coroutine($lua, 'function() again() end');
        $e = self::thrownBy(fn() => $co->resume(), ScriptException::class);
        self::assertSame('cannot resume non-suspended coroutine', $e->getMessage());
    }

    public function testACoroutineOfAScriptIsTheSameObject(): void
    {
        $lua = self::lua();
        $co = $lua->eval('co = coroutine.create(function() coroutine.yield(1) return 2 end) return co');
        self::assertInstanceOf(Coroutine::class, $co);
        self::assertSame($co, $lua->get('co'));
        self::assertSame([$co], $lua->eval('return {co}'));
        self::assertTrue($lua->eval('local a, t = ... return a == co and t.x == co', [$co, ['x' => $co]]));
        self::assertSame(1, $co->resume());
        self::assertSame([true, 2], $lua->evalAll('return coroutine.resume(co)'));
        self::assertTrue($co->isDone());
    }

    public function testAReleasedOneIsRefused(): void
    {
        $co = self::coroutine(self::lua(), 'function() end');
        $co->release();
        foreach ([fn() => $co->resume(), fn() => $co->status(), fn() => $co->throw(new \Exception())] as $action) {
            $e = self::thrownBy($action, UsageException::class);
            self::assertSame('the Lua coroutine was released', $e->getMessage());
        }
    }

    public function testTheLibraryOfLuaBehavesAsItsManualSays(): void
    {
        $lua = self::lua();
        $lua->register('up', fn(string $s): string => \strtoupper($s));
        self::assertSame(
            ['suspended', true, 'A', 'suspended', true, 'B', 'dead', false, 'cannot resume dead coroutine'],
            $lua->evalAll('local co = coroutine.create(function(s) s = coroutine.yield(up(s)) return up(s) end) '
                . 'local a = coroutine.status(co) local b, c = coroutine.resume(co, "a") '
                . 'local d = coroutine.status(co) local e, f = coroutine.resume(co, "b") '
                . 'local g = coroutine.status(co) return a, b, c, d, e, f, g, coroutine.resume(co)')
        );
    }
}
