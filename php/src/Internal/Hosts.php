<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * What Lua knows of PHP by number: functions that scripts may call, and exceptions on their way
 * through Lua. A number is kept until Lua says that it has let go of it.
 */
final class Hosts
{
    /** @var \Exception[] by number */
    private array $exceptions = [];

    /** @var (callable(mixed[]):mixed)[] by number: those of KPHP, which take their arguments as one list */
    private array $lists = [];

    private int $last = 0;

#ifndef KPHP
    /** @var array<int, \Closure> by number; to be read from outside, where each call counts */
    public array $functions = [];

    /** @var array<int, int> the numbers of functions, by the identity of their objects */
    private array $numbers = [];

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

    public function get(int $number): ?\Closure
    {
        return $this->functions[$number] ?? null;
    }
#endif

    /**
     * The number of a function, another one each time.
     *
     * @param callable(mixed[]):mixed $function
     */
    public function addList(callable $function): int
    {
        $this->lists[++$this->last] = $function;
        return $this->last;
    }

    /**
     * Calls the function of a number.
     *
     * @param mixed[] $arguments
     */
    public function callList(int $number, array $arguments): mixed
    {
        if (!isset($this->lists[$number])) {
            throw Failure::usage('the PHP function was forgotten');
        }
        $function = $this->lists[$number];
        return $function($arguments);
    }

    public function addException(\Exception $exception): int
    {
        $this->exceptions[++$this->last] = $exception;
        return $this->last;
    }

    public function exception(int $number): \Exception
    {
        return $this->exceptions[$number];
    }

    public function forget(int $number): void
    {
#ifndef KPHP
        if (isset($this->functions[$number])) {
            unset($this->numbers[\spl_object_id($this->functions[$number])]);
            unset($this->functions[$number]);
            return;
        }
#endif
        unset($this->lists[$number]);
        unset($this->exceptions[$number]);
    }
}
