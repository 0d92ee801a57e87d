<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LuaException;
use Moonspan\ScriptException;

/**
 * How values cross, both ways, and what becomes of those that cannot.
 *
 * A call through FFI costs about six times a write into the words that PHP and the library share
 * (moon_frame()), so numbers, booleans and null travel in those words. Strings, arrays and objects
 * of Lua are pushed, and with them whatever stands before them, because the library takes what was
 * pushed first.
 *
 * Writing an array as bytes or reading it may run code of the program (a destructor, when PHP
 * collects garbage), which may use this state. So all arrays are written before the first argument
 * is handed over, and read once all results are fetched.
 */
abstract class Crossing extends Session
{
    /** The place of arguments and results that are told apart by their index. */
    public const EACH = '$[]';

    /**
     * Makes these the arguments of the next call. $place is where they stand, for messages.
     *
     * @param mixed[] $arguments
     */
    protected function pass(array $arguments, string $place): void
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
    protected function push(array $arguments, int $count, array $packed, string $place): void
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
    protected function pushEach(array $arguments, int $count, array $packed, string $place): void
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
    protected function pushFailure(int $status, array $arguments, string $place, int $i): \Throwable
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
    protected function packOther(array $array, string $place, int $i): string
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
    protected function packEach(array $arguments, string $place): array
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

    protected function drop(): void
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
    protected function result(int $index, string $place): mixed
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

    protected function resultHandle(int $index): int
    {
        $handle = $this->ffi->moon_result_handle($this->state, $index);
        if ($handle < 0) {
            throw $this->failure($handle, [], '');
        }
        return $handle;
    }

    /** A table among the results. MessagePack has no functions: a table with such is written again. */
    protected function resultParcel(int $index, string $place): Parcel
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
     * Functions of PHP, by the numbers that Lua knows them by
     */

#ifndef KPHP
    /** The error of PHP that has ended the call, on its way out. */
    protected ?\Throwable $ending = null;

    /** Before Lua is given its first function of PHP. */
    abstract protected function allowCallback(): void;
#endif

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
     * Errors
     */

    /**
     * The exception for a call that failed.
     *
     * @param mixed[] $arguments
     */
    protected function failure(int $status, array $arguments, string $place): \Throwable
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
    protected function heldFailure(string $noun, int $status, array $arguments, string $place): \Throwable
    {
        if ($status === Abi::ESTALE) {
            $this->drop();
            return Failure::released($noun);
        }
        return $this->failure($status, $arguments, $place);
    }

    /** The exception for an array or a table that cannot cross; $place is where it stands. */
    protected function wireFailure(string $place): LuaException
    {
        return Failure::conversion($this->message(Abi::ECONVERT), $place . $this->path());
    }

    /** null for what cannot cross. */
    protected function errorValue(): mixed
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
