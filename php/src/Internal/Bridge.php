<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\Options;
use Moonspan\ScriptException;

/**
 * One open Lua state, and the only class that talks to the C library on its behalf.
 *
 * A call has two steps: eval(), call(), callPath() or get() hands the arguments over, runs, and
 * says how many results wait; first() or all() reads them. A call through FFI costs about six
 * times a write into the words that PHP and the library share (moon_frame()), so numbers, booleans
 * and null travel in those words. Strings and functions are pushed, and with them whatever stands
 * before them, because the library takes what was pushed first.
 */
final class Bridge
{
    /** Where an argument or a result stands, by its index. */
    private const EACH = '$[%d]';

    private Library $library;

    /**
     * @var ffi_scope<moonspan>
     * @phpstan-var Native
     */
    private $ffi;

    /** 0 once closed. */
    private int $state = 0;

    private bool $captureOutput;

#ifndef KPHP
    /** @var Words the words of moon_frame(); once closed, words of nobody */
    private $ints;

    /** @var FloatWords the same words, for the values of floats */
    private $floats;
#endif

    public function __construct(Options $options)
    {
        $profile = self::profile($options->profile);
        $flags = $options->allowWeakSandbox ? Abi::WEAK_SANDBOX : Abi::PLAIN;
        $limit = $options->memoryLimit;
        if ($limit < 0) {
            throw Failure::usage("Options::\$memoryLimit is $limit; it takes bytes, or 0 for no limit");
        }
        $library = Library::open($options->engine, $options->libraryPath);
        $ffi = $library->ffi;
        $state = $ffi->moon_open($profile, $flags, $limit);
        if ($state < 0) {
            throw Failure::open($state, $ffi->moon_status_text($state), $options);
        }
        $this->library = $library;
        $this->ffi = $ffi;
        $this->state = $state;
        $this->captureOutput = $options->captureOutput;
#ifndef KPHP
        $this->ints = $ffi->moon_frame($state);
        $this->floats = $ffi->moon_frame_floats($state);
#endif
    }

    /** @param mixed[] $arguments */
    public function eval(string $code, array $arguments, string $name): int
    {
        $this->pass($arguments, self::EACH);
        $count = $this->ffi->moon_eval(
            $this->state,
            $code,
            \strlen($code),
            $name === '' ? null : $name,
            \strlen($name)
        );
        if ($count < 0) {
            throw $this->failure($count, $arguments, self::EACH);
        }
        return $count;
    }

    public function load(string $code, string $name): LuaFunction
    {
        $this->refuseClosed();
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
        return new LuaFunction($this, $handle);
    }

    /** @param mixed[] $arguments */
    public function call(int $function, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
        $count = $this->ffi->moon_call($function);
        if ($count < 0) {
            throw $this->failure($count, $arguments, self::EACH);
        }
        return $count;
    }

    /** @param mixed[] $arguments */
    public function callPath(string $path, array $arguments): int
    {
        $this->pass($arguments, self::EACH);
        $count = $this->ffi->moon_call_path($this->state, $path, \strlen($path));
        if ($count < 0) {
            throw $this->failure($count, $arguments, self::EACH);
        }
        return $count;
    }

    public function get(string $path): int
    {
        $this->refuseClosed();
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
            }
        }
#endif
        $value = $count === 0 ? null : $this->result(0, '$');
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
        for ($i = 0; $i < $count; $i++) {
            $values[] = $this->result($i, self::EACH);
        }
        $this->echoOutput();
        return $values;
    }

    /** Closes a function. 0, or one whose state is closed, is no harm. */
    public function release(int $function): void
    {
        if ($this->state !== 0 && $function !== 0) {
            $this->ffi->moon_close($function);
        }
    }

    public function output(): string
    {
        $this->refuseClosed();
        $text = $this->bytes($this->ffi->moon_output($this->state), $this->ffi->moon_output_len($this->state));
        $this->ffi->moon_output_clear($this->state);
        return $text;
    }

    public function memoryUsage(): int
    {
        $this->refuseClosed();
        return $this->ffi->moon_memory_used($this->state);
    }

    public function peakMemoryUsage(): int
    {
        $this->refuseClosed();
        return $this->ffi->moon_memory_peak($this->state);
    }

    public function engine(): string
    {
        $this->refuseClosed();
        return $this->ffi->moon_engine();
    }

    public function close(): void
    {
        $state = $this->state;
        if ($state !== 0) {
            $this->state = 0;
#ifndef KPHP
            $this->ints = $this->library->noInts;
            $this->floats = $this->library->noFloats;
#endif
            $this->ffi->moon_close($state);
        }
    }

#ifndef KPHP
    public function __destruct()
    {
        $this->close();
    }

    /** @return mixed[] what var_dump() shows: not the memory of C */
    public function __debugInfo(): array
    {
        return ['open' => $this->state !== 0];
    }
#endif

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
        if ($this->state === 0) {
            throw Failure::closed();
        }
        if (!\array_is_list($arguments)) {
            throw Failure::usage('arguments have to be a list: Lua tells them apart by order, not by names or keys');
        }
        $count = \count($arguments);
        $pushed = $count;
#ifndef KPHP
        $ints = $this->ints;
        if ($count <= Abi::FRAME_SLOTS) {
            $pushed = 0;
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
                    continue;
                }
                $word += 2;
            }
        }
#endif
        if ($pushed !== 0) {
            $this->push($arguments, $pushed, $place);
        }
#ifndef KPHP
        $ints[Abi::FRAME_ARGUMENTS] = $count - $pushed;
#endif
    }

    /**
     * Pushes the first $count arguments, or none of them.
     *
     * @param mixed[] $arguments
     */
    private function push(array $arguments, int $count, string $place): void
    {
        for ($i = 0; $i < $count; $i++) {
            $value = $arguments[$i];
            $status = \is_string($value)
                ? $this->ffi->moon_push_bytes($this->state, $value, \strlen($value))
                : $this->pushValue($value);
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
        } elseif ($value instanceof LuaFunction) {
            if (!$value->isOf($this)) {
                return Abi::EFOREIGN;
            }
            return $this->ffi->moon_push_handle($this->state, $value->handle());
        }
        return Abi::ECONVERT;
    }

    /** @param mixed[] $arguments */
    private function pushFailure(int $status, array $arguments, string $place, int $i): LuaException
    {
        if ($status === Abi::EFOREIGN || $status === Abi::ESTALE) {
            $this->drop();
            return Failure::argument($status, \sprintf($place, $i));
        }
        return $this->failure($status, $arguments, $place);
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

    /** The result at an index; $place is where it stands, for messages. */
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
            case Abi::FUNCTION:
                return $this->functionResult($index);
        }
        $this->echoOutput();
        throw Failure::result($kind, \sprintf($place, $index));
    }

    private function functionResult(int $index): LuaFunction
    {
        $handle = $this->ffi->moon_result_handle($this->state, $index);
        if ($handle < 0) {
            throw $this->failure($handle, [], '');
        }
        return new LuaFunction($this, $handle);
    }

    /** @param \FFI\CData $pointer */
    private static function bytes($pointer, int $length): string
    {
        return $length === 0 ? '' : \FFI::string($pointer, $length);
    }

    /** Echoes what waits, once nothing else of the last call is needed: output handlers may call Lua. */
    private function echoOutput(): void
    {
#ifndef KPHP
        if ($this->ints[Abi::FRAME_OUTPUT] === 0) {
            return;
        }
#endif
        if (!$this->captureOutput) {
            echo $this->output();
        }
    }

    /*
     * Errors
     */

    private function refuseClosed(): void
    {
        if ($this->state === 0) {
            throw Failure::closed();
        }
    }

    /**
     * The exception for a call that failed.
     *
     * @param mixed[] $arguments
     */
    private function failure(int $status, array $arguments, string $place): LuaException
    {
        if ($status === Abi::ERUNTIME) {
            $exception = new ScriptException($this->message($status), $status, $this->traceback(), $this->errorValue());
        } elseif ($status === Abi::ECONVERT) {
            $exception = Failure::arguments($arguments, $place, $this->message($status));
        } else {
            $exception = Failure::plain($status, $this->message($status), $this->traceback());
        }
        $this->drop();
        $this->echoOutput();
        return $exception;
    }

    private function message(int $status): string
    {
        if ($this->ffi->moon_error_status($this->state) !== $status) {
            return $this->ffi->moon_status_text($status);
        }
        return self::bytes(
            $this->ffi->moon_error_message($this->state),
            $this->ffi->moon_error_message_len($this->state)
        );
    }

    private function traceback(): string
    {
        return self::bytes(
            $this->ffi->moon_error_traceback($this->state),
            $this->ffi->moon_error_traceback_len($this->state)
        );
    }

    private function errorValue(): mixed
    {
        $kind = $this->ffi->moon_result_kind($this->state, 0);
        return $kind <= Abi::FUNCTION ? $this->result(0, '$') : null;
    }

    private static function profile(string $name): int
    {
        switch ($name) {
            case 'sandbox':
                return Abi::SANDBOX;
            case 'standard':
                return Abi::STANDARD;
            case 'trusted':
                return Abi::TRUSTED;
        }
        throw Failure::usage("Options::\$profile is '$name'; it takes 'sandbox', 'standard' or 'trusted'");
    }
}
