<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Abi;
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

    /** Its name among globals and modules, such as 'string.upper'; '' if it has none there. */
    public function name(): string
    {
        return $this->text(0);
    }

    /** The chunk that it stands in, as messages call it; '[C]' for one of the library. */
    public function source(): string
    {
        return $this->text(1);
    }

    /** The line of the chunk where it begins; 0 for a whole chunk or one of the library. */
    public function line(): int
    {
        $line = $this->info()[2];
        return \is_int($line) ? $line : 0;
    }

    private function text(int $which): string
    {
        $text = $this->info()[$which];
        return \is_string($text) ? $text : '';
    }

    /** @return mixed[] the name, the chunk and the line */
    private function info(): array
    {
        return $this->bridge->all($this->bridge->functionInfo($this->handle));
    }

    /** @internal */
    public function kind(): int
    {
        return Abi::FUNCTION;
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
