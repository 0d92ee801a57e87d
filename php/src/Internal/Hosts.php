<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * What Lua knows of PHP by number: functions that scripts may call, and exceptions on their way
 * through Lua. A number is kept until Lua says that it has let go of it.
 */
final class Hosts
{
    /** @var array<int, \Closure> by number; to be read from outside, where each call counts */
    public array $functions = [];

    /** @var array<int, \Exception> */
    private array $exceptions = [];

    /** @var array<int, int> the numbers of functions, by the identity of their objects */
    private array $numbers = [];

    private int $last = 0;

    /** @var array<int, array{\Closure, bool}> what is on its way to Lua, and whether it is new there */
    private array $sent = [];

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

    /** The same for one that Lua is about to be given. */
    public function send(\Closure $function): int
    {
        $last = $this->last;
        $number = $this->add($function);
        $this->sent[$number] = [$function, $number > $last];
        return $number;
    }

    /** What was sent, Lua holds now, even if it let go of it on the way. */
    public function arrive(): void
    {
        foreach ($this->sent as $number => [$function]) {
            $this->functions[$number] = $function;
        }
        $this->sent = [];
    }

    /** What was sent has not arrived. */
    public function lose(): void
    {
        foreach ($this->sent as $number => [, $isNew]) {
            if ($isNew) {
                $this->forget($number);
            }
        }
        $this->sent = [];
    }

    public function addException(\Exception $exception): int
    {
        $this->exceptions[++$this->last] = $exception;
        return $this->last;
    }

    public function get(int $number): ?\Closure
    {
        return $this->functions[$number] ?? null;
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
