<?php

declare(strict_types=1);

namespace Moonspan;

/** A value cannot cross between PHP and Lua without being changed. */
final class ConversionException extends LuaException
{
    private string $path;

    public function __construct(string $message, int $status, string $path)
    {
        parent::__construct($message, $status);
        $this->path = $path;
    }

    /**
     * Where the value stands in what was crossing: '$' is the whole, '$[1]' the second argument
     * or result. '' where it is not known.
     */
    public function getPath(): string
    {
        return $this->path;
    }
}
