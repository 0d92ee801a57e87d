<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * What Lua knows of PHP by number: functions that scripts may call, and exceptions on their way
 * through Lua. A number is kept until Lua says that it has let go of it.
 */
final class Hosts
{
    /** @var array<int, \Closure> */
    private array $functions = [];

    /** @var array<int, \Exception> */
    private array $exceptions = [];

    /** @var array<int, int> the numbers of functions, by the identity of their objects */
    private array $numbers = [];

    private int $last = 0;

    /** The number of a function, the same as long as Lua holds it. */
    public function add(\Closure $function): int
    {
        $identity = \spl_object_id($function);
        $number = $this->numbers[$identity] ?? 0;
        if ($number === 0) {
            $number = ++$this->last;
            $this->numbers[$identity] = $number;
            $this->functions[$number] = $function;
        }
        return $number;
    }

    public function addException(\Exception $exception): int
    {
        $this->exceptions[++$this->last] = $exception;
        return $this->last;
    }

    public function get(int $number): \Closure
    {
        return $this->functions[$number];
    }

    public function exception(int $number): \Exception
    {
        return $this->exceptions[$number];
    }

    public function forget(int $number): void
    {
        if (isset($this->functions[$number])) {
            unset($this->numbers[\spl_object_id($this->functions[$number])]);
            unset($this->functions[$number]);
        } else {
            unset($this->exceptions[$number]);
        }
    }
}
