<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LuaException;

/**
 * How values cross to Lua.
 *
 * A call through FFI costs about six times a write into the words that PHP and the library share
 * (moon_frame()), so numbers, booleans and null travel in those words. Strings, arrays and objects
 * of Lua are pushed, and with them whatever stands before them, because the library takes what was
 * pushed first.
 *
 * Writing an array as bytes may run code of the program (a destructor, when PHP collects garbage),
 * which may use this state, or close it. So all arrays are written before the first argument is
 * handed over, and nobody keeps the words in a variable: once closed, they are others.
 */
abstract class Passing extends Session
{
    /** The place of arguments and results that are told apart by their index. */
    public const EACH = '$[]';

    /** From this length on a string may well take the memory of one among the last results. */
    private const LARGE_BYTES = 1 << 18;

    /**
     * Makes these the arguments of the next call. $place is where they stand, for messages.
     *
     * @param mixed[] $arguments
     */
    protected function pass(array $arguments, string $place): void
    {
        if ($this->state === 0 || $this->depth !== 0) {
            $this->begin();
        }
        $count = \count($arguments);
        if ($count === 1 ? !\array_key_exists(0, $arguments) : !\array_is_list($arguments)) {
            throw Failure::usage('arguments have to be a list: Lua tells them apart by order, not by names or keys');
        }
#ifndef KPHP
        $only = $count === 1 ? $arguments[0] : null;
        $bytes = $only;
        if (\is_array($only)) {
            $bytes = Wire::pack($only, $this->format, $this, $this->room);
            if ($this->state === 0) {
                $this->begin();
            }
        }
        if (\is_string($bytes) && ($length = \strlen($bytes)) <= Abi::FRAME_BYTES && $length !== 0) {
            $this->ints[Abi::FRAME_FIRST + 1] = $length;
            $this->ints[Abi::FRAME_ARGUMENTS] = $bytes === $only ? -Abi::BYTES : -Abi::TABLE;
            \FFI::memcpy($this->text, $bytes, $length);
            return;
        }
        $pushed = $count;
        $packed = null;
        if (\is_array($only)) {
            $packed = [\is_string($bytes) ? $bytes : $this->packOther($only, $place, 0)];
        } elseif ($count <= Abi::FRAME_SLOTS) {
            $pushed = 0;
            $packed = [];
            $word = Abi::FRAME_FIRST;
            foreach ($arguments as $value) {
                if (\is_int($value)) {
                    $this->ints[$word] = Abi::INT;
                    $this->ints[$word + 1] = $value;
                } elseif (\is_float($value)) {
                    $this->ints[$word] = Abi::FLOAT;
                    $this->floats[$word + 1] = $value;
                } elseif (\is_bool($value)) {
                    $this->ints[$word] = Abi::BOOL;
                    $this->ints[$word + 1] = (int) $value;
                } elseif ($value === null) {
                    $this->ints[$word] = Abi::NIL;
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
        if ($pushed !== 0) {
            $packed ??= $this->packEach($arguments, $place);
            $this->refuseClosed();
            $this->push($arguments, $pushed, $packed, $place);
        }
        $this->ints[Abi::FRAME_ARGUMENTS] = $count - $pushed;
        return;
#endif
        $this->push($arguments, $count, $this->packEach($arguments, $place), $place);
    }

    /**
     * Pushes the first $count arguments, or none of them.
     *
     * @param mixed[] $arguments
     * @param string[] $packed those that are arrays, as bytes
     */
    protected function push(array $arguments, int $count, array $packed, string $place): void
    {
#ifndef KPHP
        try {
            $this->pushEach($arguments, $count, $packed, $place);
        } catch (\Exception $e) {
            $this->hosts->lose();
            throw $e;
        }
        $this->hosts->arrive();
        return;
#endif
        $this->pushEach($arguments, $count, $packed, $place);
    }

    /**
     * @param mixed[] $arguments
     * @param string[] $packed
     */
    protected function pushEach(array $arguments, int $count, array $packed, string $place): void
    {
        for ($i = 0; $i < $count; $i++) {
            $value = $arguments[$i];
            if (\is_string($value)) {
                if (\strlen($value) >= self::LARGE_BYTES) {
                    $this->ffi->moon_drop_results($this->state);
                }
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

    protected function pushValue(mixed $value): int
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
            return $value->isOf($this)
                ? $this->ffi->moon_push_handle($this->state, $value->handle())
                : Abi::EFOREIGN;
        }
#ifndef KPHP
        if ($value instanceof \Closure) {
            $this->prepareHosts();
            return $this->ffi->moon_push_host($this->state, $this->hosts->send($value));
        }
#endif
        return Abi::ECONVERT;
    }

    /** @param mixed[] $arguments */
    protected function pushFailure(int $status, array $arguments, string $place, int $i): \Exception
    {
        $value = $arguments[$i];
        if ($value instanceof Held) {
            if ($status === Abi::EFOREIGN || $status === Abi::ESTALE) {
                $this->drop();
                return Failure::held($value, $status, Failure::place($place, $i));
            }
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
    protected function packOther(array $array, string $place, int $i): string
    {
        $refusal = Scan::refusal($array, $this, $this->room, Failure::place($place, $i));
        if ($refusal !== null) {
            throw $refusal;
        }
#ifndef KPHP
        $this->prepareHosts();
        $array = Reference::closeAll($array, fn(\Closure $function): int => $this->hosts->send($function));
        return Wire::packObjects($array, $this->format, $this);
#endif
        throw Failure::conversion('cannot convert the array', Failure::place($place, $i));
    }

    /**
     * @param mixed[] $arguments
     * @return string[] those that are arrays, as bytes
     */
    protected function packEach(array $arguments, string $place): array
    {
        $packed = [];
        $count = \count($arguments);
        for ($i = 0; $i < $count; $i++) {
            $value = $arguments[$i];
            if (\is_array($value)) {
                $bytes = Wire::pack($value, $this->format, $this, $this->room);
                $packed[$i] = $bytes ?? $this->packOther($value, $place, $i);
            }
        }
        return $packed;
    }

    protected function drop(): void
    {
        $this->ffi->moon_drop_arguments($this->state);
#ifndef KPHP
        $this->ints[Abi::FRAME_ARGUMENTS] = 0;
#endif
    }

    /*
     * Functions of PHP, by the numbers that Lua knows them by
     */

#ifndef KPHP
    /** The error of PHP that has ended the call, on its way out. */
    protected ?\Throwable $ending = null;

    /** Before Lua is given its first function of PHP. */
    abstract protected function allowCallback(): void;

    /** The function of a number that Lua has. */
    public function host(int $number): \Closure
    {
        $function = $this->hosts->get($number);
        if ($function === null) {
            throw Failure::usage('the PHP function was forgotten');
        }
        return $function;
    }

    protected function number(\Closure $function): int
    {
        $this->prepareHosts();
        return $this->hosts->add($function);
    }
#endif

    /** Before Lua is given a function of PHP. */
    protected function prepareHosts(): void
    {
#ifndef KPHP
        if (!$this->hasCallback) {
            $this->allowCallback();
        }
#endif
        $this->forgetReleased();
    }

    /** Before something is added to what Lua knows, what it has let go of makes room. */
    protected function forgetReleased(): void
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
     * Errors, which who knows the results can describe
     */

    /**
     * The exception for a call that failed.
     *
     * @param mixed[] $arguments
     */
    abstract protected function failure(int $status, array $arguments, string $place): \Exception;

    /** The exception for an array or a table that cannot cross; $place is where it stands. */
    abstract protected function wireFailure(string $place): LuaException;
}
