<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\Coroutine;
use Moonspan\LuaFunction;
use Moonspan\LuaTable;
use Moonspan\UsageException;

/**
 * What can be done with an open Lua state. Nothing else talks to the C library on its behalf.
 *
 * A call has two steps: eval(), call(), callPath() or get() hands the arguments over, runs, and
 * says how many results wait; first() or all() reads them.
 */
final class Bridge extends Hosting
{
    private const COROUTINE_STATUS = [
        Abi::SUSPENDED => 'suspended',
        Abi::RUNNING => 'running',
        Abi::NORMAL => 'normal',
        Abi::DEAD => 'dead',
    ];

    /** @param mixed[] $arguments */
    public function eval(string $code, array $arguments, string $name): int
    {
        $this->pass($arguments, self::EACH);
        $count = $this->ffi->moon_eval($this->state, $code, \strlen($code), $name, \strlen($name));
        return $count >= 0 ? $count : $this->settle($count, $arguments);
    }

    public function load(string $code, string $name): LuaFunction
    {
        $this->begin();
        $handle = $this->ffi->moon_load($this->state, $code, \strlen($code), $name, \strlen($name));
        if ($handle < 0) {
            throw $this->failure($handle, [], '');
        }
        return $this->heldFunction($handle);
    }

    protected function represent(int $kind, int $handle): Held
    {
        switch ($kind) {
            case Abi::TABLE:
                return new LuaTable($this, $handle);
            case Abi::COROUTINE:
                return new Coroutine($this, $handle);
        }
        return new LuaFunction($this, $handle);
    }

    private function heldFunction(int $handle): LuaFunction
    {
        $function = $this->hold(Abi::FUNCTION, $handle);
        if ($function instanceof LuaFunction) {
            return $function;
        }
        throw self::confusion();
    }

    private function heldTable(int $index): LuaTable
    {
        $table = $this->hold(Abi::TABLE, $this->resultHandle($index));
        if ($table instanceof LuaTable) {
            return $table;
        }
        throw self::confusion();
    }

    private static function confusion(): UsageException
    {
        return new UsageException('the library gave a handle for something else', Abi::EKIND);
    }

    /** @param mixed[] $arguments */
    public function call(int $function, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
        $count = $this->ffi->moon_call($function);
        if ($count >= 0) {
            return $count;
        }
        if ($count === Abi::ESTALE) {
            throw $this->heldFailure('Lua function', $count, $arguments, self::EACH);
        }
        return $this->settle($count, $arguments);
    }

    /** @param mixed[] $arguments */
    public function callPath(string $path, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
        $count = $this->ffi->moon_call_path($this->state, $path, \strlen($path));
        return $count >= 0 ? $count : $this->settle($count, $arguments);
    }

    public function get(string $path): int
    {
        $this->begin();
        $count = $this->ffi->moon_get($this->state, $path, \strlen($path));
        if ($count < 0) {
            throw $this->failure($count, [], '');
        }
        return $count;
    }

    public function set(string $path, mixed $value): void
    {
        $this->pass([$value], '$');
        $status = $this->ffi->moon_set($this->state, $path, \strlen($path));
        if ($status < 0) {
            throw $this->failure($status, [$value], '$');
        }
    }

    /**
     * Puts a function that takes its arguments as one list.
     *
     * @param callable(mixed[]):mixed $function
     */
    public function setList(string $path, callable $function): void
    {
#ifndef KPHP
        $this->set($path, static fn(mixed ...$arguments): mixed => $function($arguments));
        return;
#endif
        $this->begin();
        $this->prepareHosts();
        $number = $this->hosts->addList($function);
        $status = $this->ffi->moon_push_host($this->state, $number);
        if ($status >= 0) {
            $status = $this->ffi->moon_set($this->state, $path, \strlen($path));
        }
        if ($status < 0) {
            $this->hosts->forget($number);
            throw $this->failure($status, [], '$');
        }
    }

#ifndef KPHP
    /** Makes a table the module of a name. */
    public function provide(string $name, LuaTable $module): void
    {
        $this->pass([\to_mixed($module)], '$');
        $status = $this->ffi->moon_provide($this->state, $name, \strlen($name));
        if ($status < 0) {
            throw $this->failure($status, [], '$');
        }
    }

    /** A function of PHP as one of Lua. */
    public function wrap(\Closure $function): LuaFunction
    {
        $this->begin();
        return $this->openHost($this->number($function));
    }
#endif

    /**
     * The same for one that takes its arguments as one list.
     *
     * @param callable(mixed[]):mixed $function
     */
    public function wrapList(callable $function): LuaFunction
    {
        $this->begin();
#ifndef KPHP
        return $this->openHost($this->number(static fn(mixed ...$arguments): mixed => $function($arguments)));
#endif
        $this->prepareHosts();
        return $this->openHost($this->hosts->addList($function));
    }

    private function openHost(int $number): LuaFunction
    {
        $handle = $this->ffi->moon_open_host($this->state, $number);
        if ($handle < 0) {
            throw $this->failure($handle, [], '');
        }
        return $this->heldFunction($handle);
    }

    /*
     * Functions and coroutines, by their handles
     */

    /** Makes the name, the chunk and the line of a function the results. */
    public function functionInfo(int $function): int
    {
        $this->begin();
        $count = $this->ffi->moon_function_info($function);
        if ($count < 0) {
            throw $this->heldFailure('Lua function', $count, [], '');
        }
        return $count;
    }

    public function coroutine(mixed $function): Coroutine
    {
        $this->pass([$function], '$');
        $handle = $this->ffi->moon_coroutine($this->state);
        if ($handle < 0) {
            throw $this->failure($handle, [$function], '$');
        }
        $coroutine = $this->hold(Abi::COROUTINE, $handle);
        if ($coroutine instanceof Coroutine) {
            return $coroutine;
        }
        throw self::confusion();
    }

    /** @param mixed[] $arguments */
    public function resume(int $coroutine, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
        return $this->coroutineOutcome($this->ffi->moon_coroutine_resume($coroutine), $arguments);
    }

    public function raiseIn(int $coroutine, \Exception $e): int
    {
        $arguments = $this->passException($e);
        $this->forgetReleased();
        $number = $this->hosts->addException($e);
        $status = $this->ffi->moon_coroutine_raise($coroutine, $number);
        if ($status === Abi::ESTALE) {
            $this->hosts->forget($number);
        }
        return $this->coroutineOutcome($status, $arguments);
    }

    public function closeCoroutine(int $coroutine): void
    {
        $this->begin();
        $this->coroutineOutcome($this->ffi->moon_coroutine_close($coroutine), []);
        $this->echoOutput();
    }

    public function coroutineStatus(int $coroutine): string
    {
        $this->begin();
        $status = $this->ffi->moon_coroutine_status($coroutine);
        if ($status < 0) {
            throw $this->heldFailure('Lua coroutine', $status, [], '');
        }
        return self::COROUTINE_STATUS[$status];
    }

    /** @param mixed[] $arguments */
    private function coroutineOutcome(int $outcome, array $arguments): int
    {
        if ($outcome === Abi::ESTALE) {
            throw $this->heldFailure('Lua coroutine', $outcome, $arguments, self::EACH);
        }
        return $outcome >= 0 ? $outcome : $this->settle($outcome, $arguments);
    }

    /*
     * Tables, by their handles
     */

    /**
     * A new table with what is in an array.
     *
     * @param mixed[] $initial
     */
    public function newTable(array $initial): LuaTable
    {
        $this->begin();
        $this->push([$initial], 1, $this->packEach([$initial], '$'), '$');
        // As the first result it would be written as bytes, too.
        $count = $this->ffi->moon_eval($this->state, 'return nil, ...', 15, '', 0);
        if ($count < 0) {
            throw $this->failure($count, [$initial], '$');
        }
        return $this->heldTable(1);
    }

    /** The one result that waits, which has to be a table; $place is where it stands, for messages. */
    public function table(int $count, string $place): LuaTable
    {
        $kind = $count === 0 ? Abi::NIL : $this->ffi->moon_result_kind($this->state, 0);
        if ($kind !== Abi::TABLE) {
            throw Failure::usage("there is no table at $place but " . Failure::kind($kind));
        }
        return $this->heldTable(0);
    }

    /** Whether the one result that waits is something. */
    public function isThere(int $count): bool
    {
        return $count !== 0 && $this->ffi->moon_result_kind($this->state, 0) !== Abi::NIL;
    }

    public function tableGet(int $table, mixed $key): int
    {
        $this->passEntry([$key]);
        return $this->tableOutcome($this->ffi->moon_table_get($table), [$key]);
    }

    public function tableSet(int $table, mixed $key, mixed $value): void
    {
        $this->passEntry([$key, $value]);
        $this->tableOutcome($this->ffi->moon_table_set($table), [$key, $value]);
    }

    public function tableLen(int $table): int
    {
        $this->begin();
        return $this->tableOutcome($this->ffi->moon_table_len($table), []);
    }

    public function tableCount(int $table): int
    {
        $this->begin();
        return $this->tableOutcome($this->ffi->moon_table_count($table), []);
    }

    /** Makes a table itself the one result. */
    public function tableValue(int $table): int
    {
        $this->begin();
        return $this->tableOutcome($this->ffi->moon_value($table), []);
    }

    /**
     * The key and the value that follow a key; null begins.
     *
     * @return mixed[] empty after the last
     */
    public function tableNext(int $table, mixed $key): array
    {
        $this->passEntry([$key]);
        if ($this->tableOutcome($this->ffi->moon_table_next($table), [$key]) === 0) {
            return [];
        }
        // A copy of a table would be another key.
        $isTable = $this->ffi->moon_result_kind($this->state, 0) === Abi::TABLE;
        $next = $isTable ? \to_mixed($this->heldTable(0)) : $this->result(0, '$');
        return [$next, $this->opened($this->result(1, Scan::step('$', $next)))];
    }

    /** @param mixed[] $entry a key, perhaps with a value */
    private function passEntry(array $entry): void
    {
        if (\is_array($entry[0])) {
            throw Failure::usage('an array is no key: Lua tells tables apart by what they are, not by what is in them');
        }
        $this->pass($entry, '$');
    }

    /** @param mixed[] $entry */
    private function tableOutcome(int $outcome, array $entry): int
    {
        if ($outcome < 0) {
            throw $this->heldFailure('Lua table', $outcome, $entry, '$');
        }
        return $outcome;
    }
}
