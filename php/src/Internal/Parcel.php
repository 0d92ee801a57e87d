<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/** A table that came from Lua, as bytes yet. */
final class Parcel
{
    private string $bytes;

    private int $format;

    public function __construct(string $bytes, int $format)
    {
        $this->bytes = $bytes;
        $this->format = $format;
    }

    /**
     * To be called once: there may be handles in it.
     *
     * @return mixed[]
     */
    public function open(Crossing $bridge): array
    {
        return Wire::unpack($this->bytes, $this->format, $bridge);
    }
}
