<?php

/*
 * Two requests of a server: what the first left behind, the second closes. The first ends in the middle
 * of a function that a script has called, as a timeout of KPHP ends it.
 */

use Moonspan\LoadException;
use Moonspan\Lua;
use Moonspan\LuaException;

try {
    new Lua();
} catch (LoadException $e) {
    echo 'before it is loaded: ', $e->getReason(), "\n";
}
Lua::loadDynamic();
$left = new Lua();
$function = $left->load('return 7');
$abandoned = new Lua();
$abandoned->registerList('wait', function (array $arguments) {
    \Fiber::suspend();
    return null;
});
$fiber = new \Fiber(function () use ($abandoned) {
    $abandoned->eval('wait()');
});
$fiber->start();
echo 'the other state: ', $function->call(), "\n";
echo 'open: ', StandIn::liveStates(), "\n";

StandIn::nextRequest();
$lua = new Lua();
echo 'open in the next request: ', StandIn::liveStates(), "\n";
echo 'works: ', $lua->eval('return 1 + 1'), "\n";
foreach (['state' => $left, 'abandoned state' => $abandoned] as $what => $old) {
    try {
        $old->eval('return 1');
        echo "still there\n";
    } catch (LuaException $e) {
        echo "the old $what: ", $e->getMessage(), "\n";
    }
}
\register_shutdown_function(static function (): void {
    \register_shutdown_function(static function (): void {
        echo 'open at the end: ', StandIn::liveStates(), "\n";
    });
});
