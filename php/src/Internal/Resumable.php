<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/** What runs in steps. */
interface Resumable
{
    public function resume(mixed ...$arguments): mixed;

    public function isDone(): bool;
}
