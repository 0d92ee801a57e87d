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
     * The value that the script raised: usually the message, but any scalar, or a LuaFunction.
     * A table, a coroutine or a userdata reads as null: tables do not cross yet.
     */
    public function getValue(): mixed
    {
        return $this->value;
    }
}
