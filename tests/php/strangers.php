<?php

/*
 * Classes of which no object can cross to Lua.
 */

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Lua;

// phpcs:disable PSR1.Classes.ClassDeclaration

enum Abc
{
    case A;
}

/** Would change the state if anybody asked for its bytes. */
class Nosy
{
    protected Lua $lua;

    public function __construct(Lua $lua)
    {
        $this->lua = $lua;
    }

    /** @return mixed[] */
    public function __serialize(): array
    {
        $this->lua->set('ran', true);
        return [];
    }
}

final class NosySleeper
{
    private Lua $lua;

    public function __construct(Lua $lua)
    {
        $this->lua = $lua;
    }

    /** @return string[] */
    public function __sleep(): array
    {
        $this->lua->set('ran', true);
        return [];
    }
}

final class NosyJson extends Nosy implements \JsonSerializable
{
    public function jsonSerialize(): mixed
    {
        return $this->__serialize();
    }
}

/** Garbage that only PHP's collector of cycles finds. */
final class Cycle
{
    private self $self;

    private \Closure $run;

    public function __construct(\Closure $run)
    {
        $this->self = $this;
        $this->run = $run;
    }

    public function __destruct()
    {
        ($this->self->run)();
    }
}
