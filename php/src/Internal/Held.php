<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\UsageException;

/** A Lua object that PHP holds by a handle. It keeps its state alive, unless that is closed explicitly. */
abstract class Held
{
    protected Bridge $bridge;

    /** 0 once released. */
    protected int $handle;

    /** @internal Results of calls are where objects of Lua come from. */
    final public function __construct(Bridge $bridge, int $handle)
    {
        $this->bridge = $bridge;
        $this->handle = $handle;
    }

    /** Gives the object back to Lua's garbage collector. A second time is harmless. */
    final public function release(): void
    {
        $handle = $this->handle;
        $this->handle = 0;
        $this->bridge->release($handle);
    }

    /** @internal 0 once released. */
    final public function handle(): int
    {
        return $this->handle;
    }

    /** @internal */
    final public function isOf(Session $bridge): bool
    {
        return $this->bridge === $bridge;
    }

    /** @internal Abi::FUNCTION, Abi::TABLE or Abi::COROUTINE. */
    abstract public function kind(): int;

    /** @internal What it is, in messages. */
    abstract public function noun(): string;

#ifndef KPHP
    public function __destruct()
    {
        if ($this->handle !== 0) {
            $this->release();
        }
    }

    public function __clone()
    {
        $this->handle = 0;
        throw new UsageException("a {$this->noun()} cannot be cloned", Abi::EINVAL);
    }

    /**
     * Inside an array on its way to Lua the handle stands for the object.
     *
     * @return mixed[]
     */
    public function __serialize(): array
    {
        if (Wire::bridge() !== $this->bridge) {
            throw new UsageException("a {$this->noun()} cannot be serialized", Abi::EINVAL);
        }
        return ['handle' => $this->handle];
    }

    /** @param mixed[] $data */
    public function __unserialize(array $data): void
    {
        $this->handle = 0;
        throw new UsageException("a {$this->noun()} cannot be unserialized", Abi::EINVAL);
    }
#endif
}
