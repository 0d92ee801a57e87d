<?php

declare(strict_types=1);

namespace Moonspan;

/** The base of all that a Lua state reports. */
class LuaException extends \RuntimeException
{
    private int $status;

    private string $traceback;

    public function __construct(string $message, int $status = 0, string $traceback = '')
    {
        parent::__construct($message, $status);
        $this->status = $status;
        $this->traceback = $traceback;
    }

    /** The status of the C library, one of the negative MOON_E* numbers of moonspan.h. */
    public function getStatus(): int
    {
        return $this->status;
    }

    /** The Lua stack where the script raised the error, as Lua prints it; '' if there was none. */
    public function getTraceback(): string
    {
        return $this->traceback;
    }
}
