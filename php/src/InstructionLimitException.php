<?php

declare(strict_types=1);

namespace Moonspan;

/** The script ran more instructions than Options::$instructionLimit allows. */
final class InstructionLimitException extends LimitException
{
}
