<?php

declare(strict_types=1);

namespace Moonspan;

/**
 * A limit of the state was reached, or the script was interrupted, or too many calls stood inside
 * each other. The script could not catch it; the state stays usable.
 */
class LimitException extends LuaException
{
}
