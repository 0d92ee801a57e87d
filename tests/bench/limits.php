<?php

/*
 * What limits cost: scripts and calls with all of them armed, beside the same
 * without; and how long after a limit of time a script is stopped.
 *
 *   php -d ffi.enable=1 tests/bench/limits.php [ROUNDS]
 *
 * The two take turns, and of many rounds the shortest counts.
 */

declare(strict_types=1);

require __DIR__ . '/../../php/autoload.php';

use Moonspan\Lua;
use Moonspan\Options;
use Moonspan\TimeLimitException;

const SCRIPTS = ['fib', 'nbody', 'spectral', 'strings', 'tables'];
const CALLS = 20000;

function free(): Lua
{
    $options = new Options();
    $options->cpuLimit = 0;
    $options->memoryLimit = 0;
    return new Lua($options);
}

function armed(): Lua
{
    $options = new Options();
    $options->cpuLimit = 60;
    $options->wallLimit = 60;
    $options->memoryLimit = 256 << 20;
    return new Lua($options);
}

/** @return float nanoseconds */
function timed(Closure $run): float
{
    $start = hrtime(true);
    $run();
    return (float) (hrtime(true) - $start);
}

/** @return float[] the shortest of each */
function compare(int $rounds, Closure $first, Closure $second): array
{
    $best = [INF, INF];
    for ($i = 0; $i < $rounds; $i++) {
        $best[0] = min($best[0], timed($first));
        $best[1] = min($best[1], timed($second));
    }
    return $best;
}

$rounds = (int) ($argv[1] ?? 15);
$free = free();
$armed = armed();

printf("%-38s %10s %10s %7s\n", 'script, ms', 'free', 'limited', 'ratio');
$product = 1.0;
foreach (SCRIPTS as $name) {
    $code = (string) file_get_contents(__DIR__ . "/scripts/$name.lua");
    [$without, $with] = compare($rounds, fn() => $free->eval($code), fn() => $armed->eval($code));
    $product *= $with / $without;
    printf("%-38s %10.2f %10.2f %7.3f\n", $name, $without / 1e6, $with / 1e6, $with / $without);
}
printf("%-38s %29.3f  <= 1.03\n\n", 'geometric mean', $product ** (1 / count(SCRIPTS)));

$plain = $free->load('return function(a, b, c) return a + b * c end')->call();
$limited = $armed->load('return function(a, b, c) return a + b * c end')->call();
[$without, $with] = compare(
    10 * $rounds,
    function () use ($plain): void {
        for ($i = 0; $i < CALLS; $i++) {
            $plain->call(1, 2, 3);
        }
    },
    function () use ($limited): void {
        for ($i = 0; $i < CALLS; $i++) {
            $limited->call(1, 2, 3);
        }
    }
);
printf("%-38s %10.0f %10.0f %7.0f  <= 100\n\n", 'a call, ns, and the difference', $without / CALLS, $with / CALLS,
    ($with - $without) / CALLS);

printf("%-58s %7s\n", 'stopped so long after 50 ms of wall time, ms', '<= 50');
$late = [
    'while true do end',
    'local t = {} for i = 1, 200 do t[i] = ("x"):rep(i) end while true do table.sort(t) end',
    'string.find(("a"):rep(4000), ".-.-.-b")',
    'local s = ("x"):rep(1e6) while true do s:upper() end',
    'local s = ("x"):rep(1e7) while true do s:find("y", 1, true) end',
    'local t = {} for i = 1, 1e5 do t[i] = i end while true do table.concat(t) end',
    'local t = {} for i = 1, 1e6 do t[i] = i end for i = 1e6, 1, -1 do t[i] = nil end while true do next(t) end',
    'local t = {} while true do table.insert(t, 1, 1) end',
    'while true do coroutine.wrap(function() pcall(error) end)() end',
];
foreach ($late as $code) {
    $options = new Options();
    $options->cpuLimit = 0;
    $options->wallLimit = 0.05;
    $options->memoryLimit = 256 << 20;
    $lua = new Lua($options);
    $worst = 0.0;
    for ($i = 0; $i < 3; $i++) {
        $start = hrtime(true);
        try {
            $lua->eval($code);
        } catch (TimeLimitException $e) {
            $worst = max($worst, (hrtime(true) - $start) / 1e6 - 50);
        }
    }
    printf("%-58s %7.1f\n", substr($code, 0, 58), $worst);
}
