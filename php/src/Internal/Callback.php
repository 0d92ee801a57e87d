<?php

declare(strict_types=1);

namespace Moonspan\Internal;

#ifndef KPHP
/**
 * The one function of PHP that C may call, for the places where Lua's own C functions stand between
 * a script and its call, so that it cannot be left: it runs what the script calls, in the middle
 * of C.
 *
 * PHP makes callable code for such a function, which lives until the request ends, so there is one
 * for each library and not one for each function.
 */
final class Callback
{
    /** What the function returns; else it is the number of an exception. */
    public const ANSWERED = 0;
    public const ABANDONED = -1;

    /** @var array<int, \WeakReference<Bridge>> by their states */
    private array $bridges = [];

    /** @var \FFI\CData keeps the code alive */
    private $holder;

    private int $address;

    /** @param Native $ffi */
    public function __construct($ffi)
    {
        $this->holder = $ffi->new('int64_t (*[1])(int64_t)');
        $this->holder[0] = fn(int $state): int => $this->run($state);
        $this->address = $ffi->cast('int64_t[1]', $this->holder)[0];
    }

    /** The address for moon_set_callback(). */
    public function attach(int $state, Bridge $bridge): int
    {
        $this->bridges[$state] = \WeakReference::create($bridge);
        return $this->address;
    }

    public function detach(int $state): void
    {
        unset($this->bridges[$state]);
    }

    /**
     * No exception may pass through C. A Fiber must not be suspended there either, for it may never
     * be resumed: where there is one, the function gets another, which is not left suspended.
     */
    private function run(int $state): int
    {
        $bridge = isset($this->bridges[$state]) ? $this->bridges[$state]->get() : null;
        if ($bridge === null) {
            return self::ABANDONED;
        }
        if (\Fiber::getCurrent() === null) {
            return $bridge->serveInside();
        }
        $fiber = new \Fiber(static fn(): int => $bridge->serveInside());
        $fiber->start();
        while (!$fiber->isTerminated()) {
            $fiber->throw(Failure::usage('a PHP function that Lua calls where its own C functions stand in between '
                . 'cannot suspend a Fiber'));
        }
        return (int) $fiber->getReturn();
    }
}
#endif
