<?php

declare(strict_types=1);

namespace Moonspan;

/** A limit of the state was reached. The script could not catch it; the state stays usable. */
class LimitException extends LuaException
{
}
