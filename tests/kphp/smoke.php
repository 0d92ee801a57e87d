<?php

/*
 * Every public method once, for KPHP compiles none that nobody calls.
 */

#ifndef KPHP
require_once __DIR__ . '/../../php/autoload.php';
#endif

require_once __DIR__ . '/Show.php';

use Moonspan\ConversionException;
use Moonspan\Coroutine;
use Moonspan\InstructionLimitException;
use Moonspan\LoadException;
use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\LuaTable;
use Moonspan\MemoryLimitException;
use Moonspan\Options;
use Moonspan\OutputLimitException;
use Moonspan\ScriptException;
use Moonspan\SyntaxException;
use Moonspan\TimeLimitException;
use Moonspan\UsageException;

class Smoke
{
    private Lua $lua;

    public function __construct(Lua $lua)
    {
        $this->lua = $lua;
    }

    public function run(): void
    {
        $this->code();
        $this->globals();
        $this->functions();
        $this->hosts();
        $this->tables();
        $this->coroutines();
        $this->errors();
        $this->limits();
        $this->usage();
    }

    private function code(): void
    {
        Show::value('eval', $this->lua->eval('return 1 + ...', [41], 'sum.lua'));
        Show::value('evalAll', $this->lua->evalAll('return 1, 2.5, "a\\0b", true, nil, {1, {x = "y"}}'));
        $function = $this->lua->load('return ...', 'given.lua');
        Show::value('load', $function->callAll(1, 'b', [3]));
    }

    private function globals(): void
    {
        $this->lua->set('config.name', 'world');
        $this->lua->set('config.list', [1, 2.5, null, 'x']);
        Show::value('get', $this->lua->get('config.name'));
        Show::value('get list', $this->lua->get('config.list'));
        Show::value('get nothing', $this->lua->get('config.nothing.at.all'));
        Show::value('call', $this->lua->call('string.upper', 'x'));
        Show::value('callAll', $this->lua->callAll('math.modf', 2.5));
    }

    private function functions(): void
    {
        $function = $this->lua->load("return function(a, b)\n return a, b, a * b end", '=maker');
        $made = $function->call();
        if ($made instanceof LuaFunction) {
            Show::value('call function', $made->call(6, 7));
            Show::value('callAll function', $made->callAll(6, 7));
            Show::value('name', $made->name());
            Show::value('source', $made->source());
            Show::value('line', $made->line());
            Show::value('noun', $made->noun());
            Show::value('kind', $made->kind() > 0);
            Show::value('handle', $made->handle() > 0);
            Show::value('in an array', $this->lua->eval('return (...)[1].f(3, 4)', [[['f' => to_mixed($made)]]]));
            $made->release();
            Show::value('released', $made->handle());
        }
        $back = $this->lua->eval('return {{string.upper}, print}');
        Show::value('functions come back', $back);
    }

    private function hosts(): void
    {
        $this->lua->registerList('app.add', function (array $numbers) {
            return (int) $numbers[0] + (int) $numbers[1];
        });
        Show::value('registerList', $this->lua->eval('return app.add(40, 2)'));
        $this->lua->registerList('app.two', function (array $arguments) {
            return Lua::results('first', $arguments);
        });
        Show::value('results', $this->lua->evalAll('return app.two(1, "x", {2.5})'));
        $function = $this->lua->wrapList(function (array $arguments) {
            return \count($arguments);
        });
        Show::value('wrapList', $function->call(1, 2, 3));
        $this->lua->registerList('app.fail', function (array $arguments) {
            throw new \LogicException('no ' . (string) $arguments[0]);
        });
        Show::value('caught in Lua', $this->lua->eval('local ok, e = pcall(app.fail, "tea") return e.message'));
        try {
            $this->lua->eval('app.fail("milk")', [], '=shop');
        } catch (\Exception $e) {
            Show::exception('out of Lua', $e);
        }
        Show::value('traceback', \strpos($this->lua->traceback(), 'shop:1') !== false);
    }

    private function tables(): void
    {
        $table = $this->lua->table([10, 20]);
        $table->set('name', 'x');
        Show::value('get', $table->get('name'));
        Show::value('has', [$table->has('name'), $table->has('nothing')]);
        $table->remove('name');
        $table->append(30);
        Show::value('len', $table->len());
        Show::value('toArray', $table->toArray());
        Show::value('count', $table->count());
        $table->set('inner', [1]);
        $inner = $table->getTable('inner');
        $inner->append(2);
        Show::value('getTable', $inner->toArray());
        Show::value('noun', [$inner->noun(), $inner->kind() > 0, $inner->handle() > 0]);
        $inner->release();
        Show::value('passed', $this->lua->eval('local t = ... return #t', [to_mixed($table)]));
        $table->release();
        $config = $this->lua->getTable('config');
        Show::value('getTable', $config->get('name'));
        $config->release();
    }

    private function coroutines(): void
    {
        $body = $this->lua->load('local a = ... local b, c = coroutine.yield(a + 1) coroutine.yield(b, c) return "end"');
        $coroutine = $this->lua->coroutine(to_mixed($body));
        Show::value('status', $coroutine->status());
        Show::value('resume', $coroutine->resume(1));
        Show::value('resumeAll', $coroutine->resumeAll('b', 'c'));
        Show::value('last', $coroutine->resume());
        Show::value('isDone', $coroutine->isDone());
        Show::value('noun', [$coroutine->noun(), $coroutine->kind() > 0]);
        $second = $this->lua->coroutine(to_mixed($body));
        $second->resume(1);
        try {
            $second->throw(new \LogicException('into it'));
        } catch (\Exception $e) {
            Show::exception('throw', $e);
        }
        $second->close();
        Show::value('itself', $this->lua->eval('return coroutine.status((...)[1])', [[to_mixed($coroutine)]]));
        $coroutine->release();
        $second->release();
        $body->release();
    }

    private function errors(): void
    {
        try {
            $this->lua->eval('local x = ', [], '=cut');
        } catch (SyntaxException $e) {
            Show::value('isIncomplete', $e->isIncomplete());
            Show::exception('syntax', $e);
        }
        try {
            $this->lua->eval('error({code = 7})');
        } catch (ScriptException $e) {
            Show::value('getValue', $e->getValue());
            Show::value('getStatus', $e->getStatus());
            Show::value('getTraceback', $e->getTraceback() !== '');
        }
        try {
            $this->lua->eval('return {a = {[true] = 1}}');
        } catch (ConversionException $e) {
            Show::value('getPath', $e->getPath());
            Show::exception('conversion', $e);
        }
        try {
            $options = new Options();
            $options->libraryPath = '/nowhere/libmoonspan.so';
            $lua = new Lua($options);
            $lua->close();
        } catch (LoadException $e) {
            Show::value('refused', $e->getReason() !== '');
        } catch (UsageException $e) {
            Show::value('refused', $e->getStatus() < 0);
        }
        Show::value('reason', (new LoadException(LoadException::ABI_MISMATCH, 'x'))->getReason());
        Show::value('join', LuaException::join("a", "b\n\tc"));
        $plain = new LuaException('plain');
        $plain->extendTraceback('outer');
        Show::value('extended', $plain->getTraceback());
    }

    private function limits(): void
    {
        $this->lua->setInstructionLimit(1000);
        try {
            $this->lua->eval('while true do end');
        } catch (InstructionLimitException $e) {
            Show::exception('instructions', $e);
        }
        $this->lua->setInstructionLimit(0);
        $this->lua->setCpuLimit(0.01);
        try {
            $this->lua->eval('while true do end');
        } catch (TimeLimitException $e) {
            Show::value('time', $e->getStatus());
        }
        $this->lua->setCpuLimit(0.0);
        $this->lua->setWallLimit(60.0);
        $this->lua->setMemoryLimit(4 << 20);
        try {
            $this->lua->eval('local s = "x" while true do s = s .. s end');
        } catch (MemoryLimitException $e) {
            Show::value('memory', $e->getStatus());
        }
        $this->lua->setOutputLimit(10);
        try {
            $this->lua->eval('while true do print "spam" end');
        } catch (OutputLimitException $e) {
            Show::value('output', $e->getStatus());
        }
        $this->lua->setOutputLimit(0);
        Show::value('waits', \strlen($this->lua->output()) <= 10);
    }

    private function usage(): void
    {
        $this->lua->eval('print("hello", 1)');
        Show::value('output', $this->lua->output());
        Show::value('memoryUsage', $this->lua->memoryUsage() > 0);
        Show::value('peak', $this->lua->peakMemoryUsage() >= $this->lua->memoryUsage());
        $this->lua->collectGarbage();
        Show::value('cpuUsage', $this->lua->cpuUsage() > 0.0);
        Show::value('instructionUsage', $this->lua->instructionUsage() >= 0);
        $this->lua->pauseUsageTimer();
        $this->lua->unpauseUsageTimer();
        $this->lua->interrupt();
        Show::value('engine', \strpos($this->lua->engine(), 'Lua') === 0);
        $this->lua->close();
        $this->lua->close();
        try {
            $this->lua->eval('return 1');
        } catch (UsageException $e) {
            Show::exception('closed', $e);
        }
    }
}

Lua::loadDynamic();
$options = new Options();
$options->captureOutput = true;
$smoke = new Smoke(new Lua($options));
$smoke->run();
