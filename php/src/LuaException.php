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

    /**
     * The Lua stack where the script raised the error, as Lua prints it; '' if there was none. Where
     * the exception passed through a function of PHP, the stack of the script that called it follows.
     */
    public function getTraceback(): string
    {
        return $this->traceback;
    }

    /** @internal The exception has passed through another call of Lua, further out. */
    final public function extendTraceback(string $outer): void
    {
        $this->traceback = self::join($this->traceback, $outer);
    }

    /** @internal The Lua stack of a call that PHP made, and that of the call from which PHP was called. */
    final public static function join(string $inner, string $outer): string
    {
        if ($inner === '' || $outer === '') {
            return $inner . $outer;
        }
        return "$inner\n\t[PHP]: in ?" . \substr($outer, (int) \strpos($outer, "\n"));
    }
}
