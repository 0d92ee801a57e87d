<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\Coroutine;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\LuaTable;
use Moonspan\ScriptException;

/**
 * What can be done with an open Lua state. Nothing else talks to the C library on its behalf.
 *
 * A call has two steps: eval(), call(), callPath() or get() hands the arguments over, runs, and
 * says how many results wait; first() or all() reads them. A call through FFI costs about six
 * times a write into the words that PHP and the library share (moon_frame()), so numbers, booleans
 * and null travel in those words. Strings, arrays and objects of Lua are pushed, and with them
 * whatever stands before them, because the library takes what was pushed first.
 *
 * Writing an array as bytes or reading it may run code of the program (a destructor, when PHP
 * collects garbage), which may use this state. So all arrays are written before the first argument
 * is handed over, and read once all results are fetched.
 */
final class Bridge extends Session
{
    /** The place of arguments and results that are told apart by their index. */
    public const EACH = '$[]';

    /** What MOON_FRAME_CALL has beside the number, for arguments of these kinds. */
    private const CALL_INT = 1 + 16 * Abi::INT;
    private const CALL_INT_INT = 2 + 16 * Abi::INT + 256 * Abi::INT;
    private const CALL_BYTES = 1 + 16 * Abi::BYTES;

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
#ifndef KPHP
        $this->ints[Abi::FRAME_WIRE] = 1 + $this->format;
#endif
        $count = $this->ffi->moon_eval(
            $this->state,
            $code,
            \strlen($code),
            $name === '' ? null : $name,
            \strlen($name)
        );
        return $count >= 0 ? $count : $this->settle($count, $arguments);
    }

    public function load(string $code, string $name): LuaFunction
    {
        $this->begin();
        $handle = $this->ffi->moon_load(
            $this->state,
            $code,
            \strlen($code),
            $name === '' ? null : $name,
            \strlen($name)
        );
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
        \assert($function instanceof LuaFunction);
        return $function;
    }

    private function heldTable(int $index): LuaTable
    {
        $table = $this->hold(Abi::TABLE, $this->resultHandle($index));
        \assert($table instanceof LuaTable);
        return $table;
    }

    /** @param mixed[] $arguments */
    public function call(int $function, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
#ifndef KPHP
        $this->ints[Abi::FRAME_WIRE] = 1 + $this->format;
#endif
        $count = $this->ffi->moon_call($function);
        if ($count === Abi::ESTALE) {
            throw $this->heldFailure('Lua function', $count, $arguments, self::EACH);
        }
        return $count >= 0 ? $count : $this->settle($count, $arguments);
    }

    /** @param mixed[] $arguments */
    public function callPath(string $path, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
#ifndef KPHP
        $this->ints[Abi::FRAME_WIRE] = 1 + $this->format;
#endif
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

    /** Makes a table the module of a name. */
    public function provide(string $name, LuaTable $module): void
    {
        $this->pass([$module], '$');
        $status = $this->ffi->moon_provide($this->state, $name, \strlen($name));
        if ($status < 0) {
            throw $this->failure($status, [$module], '$');
        }
    }

    /*
     * Functions of PHP
     */

    /** A function of PHP as one of Lua. */
    public function wrap(\Closure $function): LuaFunction
    {
        $this->begin();
        $handle = $this->ffi->moon_open_host($this->state, $this->number($function));
        if ($handle < 0) {
            throw $this->failure($handle, [], '');
        }
        return $this->heldFunction($handle);
    }

    /**
     * What comes of a call that did not return at once: runs the functions of PHP that it calls,
     * one after another. Between two of them nothing of C is on PHP's stack, so they may do
     * anything: throw, exit, suspend a Fiber, call Lua.
     *
     * @param mixed[] $arguments of the call
     * @return int how many results wait
     */
    private function settle(int $status, array $arguments): int
    {
        if ($status === Abi::HOST) {
            $status = $this->serve();
        }
        if ($status < 0) {
            throw $this->failure($status, $arguments, self::EACH);
        }
        return $status;
    }

    /** Serves the script that has called PHP, until it has ended. */
    private function serve(): int
    {
        $outer = $this->enter();
        $status = Abi::HOST;
        try {
            while ($status === Abi::HOST) {
                try {
                    $status = $this->answerAll();
                } catch (\Exception $e) {
                    $status = $this->raise($e);
                }
            }
        } finally {
            $this->leave($outer);
            if ($status === Abi::HOST) {
                $this->ffi->moon_abandon($this->state);
            }
        }
        return $status;
    }

    /** Answers call after call, until an exception is thrown or the script has ended. */
    private function answerAll(): int
    {
        do {
#ifndef KPHP
            $status = $this->answerQuickly();
            if ($status !== Abi::HOST) {
                return $status;
            }
#endif
            $status = $this->answer($this->run());
        } while ($status === Abi::HOST);
        return $status;
    }

#ifndef KPHP
    /**
     * Answers as long as arguments and results cross in the shared words alone, as the commonest
     * do, so that each takes one call of C. What is read in each round is in variables.
     */
    private function answerQuickly(): int
    {
        [$twoInts, $oneInt, $oneString] = [self::CALL_INT_INT, self::CALL_INT, self::CALL_BYTES];
        [$word, $first, $second] = [Abi::FRAME_CALL, Abi::FRAME_FIRST + 1, Abi::FRAME_FIRST + 3];
        [$arguments, $int, $string, $most] = [Abi::FRAME_ARGUMENTS, -Abi::INT, -Abi::BYTES, Abi::FRAME_BYTES];
        [$ffi, $state, $ints, $hosts, $waits] = [$this->ffi, $this->state, $this->ints, $this->hosts, Abi::HOST];
        do {
            $call = $ints[$word];
            $kinds = $call & 0xffffff;
            if ($kinds === $twoInts) {
                $result = $hosts->functions[$call >> 24]($ints[$first], $ints[$second]);
            } elseif ($kinds === $oneInt) {
                $result = $hosts->functions[$call >> 24]($ints[$first]);
            } elseif ($kinds === $oneString && ($length = $ints[$first]) <= $most) {
                $result = $hosts->functions[$call >> 24](\FFI::string($this->text, $length));
            } else {
                return $waits;
            }
            if (\is_int($result)) {
                $ints[$first] = $result;
                $ints[$arguments] = $int;
                $status = $ffi->moon_answer($state);
            } elseif (\is_string($result) && ($length = \strlen($result)) <= $most && $length !== 0) {
                \FFI::memcpy($this->text, $result, $length);
                $ints[$first] = $length;
                $ints[$arguments] = $string;
                $status = $ffi->moon_answer($state);
            } else {
                $status = $this->answer($result);
            }
        } while ($status === $waits);
        if ($status < 0 && $this->isWaiting($status)) {
            throw $this->failure($status, [$result], self::EACH);
        }
        return $status;
    }
#endif

    private function answer(mixed $returned): int
    {
        $results = Results::of($returned);
        $this->pass($results, self::EACH);
        $status = $this->ffi->moon_answer($this->state);
        if ($status < 0 && $this->isWaiting($status)) {
            throw $this->failure($status, $results, self::EACH);
        }
        return $status;
    }

#ifndef KPHP
    /** The error of PHP that has ended the call, on its way out. */
    private ?\Throwable $ending = null;

    /** Before Lua is given its first function of PHP. */
    private function allowCallback(): void
    {
        $this->hasCallback = true;
        $address = $this->library->callback()->attach($this->state, $this);
        $this->ffi->moon_set_callback($this->state, $address);
    }

    /**
     * Runs the function of PHP that a script has called, with C on the stack of PHP. Meanwhile values
     * cross, but there are no other calls. Nothing is thrown.
     *
     * @return int what Callback returns
     */
    public function serveInside(): int
    {
        try {
            $outer = $this->enter();
            try {
                $this->pass(Results::of($this->run()), self::EACH);
                return Callback::ANSWERED;
            } catch (\Exception $e) {
                $this->drop();
                $this->pass([\get_class($e), $e->getMessage(), $e->getCode()], '$');
                return $this->hosts->addException($e);
            } finally {
                $this->leave($outer);
            }
        } catch (\Throwable $e) {
            $this->drop();
            $this->ending = $e;
            return Callback::ABANDONED;
        }
    }
#endif

    private function run(): mixed
    {
        $function = $this->host($this->ints[Abi::FRAME_HOST]);
        return $function(...$this->all($this->ints[Abi::FRAME_COUNT]));
    }

    /** An error in Lua, which it may catch; if it does not, the exception comes out of the call. */
    private function raise(\Exception $e): int
    {
        $this->pass([\get_class($e), $e->getMessage(), $e->getCode()], '$');
        $this->forgetReleased();
        $status = $this->ffi->moon_raise($this->state, $this->hosts->addException($e));
        if ($status < 0 && $this->isWaiting($status)) {
            throw $e;
        }
        return $status;
    }

    /** Whether an answer was not taken. */
    private function isWaiting(int $status): bool
    {
        return $status !== Abi::HOST && $this->ffi->moon_host_called($this->state) !== 0;
    }

    /** The function of a number that Lua has. */
    public function host(int $number): \Closure
    {
        $function = $this->hosts->get($number);
        if ($function === null) {
            throw Failure::usage('the PHP function was forgotten');
        }
        return $function;
    }

    private function number(\Closure $function): int
    {
        $this->prepareHosts();
        return $this->hosts->add($function);
    }

    /** Before Lua is given a function of PHP. */
    private function prepareHosts(): void
    {
#ifndef KPHP
        if (!$this->hasCallback) {
            $this->allowCallback();
        }
#endif
        $this->forgetReleased();
    }

    /** Before something is added to what Lua knows, what it has let go of makes room. */
    private function forgetReleased(): void
    {
#ifndef KPHP
        if ($this->ints[Abi::FRAME_RELEASED] === 0) {
            return;
        }
#endif
        $number = $this->ffi->moon_released($this->state);
        while ($number !== 0) {
            $this->hosts->forget($number);
            $number = $this->ffi->moon_released($this->state);
        }
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
        \assert($coroutine instanceof Coroutine);
        return $coroutine;
    }

    /** @param mixed[] $arguments */
    public function resume(int $coroutine, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
        return $this->coroutineOutcome($this->ffi->moon_coroutine_resume($coroutine), $arguments);
    }

    public function raiseIn(int $coroutine, \Exception $e): int
    {
        $arguments = [\get_class($e), $e->getMessage(), $e->getCode()];
        $this->pass($arguments, '$');
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
        $count = $this->ffi->moon_eval($this->state, 'return ...', 10, null, 0);
        if ($count < 0) {
            throw $this->failure($count, [$initial], '$');
        }
        return $this->table($count, '$');
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
        $next = $isTable ? $this->heldTable(0) : $this->result(0, '$');
        $value = $this->result(1, Scan::step('$', $next));
        return [$next, $value instanceof Parcel ? $value->open($this) : $value];
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

    /*
     * Arguments
     */

    /**
     * Makes these the arguments of the next call. $place is where they stand, for messages.
     *
     * @param mixed[] $arguments
     */
    private function pass(array $arguments, string $place): void
    {
        $this->begin();
        if (!\array_is_list($arguments)) {
            throw Failure::usage('arguments have to be a list: Lua tells them apart by order, not by names or keys');
        }
        $count = \count($arguments);
        $pushed = $count;
        $packed = null;
#ifndef KPHP
        $ints = $this->ints;
        if ($count === 1 && \is_array($arguments[0])) {
            $bytes = Wire::pack($arguments[0], $this->format, $this, $this->room);
            if ($bytes !== null && ($length = \strlen($bytes)) <= Abi::FRAME_BYTES) {
                \FFI::memcpy($this->text, $bytes, $length);
                $ints[Abi::FRAME_FIRST + 1] = $length;
                $ints[Abi::FRAME_WIRE] = 1 + $this->format;
                $ints[Abi::FRAME_ARGUMENTS] = -Abi::TABLE;
                return;
            }
            $packed = [$bytes ?? $this->packOther($arguments[0], $place, 0)];
        } elseif ($count <= Abi::FRAME_SLOTS) {
            $pushed = 0;
            $packed = [];
            $word = Abi::FRAME_FIRST;
            foreach ($arguments as $value) {
                if (\is_int($value)) {
                    $ints[$word] = Abi::INT;
                    $ints[$word + 1] = $value;
                } elseif (\is_float($value)) {
                    $ints[$word] = Abi::FLOAT;
                    $this->floats[$word + 1] = $value;
                } elseif (\is_bool($value)) {
                    $ints[$word] = Abi::BOOL;
                    $ints[$word + 1] = (int) $value;
                } elseif ($value === null) {
                    $ints[$word] = Abi::NIL;
                } else {
                    $pushed += 1 + \intdiv($word - Abi::FRAME_FIRST, 2);
                    $word = Abi::FRAME_FIRST;
                    if (\is_array($value)) {
                        $packed[$pushed - 1] = Wire::pack($value, $this->format, $this, $this->room)
                            ?? $this->packOther($value, $place, $pushed - 1);
                    }
                    continue;
                }
                $word += 2;
            }
        }
#endif
        if ($pushed !== 0) {
            $this->push($arguments, $pushed, $packed ?? $this->packEach($arguments, $place), $place);
        }
#ifndef KPHP
        $ints[Abi::FRAME_ARGUMENTS] = $count - $pushed;
#endif
    }

    /**
     * Pushes the first $count arguments, or none of them.
     *
     * @param mixed[] $arguments
     * @param string[] $packed those that are arrays, as bytes
     */
    private function push(array $arguments, int $count, array $packed, string $place): void
    {
        try {
            $this->pushEach($arguments, $count, $packed, $place);
        } catch (\Exception $e) {
            $this->hosts->lose();
            throw $e;
        }
        $this->hosts->arrive();
    }

    /**
     * @param mixed[] $arguments
     * @param string[] $packed
     */
    private function pushEach(array $arguments, int $count, array $packed, string $place): void
    {
        for ($i = 0; $i < $count; $i++) {
            $value = $arguments[$i];
            if (\is_string($value)) {
                $status = $this->ffi->moon_push_bytes($this->state, $value, \strlen($value));
            } elseif (\is_array($value)) {
                $bytes = $packed[$i];
                $status = $this->ffi->moon_push_wire($this->state, $this->format, $bytes, \strlen($bytes));
            } else {
                $status = $this->pushValue($value);
            }
            if ($status < 0) {
                throw $this->pushFailure($status, $arguments, $place, $i);
            }
        }
    }

    private function pushValue(mixed $value): int
    {
        if (\is_int($value)) {
            return $this->ffi->moon_push_int($this->state, $value);
        } elseif (\is_float($value)) {
            return $this->ffi->moon_push_float($this->state, $value);
        } elseif (\is_bool($value)) {
            return $this->ffi->moon_push_bool($this->state, (int) $value);
        } elseif ($value === null) {
            return $this->ffi->moon_push_nil($this->state);
        } elseif ($value instanceof Held) {
            if (!$value->isOf($this)) {
                return Abi::EFOREIGN;
            }
            return $this->ffi->moon_push_handle($this->state, $value->handle());
        } elseif ($value instanceof \Closure) {
            $this->prepareHosts();
            return $this->ffi->moon_push_host($this->state, $this->hosts->send($value));
        }
        return Abi::ECONVERT;
    }

    /** @param mixed[] $arguments */
    private function pushFailure(int $status, array $arguments, string $place, int $i): \Throwable
    {
        $value = $arguments[$i];
        if ($value instanceof Held && ($status === Abi::EFOREIGN || $status === Abi::ESTALE)) {
            $this->drop();
            return Failure::held($value, $status, Failure::place($place, $i));
        }
        if (\is_array($value) && $status === Abi::ECONVERT) {
            $failure = $this->wireFailure(Failure::place($place, $i));
            $this->drop();
            return $failure;
        }
        return $this->failure($status, $arguments, $place);
    }

    /**
     * Argument $i, in which there is something else than Wire::pack() takes.
     *
     * @param mixed[] $array
     */
    private function packOther(array $array, string $place, int $i): string
    {
        $refusal = Scan::refusal($array, $this, $this->room, Failure::place($place, $i));
        if ($refusal !== null) {
            throw $refusal;
        }
        $this->prepareHosts();
        $array = Reference::closeAll($array, fn(\Closure $function): int => $this->hosts->send($function));
        return Wire::packObjects($array, $this->format, $this);
    }

    /**
     * @param mixed[] $arguments
     * @return string[] those that are arrays, as bytes
     */
    private function packEach(array $arguments, string $place): array
    {
        $packed = [];
        foreach ($arguments as $i => $value) {
            if (\is_array($value)) {
                $packed[$i] = Wire::pack($value, $this->format, $this, $this->room)
                    ?? $this->packOther($value, $place, $i);
            }
        }
        return $packed;
    }

    private function drop(): void
    {
        $this->ffi->moon_drop_arguments($this->state);
#ifndef KPHP
        $this->ints[Abi::FRAME_ARGUMENTS] = 0;
#endif
    }

    /*
     * Results
     */

    /** The first of the results that wait, or null. */
    public function first(int $count): mixed
    {
#ifndef KPHP
        $ints = $this->ints;
        if ($count !== 0 && $ints[Abi::FRAME_OUTPUT] === 0) {
            switch ($ints[Abi::FRAME_FIRST]) {
                case Abi::INT:
                    return $ints[Abi::FRAME_FIRST + 1];
                case Abi::FLOAT:
                    return $this->floats[Abi::FRAME_FIRST + 1];
                case Abi::BYTES:
                    return self::bytes($this->ffi->moon_result_bytes($this->state, 0), $ints[Abi::FRAME_FIRST + 1]);
                case Abi::TABLE:
                    $length = $ints[Abi::FRAME_FIRST + 1];
                    if ($length > 0) {
                        $bytes = \FFI::string(
                            $length <= Abi::FRAME_BYTES ? $this->text : $this->ffi->moon_wire($this->state),
                            $length
                        );
                        return Wire::unpack($bytes, $this->format, $this);
                    }
            }
        }
#endif
        $value = $count === 0 ? null : $this->result(0, '$');
        if ($value instanceof Parcel) {
            $value = $value->open($this);
        }
        $this->echoOutput();
        return $value;
    }

    /**
     * All the results that wait.
     *
     * @return mixed[]
     */
    public function all(int $count): array
    {
        $values = [];
        $parcels = [];
        try {
            for ($i = 0; $i < $count; $i++) {
                $value = $this->result($i, self::EACH);
                if ($value instanceof Parcel) {
                    $parcels[$i] = $value;
                }
                $values[] = $value;
            }
        } catch (LuaException $e) {
            foreach ($parcels as $parcel) {
                $parcel->open($this);
            }
            throw $e;
        }
        foreach ($parcels as $i => $parcel) {
            $values[$i] = $parcel->open($this);
        }
        $this->echoOutput();
        return $values;
    }

    /** The result at an index, a table as a Parcel; $place is where it stands, for messages. */
    private function result(int $index, string $place): mixed
    {
#ifndef KPHP
        if ($index < Abi::FRAME_SLOTS) {
            $word = Abi::FRAME_FIRST + 2 * $index;
            switch ($this->ints[$word]) {
                case Abi::INT:
                    return $this->ints[$word + 1];
                case Abi::FLOAT:
                    return $this->floats[$word + 1];
                case Abi::BOOL:
                    return $this->ints[$word + 1] !== 0;
                case Abi::NIL:
                    return null;
                case Abi::BYTES:
                    return self::bytes(
                        $this->ffi->moon_result_bytes($this->state, $index),
                        $this->ints[$word + 1]
                    );
            }
        }
#endif
        $ffi = $this->ffi;
        $state = $this->state;
        $kind = $ffi->moon_result_kind($state, $index);
        switch ($kind) {
            case Abi::NIL:
                return null;
            case Abi::BOOL:
                return $ffi->moon_result_int($state, $index) !== 0;
            case Abi::INT:
                return $ffi->moon_result_int($state, $index);
            case Abi::FLOAT:
                return $ffi->moon_result_float($state, $index);
            case Abi::BYTES:
                return self::bytes($ffi->moon_result_bytes($state, $index), $ffi->moon_result_len($state, $index));
            case Abi::HOSTED:
                return $this->host($ffi->moon_result_int($state, $index));
            case Abi::FUNCTION:
            case Abi::COROUTINE:
                return $this->hold($kind, $this->resultHandle($index));
            case Abi::TABLE:
                return $this->resultParcel($index, $place);
        }
        $this->echoOutput();
        throw Failure::result($kind, Failure::place($place, $index));
    }

    private function resultHandle(int $index): int
    {
        $handle = $this->ffi->moon_result_handle($this->state, $index);
        if ($handle < 0) {
            throw $this->failure($handle, [], '');
        }
        return $handle;
    }

    /** A table among the results. MessagePack has no functions: a table with such is written again. */
    private function resultParcel(int $index, string $place): Parcel
    {
        $format = $this->format;
        $length = 0;
#ifndef KPHP
        if ($index === 0) {
            $length = $this->ints[Abi::FRAME_FIRST + 1];
        }
#endif
        if ($length === 0) {
            $length = $this->ffi->moon_result_wire($this->state, $index, $format);
        }
        if ($format !== Abi::SERIALIZE && $length === Abi::EUNSUPPORTED) {
            $format = Abi::SERIALIZE;
            $length = $this->ffi->moon_result_wire($this->state, $index, $format);
        }
        if ($length >= 0) {
            return new Parcel(\FFI::string($this->ffi->moon_wire($this->state), $length), $format);
        }
        $failure = $length === Abi::ECONVERT
            ? $this->wireFailure(Failure::place($place, $index))
            : $this->failure($length, [], '');
        $this->echoOutput();
        throw $failure;
    }

    /*
     * Errors
     */

    /**
     * The exception for a call that failed.
     *
     * @param mixed[] $arguments
     */
    private function failure(int $status, array $arguments, string $place): \Throwable
    {
#ifndef KPHP
        if ($this->ending !== null && $status !== Abi::EBUSY) {
            $exception = $this->ending;
            $this->ending = null;
            $this->echoOutput();
            return $exception;
        }
#endif
        if ($status === Abi::ERUNTIME && ($number = $this->ffi->moon_error_host($this->state)) !== 0) {
            $exception = $this->hosts->exception($number);
            $this->noteTraceback($exception);
        } elseif ($status === Abi::ERUNTIME) {
            $exception = new ScriptException($this->message($status), $status, $this->traceback(), $this->errorValue());
        } elseif ($status === Abi::ECONVERT) {
            $exception = \count($arguments) === 1 && \is_array($arguments[0])
                ? $this->wireFailure(Failure::place($place, 0))
                : Failure::arguments($arguments, $place, $this->message($status));
        } else {
            $exception = Failure::plain($status, $this->message($status), $this->traceback());
        }
        $this->drop();
        $this->echoOutput();
        return $exception;
    }

    /**
     * The exception for a call on an object that failed.
     *
     * @param mixed[] $arguments
     */
    private function heldFailure(string $noun, int $status, array $arguments, string $place): \Throwable
    {
        if ($status === Abi::ESTALE) {
            $this->drop();
            return Failure::released($noun);
        }
        return $this->failure($status, $arguments, $place);
    }

    /** The exception for an array or a table that cannot cross; $place is where it stands. */
    private function wireFailure(string $place): LuaException
    {
        return Failure::conversion($this->message(Abi::ECONVERT), $place . $this->path());
    }

    /** null for what cannot cross. */
    private function errorValue(): mixed
    {
        $kind = $this->ffi->moon_result_kind($this->state, 0);
        if ($kind === Abi::USERDATA) {
            return null;
        }
        try {
            $value = $this->result(0, '$');
        } catch (LuaException $e) {
            return null;
        }
        return $value instanceof Parcel ? $value->open($this) : $value;
    }
}
