<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\ScriptException;
use Moonspan\UsageException;

/** Functions of PHP that scripts call. */
final class HostFunctionTest extends TestCase
{
    private static function trusted(): Lua
    {
        $options = self::options();
        $options->profile = 'trusted';
        return new Lua($options);
    }

    public function testArgumentsAndResultsOfEveryTypeCross(): void
    {
        $lua = self::lua();
        $seen = [];
        $lua->register('app.echo', function (mixed ...$arguments) use (&$seen): mixed {
            $seen[] = $arguments;
            return Lua::results(...$arguments);
        });
        $rows = [
            [],
            [1],
            [1, 2],
            ['text'],
            [\str_repeat('x', 513)],
            [''],
            [1, 'a', true, null, 2.5],
            [[1, 2], ['a' => ['b' => null]]],
            \range(1, 40),
        ];
        foreach ($rows as $row) {
            self::assertSame($row, $lua->evalAll('return app.echo(...)', $row));
        }
        self::assertSame($rows, $seen);
    }

    public function testOneResultOfEveryTypeCrosses(): void
    {
        $lua = self::lua();
        $lua->register('same', fn(mixed $value = null): mixed => $value);
        $values = [0, -1, 1 << 40, 2.5, true, false, null, '', "\0", \str_repeat('y', 512), [1], ['a' => 1]];
        foreach ($values as $value) {
            self::assertSame($value, $lua->eval('return same(...)', [$value]));
        }
    }

    public function testALibraryIsATableAndAModule(): void
    {
        $lua = self::lua();
        $lua->registerLibrary('db', ['find' => fn(int $id): string => "row $id", 'count' => fn(): int => 3]);
        self::assertSame(['row 7', 3], $lua->evalAll('return db.find(7), db.count()'));
        self::assertTrue($lua->eval('return require("db") == db'));
        $e = self::thrownBy(fn() => $lua->eval('require "nothing"'), ScriptException::class);
        self::assertStringContainsString("module 'nothing' not found", $e->getMessage());
    }

    public function testAListOfArgumentsIsOneParameter(): void
    {
        $lua = self::lua();
        $lua->registerList('sum', fn(array $numbers): int => (int) \array_sum($numbers));
        self::assertSame(6, $lua->eval('return sum(1, 2, 3)'));
    }

    public function testAClosureInAValueComesBackAsItself(): void
    {
        $lua = self::lua();
        $factor = 3;
        $times = fn(int $n): int => $n * $factor;
        $code = 'local t = ... kept = t.deep[1].f return kept(14), t, kept';
        [$product, $table, $function] = $lua->evalAll($code, [['deep' => [['f' => $times], 1]]]);
        self::assertSame(42, $product);
        self::assertSame(['deep' => [['f' => $times], 1]], $table);
        self::assertSame($times, $function);
        self::assertSame($times, $lua->get('kept'));
        $lua->set('other', [$times]);
        self::assertTrue($lua->eval('return other[1] == kept'));
    }

    public function testOtherObjectsBesideAClosureAreStillRefused(): void
    {
        $e = self::thrownBy(fn() => self::lua()->eval('', [['f' => fn() => 1, 'o' => new \DateTime()]]));
        self::assertStringContainsString('at $[0].o', $e->getMessage());
    }

    public function testAWrappedListFunctionTakesItsArgumentsAsOneList(): void
    {
        $lua = self::lua();
        $count = $lua->wrapList(fn(array $arguments): array => [\count($arguments), $arguments]);
        self::assertSame([3, [1, 'x', [2]]], $count->call(1, 'x', [2]));
        self::assertSame([0, []], $lua->eval('return (...)()', [$count]));
    }

    public function testAWrappedFunctionIsALuaFunction(): void
    {
        $lua = self::lua();
        $f = $lua->wrap(fn(int $a, int $b): int => $a - $b);
        self::assertSame(5, $f->call(7, 2));
        self::assertSame(5, $lua->eval('return (...)(7, 2)', [$f]));
    }

    public function testAnExceptionIsAnErrorThatScriptsCatch(): void
    {
        $lua = self::lua();
        $lua->register('fail', fn() => throw new \DomainException('bad day', 17));
        $code = 'local ok, e = pcall(fail) return ok, tostring(e), e.class, e.message, e.code';
        self::assertSame(
            [false, 'DomainException: bad day', 'DomainException', 'bad day', 17],
            $lua->evalAll($code)
        );
    }

    public function testTheSameExceptionComesOutWithTheLuaStack(): void
    {
        $lua = self::lua();
        $exception = new \DomainException('bad day');
        $lua->register('fail', fn() => throw $exception);
        $code = "local function inner()\n fail()\nend\nfunction outer()\n inner()\n return 1\nend\nouter()";
        self::assertSame($exception, self::thrownBy(fn() => $lua->eval($code, [], '=chunk'), \DomainException::class));
        self::assertStringContainsString('inner', $lua->traceback());
        self::assertStringContainsString('outer', $lua->traceback());
        self::assertSame($exception, self::thrownBy(
            fn() => $lua->eval('local ok, e = pcall(fail) error(e)'),
            \DomainException::class
        ), 'when raised again, too');
    }

    public function testAnErrorOfPhpPassesThroughEveryProtection(): void
    {
        $lua = self::lua();
        $error = new \TypeError('no');
        $lua->register('fail', fn() => throw $error);
        $code = 'pcall(xpcall, fail, print) after = true coroutine.wrap(function() pcall(fail) end)()';
        self::assertSame($error, self::thrownBy(fn() => $lua->eval($code), \TypeError::class));
        self::assertNull($lua->get('after'));
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testATracebackReadsAcrossTheBoundary(): void
    {
        $lua = self::lua();
        $lua->eval('function inside() error("deep") end', [], '=inner');
        $lua->register('through', fn() => $lua->call('inside'));
        $e = self::thrownBy(
            fn() => $lua->eval("function outside() through() return 1 end outside()", [], '=outer'),
            ScriptException::class
        );
        self::assertInstanceOf(ScriptException::class, $e);
        self::assertMatchesRegularExpression('/inner:1:.*\[PHP\].*outer:1:/s', $e->getTraceback());
    }

    public function testPhpAndLuaCallEachOtherAHundredDeep(): void
    {
        $lua = self::lua();
        $lua->register('down', function (int $n) use ($lua): int {
            $rest = $n === 0 ? -1 : $lua->eval('return down(...)', [$n - 1]);
            self::assertIsInt($rest);
            return 1 + $rest;
        });
        self::assertSame(100, $lua->eval('return down(100)'));
        self::assertSame('Moonspan\\', \substr(\get_class(self::thrownBy(
            fn() => $lua->eval('return down(10000)'),
            LuaException::class
        )), 0, 9));
        self::assertSame(1, $lua->eval('return down(1)'));
    }

    public function testTheStateIsNotClosedUnderARunningScript(): void
    {
        $lua = self::lua();
        $lua->register('close', fn() => $lua->close());
        $e = self::thrownBy(fn() => $lua->eval('close()'), UsageException::class);
        self::assertStringContainsString('cannot be closed', $e->getMessage());
        self::assertSame(1, $lua->eval('return 1'));
    }

    public function testAFiberMaySuspendInAFunction(): void
    {
        $lua = self::lua();
        $lua->register('wait', fn(mixed $value): mixed => \Fiber::suspend($value));
        $fiber = new \Fiber(fn(): mixed => $lua->eval('return wait(1) .. wait(2)'));
        self::assertSame(1, $fiber->start());
        $e = self::thrownBy(fn() => $lua->eval('return 1'), UsageException::class);
        self::assertStringContainsString('another Fiber', $e->getMessage());
        self::assertSame(2, $fiber->resume('a'));
        $fiber->resume('b');
        self::assertSame('ab', $fiber->getReturn());
        self::assertSame(1, $lua->eval('return 1'));
    }

    /** @return array<string, array{string, mixed}> a place where a function is called, what comes of it */
    public function roads(): array
    {
        $down = 'function(a, b) return less(b, a) end';
        return [
            'a plain call' => ['return up("a")', 'A'],
            'pcall' => ['return select(2, pcall(up, "a"))', 'A'],
            'xpcall' => ['return select(2, xpcall(up, print, "a"))', 'A'],
            'a message handler' => ['return select(2, xpcall(error, up, "a"))', 'A'],
            'a coroutine' => ['return coroutine.wrap(function() return up("a") end)()', 'A'],
            'a coroutine in a coroutine' => [
                'return coroutine.wrap(function() return coroutine.wrap(up)("a") end)()',
                'A',
            ],
            'an iterator' => ['for s in function(_, s) return not s and up("a") or nil end do return s end', 'A'],
            '__index' => ['return setmetatable({}, {__index = function(_, k) return up(k) end}).a', 'A'],
            '__concat' => ['return setmetatable({}, {__concat = function(_, k) return up(k) end}) .. "a"', 'A'],
            'table.sort' => ["local t = {1, 3, 2} table.sort(t, $down) return table.concat(t)", '321'],
            'table.sort, at once' => ['local t = {1, 3, 2} table.sort(t, less) return table.concat(t)', '123'],
            'string.gsub' => ['return (("a-b"):gsub("%w", up))', 'A-B'],
            'tostring' => ['return tostring(setmetatable({}, {__tostring = function() return up("a") end}))', 'A'],
            'print' => ['print(setmetatable({}, {__tostring = function() return up("a") end}), 1)', null],
            'load' => ['local s = "return 7" return assert(load(function() local r = s s = nil '
                . 'return up(r) and r end))()', 7],
            'require' => ['package.preload.m = function() return up("m") end return require "m"', 'M'],
            'gsub in a coroutine' => ['return coroutine.wrap(function() return (("a"):gsub("%w", up)) end)()', 'A'],
            'a coroutine in gsub' => ['return (("a"):gsub("%w", function(s) return coroutine.wrap(up)(s) end))', 'A'],
            '__tostring of an error' => ['error(setmetatable({}, {__tostring = function() return up("a") end}))', 'A'],
        ];
    }

    /** @dataProvider roads */
    public function testEveryRoadReachesPhp(string $code, mixed $expected): void
    {
        $lua = self::trusted();
        $lua->register('up', fn(?string $s): ?string => $s === null ? null : \strtoupper($s));
        $lua->register('less', fn(int $a, int $b): bool => $a < $b);
        \ob_start();
        try {
            $value = $lua->eval($code);
        } catch (ScriptException $e) {
            $value = $e->getMessage();
        }
        $printed = \ob_get_clean();
        self::assertSame($expected, $value);
        self::assertSame($expected === null ? "A\t1\n" : '', $printed);
    }

    /** @dataProvider roads */
    public function testOnEveryRoadAnExceptionIsThatOfPhp(string $code): void
    {
        $lua = self::trusted();
        $exception = new \DomainException('on the road');
        $fail = fn() => throw $exception;
        $lua->register('up', $fail);
        $lua->register('less', $fail);
        \ob_start();
        try {
            $lua->eval($code);
            self::fail('nothing was thrown');
        } catch (\DomainException $e) {
            self::assertSame($exception, $e);
        } catch (ScriptException $e) {
            self::assertStringContainsString('error', \str_contains($code, 'error(') ? 'error' : $e->getMessage());
        } catch (\PHPUnit\Framework\AssertionFailedError $e) {
            // A message handler that raises, and pcall, hand the error to the script.
            self::assertStringContainsString('pcall', $code);
        } finally {
            \ob_end_clean();
        }
        self::assertSame(1, $lua->eval('return 1'));
    }

    public function testOnEveryRoadAnErrorOfPhpEndsTheCall(): void
    {
        foreach ($this->roads() as $name => [$code]) {
            if ($name === '__tostring of an error') {
                continue; // which pcall hides
            }
            $lua = self::trusted();
            $error = new \TypeError($name);
            $fail = fn() => throw $error;
            $lua->register('up', $fail);
            $lua->register('less', $fail);
            $code = "pcall(function() $code end)";
            self::assertSame($error, self::thrownBy(fn() => $lua->eval($code), \TypeError::class));
            self::assertSame(1, $lua->eval('return 1'), $name);
        }
    }

    public function testAFinalizerCannotCallPhp(): void
    {
        $lua = self::trusted();
        $lua->register('up', fn(string $s): string => \strtoupper($s));
        $code = 'local function final() caught = select(2, pcall(up, "a")) end '
            . 'if newproxy then getmetatable(newproxy(true)).__gc = final '
            . 'else setmetatable({}, {__gc = final}) end collectgarbage() collectgarbage() return caught';
        $caught = $lua->eval($code);
        self::assertIsString($caught);
        self::assertStringContainsString('cannot be called by a finalizer', $caught);
    }

    public function testWhereACallCannotBeLeftTheStateCannotBeUsed(): void
    {
        $lua = self::lua();
        $lua->register('nest', fn() => $lua->eval('return 1'));
        [, $message] = $lua->evalAll('return xpcall(error, function() local ok, e = pcall(nest) return e.message end)');
        self::assertSame('a call on this state is still running', $message);
    }

    public function testWhereACallCannotBeLeftAFiberCannotSuspend(): void
    {
        $lua = self::lua();
        $lua->register('wait', fn() => \Fiber::suspend());
        $code = 'return xpcall(error, function() local ok, e = pcall(wait) return e.message end)';
        $fiber = new \Fiber(fn(): array => $lua->evalAll($code));
        $fiber->start();
        self::assertTrue($fiber->isTerminated());
        self::assertStringContainsString('cannot suspend a Fiber', (string) $fiber->getReturn()[1]);
    }

    public function testFunctionsThatLuaDropsAreForgotten(): void
    {
        $lua = self::lua();
        $round = function () use ($lua): void {
            for ($i = 0; $i < 5000; $i++) {
                $lua->set('f', fn(): int => $i);
            }
        };
        $round();
        $round();
        [$php, $c] = [\memory_get_usage(), $lua->memoryUsage()];
        for ($i = 0; $i < 10; $i++) {
            $round();
        }
        self::assertLessThan($php + (4 << 20), \memory_get_usage());
        self::assertLessThan($c + (4 << 20), $lua->memoryUsage());
        self::assertSame(4999, $lua->call('f'));
    }

    public function testManyCallsTakeNoMemory(): void
    {
        $lua = self::lua();
        $lua->register('add', fn(int $a, int $b): int => $a + $b);
        $lua->eval('for i = 1, 1000 do add(i, 1) end');
        $lua->collectGarbage();
        [$php, $c] = [\memory_get_usage(), $lua->memoryUsage()];
        $lua->eval('for i = 1, 100000 do add(i, 1) end');
        $lua->collectGarbage();
        self::assertLessThan($php + 100000, \memory_get_usage());
        self::assertLessThan($c + 100000, $lua->memoryUsage());
    }

    public function testExitInAFunctionExitsCleanly(): void
    {
        [$status, $output] = self::child('
            register_shutdown_function(function () { echo "down"; });
            $lua = new Moonspan\Lua($options);
            $lua->register("leave", function () { exit(3); });
            $lua->eval("pcall(leave) print(1)");
        ');
        self::assertSame([3, 'down'], [$status, $output]);
    }

    /** @return array<string, array{string, string}> */
    public function deaths(): array
    {
        return [
            'memory_limit' => [
                'ini_set("memory_limit", "16M"); $s = str_repeat("x", 64 << 20);',
                'Allowed memory size',
            ],
            'set_time_limit' => ['set_time_limit(1); while (true) { }', 'Maximum execution time'],
            'a fatal error' => ['trigger_error("fatal", E_USER_ERROR);', 'fatal'],
        ];
    }

    /** @dataProvider deaths */
    public function testADeathOfPhpInAFunctionIsAnOrdinaryOne(string $code, string $expected): void
    {
        foreach (['die()', 'xpcall(error, die)'] as $call) {
            [$status, $output] = self::child('
                register_shutdown_function(function () { echo "down"; });
                $lua = new Moonspan\Lua($options);
                $lua->register("die", function () { ' . $code . ' });
                $lua->eval("' . $call . '");
            ');
            self::assertSame(255, $status, $output);
            self::assertStringContainsString($expected, $output);
            self::assertStringEndsWith('down', $output);
        }
    }

    public function testExitWhereACallCannotBeLeftIsAFatalErrorOfPhp(): void
    {
        [$status, $output] = self::child('
            register_shutdown_function(function () use (&$lua) {
                try {
                    $lua->eval("return 1");
                } catch (Moonspan\UsageException $e) {
                    echo $e->getMessage();
                }
            });
            $lua = new Moonspan\Lua($options);
            $lua->register("leave", function () { exit(3); });
            $lua->eval("xpcall(error, leave)");
        ');
        self::assertSame(255, $status);
        self::assertStringContainsString('Throwing from FFI callbacks is not allowed', $output);
    }

    public function testALuaFunctionIsOneObject(): void
    {
        $lua = self::lua();
        $f = $lua->eval('function f() end return f');
        self::assertInstanceOf(LuaFunction::class, $f);
        self::assertSame($f, $lua->get('f'));
        self::assertSame([$f, $f], $lua->eval('return {f, f}'));
        self::assertSame(['f', '[string "function f() end return f"]', 1], [$f->name(), $f->source(), $f->line()]);
        $handles = self::native()->moon_live_handles();
        for ($i = 0; $i < 100; $i++) {
            $lua->eval('return {f, f, g = {f}}');
            $lua->get('f');
        }
        self::assertSame($handles, self::native()->moon_live_handles());
        $f->release();
        self::assertSame($handles - 1, self::native()->moon_live_handles());
        $again = $lua->get('f');
        self::assertNotSame($f, $again);
        unset($f);
        self::assertInstanceOf(LuaFunction::class, $again);
        self::assertNull($again->call());
    }

    public function testAnErrorMessageOfManyMegabytesIsBounded(): void
    {
        $lua = self::lua();
        $e = self::thrownBy(
            fn() => $lua->eval('error(setmetatable({}, {__tostring = function() return ("x"):rep(20971520) end}))'),
            ScriptException::class
        );
        self::assertLessThan(1 << 20, \strlen($e->getMessage()));
    }

    public function testAnErrorInAMessageHandlerIsAnError(): void
    {
        $lua = self::lua();
        self::assertFalse($lua->eval('return (xpcall(error, function(e) error(e) end, "x"))'));
        $e = self::thrownBy(
            fn() => $lua->eval('error(setmetatable({}, {__tostring = function() error("worse") end}))'),
            ScriptException::class
        );
        self::assertSame('(error object is a table value)', $e->getMessage());
    }
}
