<?php

declare(strict_types=1);

namespace Moonspan;

/** The host asked for something that cannot be done: a closed state, a foreign function, a bad option. */
final class UsageException extends LuaException
{
}
