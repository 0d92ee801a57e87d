<?php

/*
 * Functions of the host: nested calls, exceptions on their way through Lua, and what is left behind.
 */

#ifndef KPHP
require_once __DIR__ . '/../../php/autoload.php';
#endif

require_once __DIR__ . '/Show.php';

use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\ScriptException;

class Hosts
{
    private Lua $lua;

    public function __construct(Lua $lua)
    {
        $this->lua = $lua;
    }

    public function nested(): void
    {
        $this->lua->registerList('depth', function (array $arguments) {
            $n = (int) $arguments[0];
            return $n === 0 ? 0 : 1 + (int) $this->lua->call('depth', $n - 1);
        });
        Show::value('nested', $this->lua->eval('return depth(20)'));
    }

    public function loops(): void
    {
        $this->lua->registerList('add', function (array $arguments) {
            return (int) $arguments[0] + (int) $arguments[1];
        });
        Show::value('many calls', $this->lua->eval('local n = 0 for i = 1, 10000 do n = add(n, i) end return n'));
        Show::value('in a coroutine', $this->lua->eval(
            'return coroutine.wrap(function() coroutine.yield(add(1, 2)) end)()'
        ));
        Show::value('as a comparator', $this->lua->eval(
            'local t = {3, 1, 2} table.sort(t, function(a, b) return add(a, 0) < add(b, 0) end) return t'
        ));
    }

    public function exceptions(): void
    {
        $this->lua->registerList('fail', function (array $arguments) {
            throw new \InvalidArgumentException('bad ' . (string) $arguments[0], 7);
        });
        Show::value('caught', $this->lua->eval(
            'local ok, e = pcall(fail, "x") return {ok, e.class, e.message, e.code, tostring(e)}'
        ));
        $this->expect('uncaught', 'fail("y")');
        $this->expect('raised again', 'local ok, e = pcall(fail, "z") error(e, 0)');
        $this->lua->registerList('through', function (array $arguments) {
            return $this->lua->eval('return fail("deep")');
        });
        $this->expect('through two calls', 'through()');
        Show::value('caught outside', $this->lua->eval('local ok, e = pcall(through) return e.message'));
        $this->lua->registerList('lua_error', function (array $arguments) {
            return $this->lua->eval('error("from inside", 0)');
        });
        $this->expect('an error of Lua', 'lua_error()');
        Show::value('goes on', $this->lua->eval('return 1'));
    }

    public function refusals(): void
    {
        $this->lua->registerList('close', function (array $arguments) {
            $this->lua->close();
            return null;
        });
        $this->expect('closing', 'close()');
        try {
            $this->lua->registerList('', function (array $arguments) {
                return null;
            });
        } catch (LuaException $e) {
            Show::exception('no path', $e);
        }
    }

    private function expect(string $what, string $code): void
    {
        try {
            $this->lua->eval($code);
            echo $what, ": nothing\n";
        } catch (ScriptException $e) {
            Show::value($what, $e->getValue());
        } catch (\Exception $e) {
            Show::exception($what, $e);
        }
    }
}

Lua::loadDynamic();
$lua = new Lua();
$hosts = new Hosts($lua);
$hosts->nested();
$hosts->loops();
$hosts->exceptions();
$hosts->refusals();
$lua->close();
