<?php

declare(strict_types=1);

namespace Moonspan;

/** The script ran for longer than Options::$cpuLimit or Options::$wallLimit allows. */
final class TimeLimitException extends LimitException
{
}
