<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\LuaFunction;
use Moonspan\UsageException;

final class LuaFunctionTest extends TestCase
{
    public function testAFunctionIsCalledInThreeWays(): void
    {
        $add = self::lua()->eval('return function(a, b) return a + b, "sum" end');
        self::assertInstanceOf(LuaFunction::class, $add);
        self::assertSame(3, $add->call(1, 2));
        self::assertSame(3, $add(1, 2));
        self::assertSame([3, 'sum'], $add->callAll(1, 2));
    }

    public function testAFunctionIsAPhpCallable(): void
    {
        $square = self::lua()->load('local n = ... return n * n');
        self::assertSame([1, 4, 9], \array_map($square, [1, 2, 3]));
    }

    public function testAFunctionKeepsItsUpvalues(): void
    {
        $count = self::lua()->eval('local n = 0 return function() n = n + 1 return n end');
        self::assertInstanceOf(LuaFunction::class, $count);
        $count->call();
        $count->call();
        self::assertSame(3, $count->call());
    }

    public function testAFunctionKeepsItsStateAlive(): void
    {
        $lua = self::lua();
        $lua->eval('x = 7');
        $function = $lua->load('return x');
        $before = self::native()->moon_live_states();
        unset($lua);
        self::assertSame($before, self::native()->moon_live_states());
        self::assertSame(7, $function->call());
        unset($function);
        self::assertSame($before - 1, self::native()->moon_live_states());
    }

    public function testAReleasedFunctionIsRefused(): void
    {
        $lua = self::lua();
        $function = $lua->load('return 1');
        $function->release();
        $function->release();
        foreach ([fn() => $function->call(), fn() => $function->callAll('x'), fn() => $function(1)] as $action) {
            $e = self::thrownBy($action, UsageException::class);
            self::assertSame('the Lua function was released', $e->getMessage());
        }
        $e = self::thrownBy(fn() => $lua->eval('return ...', [1, $function]), UsageException::class);
        self::assertStringContainsString('$[1]', $e->getMessage());
        self::assertSame(0, $lua->eval('return select("#", ...)'), 'no argument is left behind');
    }

    public function testAFunctionIsReleasedWithItsLastVariable(): void
    {
        $lua = self::lua();
        $before = self::native()->moon_live_handles();
        $function = $lua->load('return 1');
        $same = $function;
        unset($function);
        self::assertSame($before + 1, self::native()->moon_live_handles());
        unset($same);
        self::assertSame($before, self::native()->moon_live_handles());
    }

    public function testAFunctionOfAnotherStateIsRefused(): void
    {
        $one = self::lua();
        $two = self::lua();
        $function = $one->load('return 1');
        $actions = [
            fn() => $two->eval('return ...', [$function]),
            fn() => $two->call('print', 'x', $function),
            fn() => $two->set('f', $function),
        ];
        foreach ($actions as $action) {
            $e = self::thrownBy($action, UsageException::class);
            self::assertStringContainsString('another Lua state', $e->getMessage());
        }
        self::assertSame(0, $two->eval('return select("#", ...)'));
        self::assertSame(1, $function->call());
    }

    public function testAFunctionOfAnotherLibraryIsNotTakenForOneOfThisWithTheSameHandle(): void
    {
        $copy = $this->folder() . '/copy.so';
        \copy(self::libraryFile(), $copy);
        [, $output] = self::child('
            $one = new Moonspan\Lua($options);
            $options->libraryPath = ' . \var_export($copy, true) . ';
            $two = new Moonspan\Lua($options);
            $f = $one->load("return 1");
            $g = $two->load("return 2");
            try {
                echo $two->eval("return (...)()", [$f]);
            } catch (Moonspan\UsageException $e) {
                echo $e->getMessage();
            }
        ');
        self::assertStringContainsString('another Lua state', $output);
    }

    public function testAFunctionCanNeitherBeClonedNorSerialized(): void
    {
        $function = self::lua()->load('return 1');
        self::thrownBy(fn() => clone $function, UsageException::class);
        self::thrownBy(fn() => \serialize($function), UsageException::class);
        self::thrownBy(fn() => \unserialize('O:20:"Moonspan\LuaFunction":0:{}'), UsageException::class);
        self::assertSame(1, $function->call(), 'the original is none the worse');
    }
}
