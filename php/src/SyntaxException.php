<?php

declare(strict_types=1);

namespace Moonspan;

use Moonspan\Internal\Abi;

/** The chunk does not compile, or is not Lua text. */
final class SyntaxException extends LuaException
{
    /** Whether the chunk ends too early, so that more text may make it right. */
    public function isIncomplete(): bool
    {
        return $this->getStatus() === Abi::EINCOMPLETE;
    }
}
