<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Abi;
use Moonspan\Internal\Failure;
use Moonspan\Internal\Held;

/**
 * A Lua table that PHP holds, to read and write in place: what Lua does to it PHP sees, and the
 * other way round. An array, on the other hand, is copied when it crosses.
 *
 * Keys are Lua's own. A list begins at 1; 1 and '1' are two keys; besides strings and integers
 * there may be floats, booleans, functions and tables. No metamethod ever runs.
 *
 * @implements \ArrayAccess<mixed, mixed>
 * @implements \IteratorAggregate<mixed, mixed>
 */
final class LuaTable extends Held implements
#ifndef KPHP
    \ArrayAccess,
    \Countable,
    \IteratorAggregate,
#endif
    Internal\Keyed
{
    /** The value at a key, null where there is none. A table comes as an array, a copy. */
    public function get(mixed $key): mixed
    {
        return $this->bridge->first($this->bridge->tableGet($this->handle, $key));
    }

    /** The table at a key, live as this one is. */
    public function getTable(mixed $key): LuaTable
    {
        return $this->bridge->table($this->bridge->tableGet($this->handle, $key), 'the key');
    }

    /** Puts a value at a key. null removes, as nil does in Lua. */
    public function set(mixed $key, mixed $value): void
    {
        $this->bridge->tableSet($this->handle, $key, $value);
    }

    /** Whether there is something at a key. */
    public function has(mixed $key): bool
    {
        return $this->bridge->isThere($this->bridge->tableGet($this->handle, $key));
    }

    public function remove(mixed $key): void
    {
        $this->bridge->tableSet($this->handle, $key, null);
    }

    /** The length of the list, as `#` gives it; where there are holes, any of the places before one. */
    public function len(): int
    {
        return $this->bridge->tableLen($this->handle);
    }

    /** Puts a value behind the last of the list. */
    public function append(mixed $value): void
    {
        $this->bridge->tableSet($this->handle, $this->bridge->tableLen($this->handle) + 1, $value);
    }

    /**
     * A copy of the whole, as an array; a list begins at 0 there.
     *
     * @return mixed[]
     */
    public function toArray(): array
    {
        $array = $this->bridge->first($this->bridge->tableValue($this->handle));
        return \is_array($array) ? $array : [];
    }

    /** @internal */
    public function kind(): int
    {
        return Abi::TABLE;
    }

    /** @internal */
    public function noun(): string
    {
        return 'Lua table';
    }

    /** How many entries there are, whatever their keys. */
    public function count(): int
    {
        return $this->bridge->tableCount($this->handle);
    }

#ifndef KPHP
    public function offsetExists(mixed $offset): bool
    {
        return $this->has($offset);
    }

    public function offsetGet(mixed $offset): mixed
    {
        return $this->get($offset);
    }

    public function offsetSet(mixed $offset, mixed $value): void
    {
        if ($offset === null) {
            $this->append($value);
        } else {
            $this->set($offset, $value);
        }
    }

    public function offsetUnset(mixed $offset): void
    {
        $this->remove($offset);
    }

    /**
     * Every key with its value, in no particular order. Meanwhile values may be changed and
     * removed; new keys may not be put.
     *
     * @return \Generator<mixed, mixed>
     */
    public function getIterator(): \Generator
    {
        $entry = $this->bridge->tableNext($this->handle, null);
        while ($entry !== []) {
            yield $entry[0] => $entry[1];
            $entry = $this->bridge->tableNext($this->handle, $entry[0]);
        }
    }
#endif
}
