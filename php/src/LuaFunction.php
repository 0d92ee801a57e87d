<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Bridge;

/** A Lua function that PHP holds. It keeps its state alive, unless that is closed explicitly. */
final class LuaFunction
{
    private Bridge $bridge;

    /** 0 once released. */
    private int $handle;

    /** @internal Lua::load() and the results of calls are where functions come from. */
    public function __construct(Bridge $bridge, int $handle)
    {
        $this->bridge = $bridge;
        $this->handle = $handle;
    }

    /**
     * Calls the function and returns its first result, or null.
     */
    public function call(mixed ...$arguments): mixed
    {
        return $this->bridge->first($this->bridge->call($this->handle, $arguments));
    }

    /**
     * Calls the function and returns all its results.
     *
     * @return mixed[]
     */
    public function callAll(mixed ...$arguments): array
    {
        return $this->bridge->all($this->bridge->call($this->handle, $arguments));
    }

    /** Gives the function back to Lua's garbage collector. A second time is harmless. */
    public function release(): void
    {
        $handle = $this->handle;
        $this->handle = 0;
        $this->bridge->release($handle);
    }

    /** @internal 0 once released. */
    public function handle(): int
    {
        return $this->handle;
    }

    /** @internal */
    public function isOf(Bridge $bridge): bool
    {
        return $this->bridge === $bridge;
    }

#ifndef KPHP
    public function __invoke(mixed ...$arguments): mixed
    {
        return $this->bridge->first($this->bridge->call($this->handle, $arguments));
    }

    public function __destruct()
    {
        if ($this->handle !== 0) {
            $this->bridge->release($this->handle);
        }
    }

    public function __clone()
    {
        $this->handle = 0;
        throw new UsageException('a Lua function cannot be cloned', Internal\Abi::EINVAL);
    }

    /** @return mixed[] */
    public function __serialize(): array
    {
        throw new UsageException('a Lua function cannot be serialized', Internal\Abi::EINVAL);
    }

    /** @param mixed[] $data */
    public function __unserialize(array $data): void
    {
        $this->handle = 0;
        throw new UsageException('a Lua function cannot be unserialized', Internal\Abi::EINVAL);
    }
#endif
}
