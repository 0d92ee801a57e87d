<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LuaException;
use Moonspan\Options;

/** One open Lua state in the C library: its life, its output, and what it says of its last error. */
abstract class Session
{
    /**
     * @var ffi_scope<moonspan>
     * @phpstan-var Native
     */
    protected $ffi;

    /** 0 once closed. */
    protected int $state = 0;

    private bool $captureOutput;

    /** How arrays cross, and how much memory of Lua one may need. */
    protected int $format;
    protected int $room;

    /** What of PHP is in Lua's hands. */
    protected Hosts $hosts;

    /** How many functions of PHP are running that scripts have called. */
    protected int $depth = 0;

    /** The Lua stack of the last exception of PHP that passed through Lua. */
    private string $lastTraceback = '';

#ifndef KPHP
    protected Library $library;

    /** @var ?\WeakReference<\Exception> that exception */
    private ?\WeakReference $lastException = null;

    /** @var array<int, \WeakReference<Held>> the objects that PHP holds, by their handles */
    private array $held = [];

    /** Whether the library knows what to call where a script cannot be left. */
    protected bool $hasCallback = false;

    /** The Fiber in which the latest function of PHP was called. */
    protected ?object $fiber = null;

    /** @var Words the words of moon_frame(); once closed, words of nobody */
    protected $ints;

    /** @var FloatWords the same words, for the values of floats */
    protected $floats;

    /** @var \FFI\CData where a string of MOON_FRAME_BYTES bytes fits beside them */
    protected $text;
#endif

    public function __construct(Options $options)
    {
        $profile = self::profile($options->profile);
        $flags = $options->allowWeakSandbox ? Abi::WEAK_SANDBOX : Abi::PLAIN;
        $flags += $options->deterministic ? Abi::DETERMINISTIC : Abi::PLAIN;
        $limit = $options->memoryLimit;
        if ($limit < 0) {
            throw Failure::usage("Options::\$memoryLimit is $limit; it takes bytes, or 0 for no limit");
        }
        $limits = Limits::of($options);
        $ffi = $this->functions($options);
        $state = $ffi->moon_open($profile, $flags, $limit);
        if ($state < 0) {
            throw Failure::open($state, (string) $ffi->moon_status_text($state), $options);
        }
        foreach ($limits as $kind => $value) {
            if ($value !== 0 && $ffi->moon_set_limit($state, (int) $kind, $value) < 0) {
                $ffi->moon_close($state);
                throw Failure::usage("Options::\$depthLimit is {$options->depthLimit}; it takes up to 10000 calls");
            }
        }
        foreach ($options->without as $path) {
            if ($ffi->moon_remove($state, $path, \strlen($path)) < 0) {
                $ffi->moon_close($state);
                throw Failure::usage("Options::\$without names '$path', which the profile '{$options->profile}' "
                    . 'does not have');
            }
        }
        $this->ffi = $ffi;
        $this->state = $state;
        $this->hosts = new Hosts();
        $this->captureOutput = $options->captureOutput;
        $this->format = Wire::format();
        $this->room = Scan::room($limit);
#ifndef KPHP
        $this->ints = $ffi->moon_frame($state);
        $this->ints[Abi::FRAME_WIRE] = 1 + $this->format;
        $this->floats = $ffi->moon_frame_floats($state);
        $this->text = $ffi->cast('char *', $this->ints + Abi::FRAME_TEXT); // @phpstan-ignore-line (arithmetic of C)
#endif
    }

    /**
     * The functions of the library that the options ask for.
     *
     * @return ffi_scope<moonspan>
     * @phpstan-return Native
     */
    private function functions(Options $options)
    {
#ifndef KPHP
        $this->library = Library::open($options->engine, $options->libraryPath);
        return $this->library->ffi;
#endif
        return Scope::open($options->engine, $options->libraryPath);
    }

    public function output(): string
    {
        $this->refuseClosed();
        $length = $this->ffi->moon_output_len($this->state);
        $text = $length === 0 ? '' : \FFI::string($this->ffi->moon_output($this->state), $length);
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

    public function collect(): void
    {
        $this->refuseClosed();
        $this->ffi->moon_collect($this->state);
    }

    /** Seconds. */
    public function cpuUsage(): float
    {
        $this->refuseClosed();
        return $this->ffi->moon_cpu_used($this->state) / 1e9;
    }

    public function instructionUsage(): int
    {
        $this->refuseClosed();
        return $this->ffi->moon_instructions_used($this->state);
    }

    public function setLimit(int $kind, int $value): void
    {
        $this->refuseClosed();
        $this->ffi->moon_set_limit($this->state, $kind, $value);
        if ($kind === Abi::LIMIT_MEMORY) {
            $this->room = Scan::room($value);
        }
    }

    public function pause(bool $isPaused): void
    {
        $this->refuseClosed();
        $this->ffi->moon_pause($this->state, (int) $isPaused);
    }

    public function interrupt(): void
    {
        if ($this->state !== 0) {
            $this->ffi->moon_interrupt($this->state);
        }
    }

    public function engine(): string
    {
        $this->refuseClosed();
        return (string) $this->ffi->moon_engine();
    }

    /** Refuses to close under the feet of a script that has called PHP. */
    public function finish(): void
    {
        if ($this->depth !== 0 && $this->state !== 0) {
            throw Failure::busy('the Lua state cannot be closed while one of its scripts waits for a PHP function');
        }
        $this->close();
    }

    public function close(): void
    {
        $state = $this->state;
        if ($state !== 0) {
            $this->state = 0;
#ifndef KPHP
            $this->ints = $this->library->noInts;
            $this->floats = $this->library->noFloats;
            $this->text = $this->library->noText;
            $this->ints[Abi::FRAME_FIRST] = Abi::FRAME_PRINTED;
#endif
            $this->ffi->moon_close($state);
#ifndef KPHP
            if ($this->hasCallback) {
                $this->library->callback()->detach($state);
            }
#endif
        }
    }

    /** Closes an object. 0, or one whose state is closed, is no harm. */
    public function release(int $object): void
    {
        if ($this->state !== 0 && $object !== 0) {
#ifndef KPHP
            unset($this->held[$object]);
#endif
            $this->ffi->moon_close($object);
        }
    }

    /**
     * The object of a handle that the library has given out: always the same as long as PHP holds
     * it. Each object holds the handle once.
     */
    public function hold(int $kind, int $handle): Held
    {
#ifndef KPHP
        if (isset($this->held[$handle])) {
            $object = $this->held[$handle]->get();
            if ($object !== null && $object->handle() === $handle) {
                $this->ffi->moon_close($handle);
                return $object;
            }
        }
#endif
        $object = $this->represent($kind, $handle);
#ifndef KPHP
        $this->held[$handle] = \WeakReference::create($object);
#endif
        return $object;
    }

    abstract protected function represent(int $kind, int $handle): Held;

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

    /**
     * Before anything is done with the state: what a script waits for has to be finished first, but
     * for the calls that the function of PHP makes itself.
     */
    protected function begin(): void
    {
        if ($this->state === 0) {
            throw Failure::closed();
        }
#ifndef KPHP
        if ($this->depth !== 0 && \Fiber::getCurrent() !== $this->fiber) {
            throw Failure::busy('a script of this Lua state waits for a PHP function that runs in another Fiber');
        }
#endif
    }

    protected function refuseClosed(): void
    {
        if ($this->state === 0) {
            throw Failure::closed();
        }
    }

    /** Echoes what waits, once nothing else of the last call is needed: output handlers may call Lua. */
    protected function echoOutput(): void
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

    protected function message(int $status): string
    {
        if ($this->ffi->moon_error_status($this->state) !== $status) {
            return (string) $this->ffi->moon_status_text($status);
        }
        $length = $this->ffi->moon_error_message_len($this->state);
        return $length === 0 ? '' : \FFI::string($this->ffi->moon_error_message($this->state), $length);
    }

    protected function traceback(): string
    {
        $length = $this->ffi->moon_error_traceback_len($this->state);
        return $length === 0 ? '' : \FFI::string($this->ffi->moon_error_traceback($this->state), $length);
    }

    /** Keeps the Lua stack of a call that an exception of PHP comes out of. */
    protected function noteTraceback(\Exception $exception): void
    {
        $traceback = $this->traceback();
#ifndef KPHP
        if ($this->lastException !== null && $this->lastException->get() === $exception) {
            $traceback = LuaException::join($this->lastTraceback, $traceback);
        }
        $this->lastException = \WeakReference::create($exception);
#endif
        if ($exception instanceof LuaException) {
            $exception->extendTraceback($this->traceback());
            $traceback = $exception->getTraceback();
        }
        $this->lastTraceback = $traceback;
    }

    public function lastTraceback(): string
    {
        return $this->lastTraceback;
    }

    /** Where in a value a conversion failed, without the '$' for the value itself. */
    protected function path(): string
    {
        $length = $this->ffi->moon_error_path_len($this->state);
        $path = $length === 0 ? '' : \FFI::string($this->ffi->moon_error_path($this->state), $length);
        return (string) \substr($path, 1);
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
