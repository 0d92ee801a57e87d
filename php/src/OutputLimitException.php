<?php

declare(strict_types=1);

namespace Moonspan;

/** The script printed more bytes than Options::$outputLimit allows. */
final class OutputLimitException extends LimitException
{
}
