<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Abi;
use Moonspan\Internal\Held;

/**
 * A Lua coroutine that PHP holds: a function that stops at each coroutine.yield() until it is
 * resumed.
 *
 * @implements \IteratorAggregate<int, mixed>
 */
final class Coroutine extends Held implements
#ifndef KPHP
    \IteratorAggregate,
#endif
    Internal\Resumable
{
    /**
     * Runs it to its next yield or its end, and returns the first value that it yields or returns,
     * or null. The first arguments are those of its function, later ones what yield() returns.
     *
     * An error that it does not catch ends it and comes out here.
     */
    public function resume(mixed ...$arguments): mixed
    {
        return $this->bridge->first($this->bridge->resume($this->handle, $arguments));
    }

    /**
     * The same, with all the values.
     *
     * @return mixed[]
     */
    public function resumeAll(mixed ...$arguments): array
    {
        return $this->bridge->all($this->bridge->resume($this->handle, $arguments));
    }

    /**
     * Resumes it with an exception: yield() raises it as an error, which the coroutine may catch.
     * If it does not, or has not begun, it ends and the same object comes out here.
     */
    public function throw(\Exception $exception): mixed
    {
        return $this->bridge->first($this->bridge->raiseIn($this->handle, $exception));
    }

    /**
     * 'suspended': it has not begun, or has yielded. 'normal': it waits for another coroutine, or
     * for a function of PHP. 'running': it is that of the script itself. 'dead': it has ended.
     */
    public function status(): string
    {
        return $this->bridge->coroutineStatus($this->handle);
    }

    /** Whether it has ended. */
    public function isDone(): bool
    {
        return $this->bridge->coroutineStatus($this->handle) === 'dead';
    }

    /**
     * Ends it, if it is suspended: its variables to be closed are closed, and it is dead. A second
     * time is harmless.
     */
    public function close(): void
    {
        $this->bridge->closeCoroutine($this->handle);
    }

    /** @internal */
    public function kind(): int
    {
        return Abi::COROUTINE;
    }

    /** @internal */
    public function noun(): string
    {
        return 'Lua coroutine';
    }

#ifndef KPHP
    /**
     * The first value of each yield. What its function returns in the end is the result of the
     * Generator.
     *
     * @return \Generator<int, mixed, void, mixed>
     */
    public function getIterator(): \Generator
    {
        $value = $this->resume();
        while (!$this->isDone()) {
            yield $value;
            $value = $this->resume();
        }
        return $value;
    }
#endif
}
