<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/** Something with values at keys, in any language; in KPHP no class with a parent is an ArrayAccess. */
interface Keyed
{
    public function get(mixed $key): mixed;

    public function set(mixed $key, mixed $value): void;

    public function has(mixed $key): bool;

    public function remove(mixed $key): void;
}
