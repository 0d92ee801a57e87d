<?php

/*
 * What calls cost, beside php-luasandbox where it is installed.
 *
 *   php -d ffi.enable=1 tests/bench/bench.php [ROUNDS]
 *
 * The contenders take turns in one process, and of many rounds the shortest
 * counts: machines are shared, ratios last. Times are nanoseconds of wall time
 * for one operation; the ratio is Moonspan's time over luasandbox's.
 */

declare(strict_types=1);

require __DIR__ . '/../../php/autoload.php';

use Moonspan\Lua;

/** A task: what it is, the ratio to reach (0: none), how often, ours, theirs. */
final class Task
{
    public float $ours = INF;
    public float $theirs = INF;

    public function __construct(
        public string $name,
        public float $target,
        public int $count,
        public \Closure $runOurs,
        public ?\Closure $runTheirs,
    ) {
    }

    public function round(): void
    {
        $this->ours = min($this->ours, $this->time($this->runOurs));
        if ($this->runTheirs !== null) {
            $this->theirs = min($this->theirs, $this->time($this->runTheirs));
        }
    }

    private function time(\Closure $run): float
    {
        $start = hrtime(true);
        $run($this->count);
        return (hrtime(true) - $start) / $this->count;
    }

    public function report(): void
    {
        $ratio = $this->ours / $this->theirs;
        $target = $this->target > 0 ? sprintf('<= %.2f', $this->target) : '';
        $verdict = $target === '' || $this->runTheirs === null ? '' : ($ratio <= $this->target ? 'reached' : 'missed');
        printf(
            "%-34s %10.0f %12s %7s  %-8s %s\n",
            $this->name,
            $this->ours,
            $this->runTheirs === null ? '-' : sprintf('%.0f', $this->theirs),
            $this->runTheirs === null ? '-' : sprintf('%.2f', $ratio),
            $target,
            $verdict
        );
    }
}

const SCALARS = 'return function(a, b, c) return a + b * c end';
const TEXT = 'return function(s) return s end';
const CHUNK = 'return 1+1';

$lua = new Lua();
$call = $lua->load(SCALARS)->call();
$echo = $lua->load(TEXT)->call();
$text = str_repeat('x', 1024);
$lua->eval('function add(a, b, c) return a + b * c end');

$theirs = null;
$theirCall = null;
$theirEcho = null;
if (extension_loaded('luasandbox')) {
    $theirs = new LuaSandbox();
    $theirCall = $theirs->loadString(SCALARS)->call()[0];
    $theirEcho = $theirs->loadString(TEXT)->call()[0];
    $theirs->loadString('function add(a, b, c) return a + b * c end')->call();
}

/** Their side of a task, or null without the extension. */
$if = static fn (\Closure $run): ?\Closure => $theirs === null ? null : $run;

$tasks = [
    new Task('open and close a sandbox', 0.8, 300, static function (int $n): void {
        for ($i = 0; $i < $n; $i++) {
            (new Lua())->close();
        }
    }, $if(static function (int $n): void {
        for ($i = 0; $i < $n; $i++) {
            new LuaSandbox();
        }
    })),
    new Task("eval('return 1+1')", 0.6, 3000, static function (int $n) use ($lua): void {
        for ($i = 0; $i < $n; $i++) {
            $lua->eval(CHUNK);
        }
    }, $if(static function (int $n) use ($theirs): void {
        for ($i = 0; $i < $n; $i++) {
            $theirs->loadString(CHUNK)->call();
        }
    })),
    new Task('call(int, float, int)', 0.35, 10000, static function (int $n) use ($call): void {
        for ($i = 0; $i < $n; $i++) {
            $call->call($i, 2.5, 3);
        }
    }, $if(static function (int $n) use ($theirCall): void {
        for ($i = 0; $i < $n; $i++) {
            $theirCall->call($i, 2.5, 3);
        }
    })),
    new Task('call by name, the same', 0, 10000, static function (int $n) use ($lua): void {
        for ($i = 0; $i < $n; $i++) {
            $lua->call('add', $i, 2.5, 3);
        }
    }, $if(static function (int $n) use ($theirs): void {
        for ($i = 0; $i < $n; $i++) {
            $theirs->callFunction('add', $i, 2.5, 3);
        }
    })),
    new Task('call(1 KiB) and back', 0, 10000, static function (int $n) use ($echo, $text): void {
        for ($i = 0; $i < $n; $i++) {
            $echo->call($text);
        }
    }, $if(static function (int $n) use ($theirEcho, $text): void {
        for ($i = 0; $i < $n; $i++) {
            $theirEcho->call($text);
        }
    })),
];

$rounds = (int) ($argv[1] ?? 60);
for ($round = 0; $round < $rounds; $round++) {
    foreach ($tasks as $task) {
        $task->round();
    }
}

printf("%s, PHP %s%s\n\n", $lua->engine(), PHP_VERSION, $theirs === null ? ', luasandbox is not installed' : '');
printf("%-34s %10s %12s %7s  %s\n", 'nanoseconds', 'Moonspan', 'luasandbox', 'ratio', 'target');
foreach ($tasks as $task) {
    $task->report();
}
