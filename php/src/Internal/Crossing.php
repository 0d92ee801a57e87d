<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LuaException;
use Moonspan\ScriptException;

/**
 * How values come back from Lua, and what becomes of those that cannot cross.
 *
 * They lie in the words of moon_frame() as far as there is room, as in Passing. Reading an array may
 * run code of the program, too, so arrays are read once all results are fetched.
 */
abstract class Crossing extends Passing
{
    /** The first of the results that wait, or null. */
    public function first(int $count): mixed
    {
        if ($count === 0) {
            $this->echoOutput();
            return null;
        }
#ifndef KPHP
        $ints = $this->ints;
        switch ($ints[Abi::FRAME_FIRST]) {
            case Abi::INT:
                return $ints[Abi::FRAME_FIRST + 1];
            case Abi::FLOAT:
                return $this->floats[Abi::FRAME_FIRST + 1];
            case Abi::BYTES:
                $length = $ints[Abi::FRAME_FIRST + 1];
                return \FFI::string(
                    $length <= Abi::FRAME_BYTES ? $this->text : $this->ffi->moon_result_bytes($this->state, 0),
                    $length
                );
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
#endif
        $result = $this->result(0, '$');
        // A destructor may have closed the state meanwhile: then what was read is nothing.
        $this->refuseClosed();
        $value = $this->opened($result);
        $this->echoOutput();
        return $value;
    }

    /** A result, whose bytes are read if it is a table. */
    protected function opened(mixed $result): mixed
    {
        if ($result instanceof Parcel) {
            return $result->open($this);
        }
        return $result;
    }

    /**
     * All the results that wait.
     *
     * @return mixed[]
     */
    public function all(int $count): array
    {
        /** @var mixed[] $values */
        $values = [];
        /** @var Parcel[] $parcels */
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
        if ($count !== 0) {
            $this->refuseClosed();
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
                    $bytes = $this->ffi->moon_result_bytes($this->state, $index);
                    return \FFI::string($bytes, $this->ints[$word + 1]);
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
                return \FFI::string($ffi->moon_result_bytes($state, $index), $ffi->moon_result_len($state, $index));
            case Abi::HOSTED:
#ifndef KPHP
                return $this->host($ffi->moon_result_int($state, $index));
#endif
            case Abi::FUNCTION:
            case Abi::COROUTINE:
                return \to_mixed($this->hold($kind, $this->resultHandle($index)));
            case Abi::TABLE:
                return \to_mixed($this->resultParcel($index, $place));
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
        if ($length !== Abi::ECONVERT) {
            throw $this->failure($length, [], '');
        }
        $failure = $this->wireFailure(Failure::place($place, $index));
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
    protected function failure(int $status, array $arguments, string $place): \Exception
    {
#ifndef KPHP
        if ($this->ending !== null && $status !== Abi::EBUSY) {
            $ending = $this->ending;
            $this->ending = null;
            $this->echoOutput();
            throw $ending;
        }
#endif
        $exception = $this->exception($status, $arguments, $place);
        $this->drop();
        $this->echoOutput();
        return $exception;
    }

    /** @param mixed[] $arguments */
    private function exception(int $status, array $arguments, string $place): \Exception
    {
        if ($status === Abi::ERUNTIME) {
            $number = $this->ffi->moon_error_host($this->state);
            return $number === 0 ? $this->scriptException() : $this->hostException($number);
        }
        $message = $this->message($status);
        if ($status !== Abi::ECONVERT) {
            return Failure::plain($status, $message, $this->traceback());
        }
        return \count($arguments) === 1 && \is_array($arguments[0])
            ? $this->wireFailure(Failure::place($place, 0))
            : Failure::arguments($arguments, $place, $message);
    }

    private function scriptException(): LuaException
    {
        $message = $this->message(Abi::ERUNTIME);
        return new ScriptException($message, Abi::ERUNTIME, $this->traceback(), $this->errorValue());
    }

    private function hostException(int $number): \Exception
    {
        $exception = $this->hosts->exception($number);
        $this->noteTraceback($exception);
        return $exception;
    }

    /**
     * The exception for a call on an object that failed.
     *
     * @param mixed[] $arguments
     */
    protected function heldFailure(string $noun, int $status, array $arguments, string $place): \Exception
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
        return $this->opened($value);
    }
}
