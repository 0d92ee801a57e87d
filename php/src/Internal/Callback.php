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

    /** @var array<int, \WeakReference<Hosting>> by their states */
    private array $bridges = [];

    /** Keeps the code alive. */
    private object $holder;

    /** @var Native */
    private $ffi;

    /** @param Native $ffi */
    public function __construct($ffi)
    {
        $holder = $ffi->new('int64_t (*[1])(int64_t)');
        $holder[0] = fn(int $state): int => $this->run($state); // @phpstan-ignore-line (FFI makes code of it)
        $this->holder = $holder;
        $this->ffi = $ffi;
    }

    /** The address for moon_set_callback(). */
    public function attach(int $state, Hosting $bridge): int
    {
        $this->bridges[$state] = \WeakReference::create($bridge);
        return $this->ffi->cast('int64_t[1]', $this->holder)[0];
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
