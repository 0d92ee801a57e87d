<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Internal\Abi;

/** Arrays as the text of serialize(). */
final class ArraySerializeTest extends ArrayCases
{
    protected function format(): int
    {
        return Abi::SERIALIZE;
    }
}
