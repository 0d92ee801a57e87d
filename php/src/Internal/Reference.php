<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\UsageException;

#ifndef KPHP
/**
 * Stands in an array, while it crosses, for what has no bytes: a function or coroutine of Lua by its
 * handle, a function of PHP by its number.
 */
final class Reference
{
    public const HOST = 'host';

    private string $kind;

    private int $number;

    public function __construct(string $kind, int $number)
    {
        $this->kind = $kind;
        $this->number = $number;
    }

    /** What it stands for; to be called once. */
    public function open(Crossing $bridge): mixed
    {
        switch ($this->kind) {
            case self::HOST:
                return $bridge->host($this->number);
            case 'coroutine':
                return $bridge->hold(Abi::COROUTINE, $this->number);
        }
        return $bridge->hold(Abi::FUNCTION, $this->number);
    }

    /**
     * An array with what the references in it stand for in their places.
     *
     * @param mixed[] $array
     * @return mixed[]
     */
    public static function openAll(array $array, Crossing $bridge): array
    {
        foreach ($array as $key => $value) {
            if ($value instanceof self) {
                $array[$key] = $value->open($bridge);
            } elseif (\is_array($value)) {
                $array[$key] = self::openAll($value, $bridge);
            }
        }
        return $array;
    }

    /**
     * An array with references in the places of the functions of PHP.
     *
     * @param mixed[] $array
     * @param callable(\Closure):int $number
     * @return mixed[]
     */
    public static function closeAll(array $array, callable $number): array
    {
        $closed = [];
        foreach ($array as $key => $value) {
            if ($value instanceof \Closure) {
                $closed[$key] = new self(self::HOST, $number($value));
            } else {
                $closed[$key] = \is_array($value) ? self::closeAll($value, $number) : $value;
            }
        }
        return $closed;
    }

    /** @return mixed[] */
    public function __serialize(): array
    {
        return [$this->kind => $this->number];
    }

    /** @param mixed[] $data */
    public function __unserialize(array $data): void
    {
        $kind = (string) \key($data);
        $number = \current($data);
        if (!\is_int($number) || !Wire::meets()) {
            throw new UsageException('what stands for an object of Lua cannot be unserialized', Abi::EINVAL);
        }
        $this->kind = $kind;
        $this->number = $number;
    }
}
#endif
