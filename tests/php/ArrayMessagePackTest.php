<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Internal\Abi;

/** Arrays as MessagePack, by PHP's extension. */
final class ArrayMessagePackTest extends ArrayCases
{
    protected function format(): int
    {
        return Abi::MSGPACK;
    }
}
