<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/** Several results of a function of PHP, for Lua; see Lua::results(). */
final class Results
{
    /** @var mixed[] a list */
    private array $values;

    /** @param mixed[] $values a list */
    public function __construct(array $values)
    {
        $this->values = $values;
    }

    /**
     * The results that a function of PHP returned.
     *
     * @return mixed[] a list
     */
    public static function of(mixed $returned): array
    {
        if ($returned instanceof Results) {
            return $returned->values;
        }
        return [$returned];
    }
}
