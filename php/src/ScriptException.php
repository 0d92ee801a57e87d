<?php

declare(strict_types=1);

namespace Moonspan;

/** The script raised an error that it did not catch. */
final class ScriptException extends LuaException
{
    private mixed $value;

    public function __construct(string $message, int $status, string $traceback, mixed $value)
    {
        parent::__construct($message, $status, $traceback);
        $this->value = $value;
    }

    /**
     * The value that the script raised: usually the message, but any scalar, a table as an array,
     * or a LuaFunction. What cannot cross reads as null.
     */
    public function getValue(): mixed
    {
        return $this->value;
    }
}
