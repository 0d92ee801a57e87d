<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Held;

/** A Lua function that PHP holds. It keeps its state alive, unless that is closed explicitly. */
final class LuaFunction extends Held
{
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

    /** @internal */
    public function noun(): string
    {
        return 'Lua function';
    }

#ifndef KPHP
    public function __invoke(mixed ...$arguments): mixed
    {
        return $this->bridge->first($this->bridge->call($this->handle, $arguments));
    }
#endif
}
