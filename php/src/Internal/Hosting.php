<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/** The loop that runs functions of PHP for the scripts that call them. */
abstract class Hosting extends Crossing
{
    /** What MOON_FRAME_CALL has beside the number, for arguments of these kinds. */
    private const CALL_INT = 1 + 16 * Abi::INT;
    private const CALL_INT_INT = 2 + 16 * Abi::INT + 256 * Abi::INT;
    private const CALL_BYTES = 1 + 16 * Abi::BYTES;

    /**
     * What comes of a call that did not return at once: runs the functions of PHP that it calls,
     * one after another. Between two of them nothing of C is on PHP's stack, so they may do
     * anything: throw, exit, suspend a Fiber, call Lua.
     *
     * @param mixed[] $arguments of the call
     * @return int how many results wait
     */
    protected function settle(int $status, array $arguments): int
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
        $depth = $this->depth++;
#ifndef KPHP
        $outer = $this->fiber;
        $this->fiber = \Fiber::getCurrent();
#endif
        $status = Abi::HOST;
        try {
            while ($status === Abi::HOST) {
                try {
                    $status = $this->answerAll();
                } catch (\Exception $e) {
                    $status = $this->raise($e);
                }
            }
        } catch (\Throwable $e) {
            $status = $this->abandon();
            $this->depth = $depth;
            throw $e;
#ifndef KPHP
        } finally {
            // A Fiber that is dropped while the function has suspended it comes by here alone.
            if ($status === Abi::HOST) {
                $this->abandon();
            }
            $this->depth = $depth;
            $this->fiber = $outer;
#endif
        }
        $this->depth = $depth;
        return $status;
    }

    /** Ends the call that waits for an answer. */
    private function abandon(): int
    {
        $this->ffi->moon_abandon($this->state);
        return Abi::OK;
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
            $returned = $this->run();
            $status = $this->answer($returned);
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
    /** Before Lua is given its first function of PHP. */
    protected function allowCallback(): void
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
            $depth = $this->depth++;
            $outer = $this->fiber;
            $this->fiber = \Fiber::getCurrent();
            try {
                $this->pass(Results::of($this->run()), self::EACH);
                return Callback::ANSWERED;
            } catch (\Exception $e) {
                $this->drop();
                $this->passException($e);
                return $this->hosts->addException($e);
            } finally {
                $this->depth = $depth;
                $this->fiber = $outer;
            }
        } catch (\Throwable $e) {
            $this->drop();
            $this->ending = $e;
            return Callback::ABANDONED;
        }
    }
#endif

    /** Calls the function that the script has called. */
    private function run(): mixed
    {
#ifndef KPHP
        $function = $this->host($this->ints[Abi::FRAME_HOST]);
        return $function(...$this->all($this->ints[Abi::FRAME_COUNT]));
#endif
        $number = $this->ffi->moon_host_called($this->state);
        $arguments = $this->all($this->ffi->moon_result_count($this->state));
        return $this->hosts->callList($number, $arguments);
    }

    /**
     * Makes an exception the arguments of an error: its class, message and code.
     *
     * @return mixed[] the arguments
     */
    protected function passException(\Exception $e): array
    {
        /** @var mixed[] $arguments */
        $arguments = [\get_class($e), $e->getMessage(), $e->getCode()];
        $this->pass($arguments, '$');
        return $arguments;
    }

    /** An error in Lua, which it may catch; if it does not, the exception comes out of the call. */
    private function raise(\Exception $e): int
    {
        $this->passException($e);
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
}
