<?php

declare(strict_types=1);

namespace Moonspan;

/** The script asked for more than Options::$memoryLimit, or the machine has no more memory. */
final class MemoryLimitException extends LimitException
{
}
