<?php

/*
 * What calls cost, beside php-luasandbox where it is installed.
 *
 *   php -d ffi.enable=1 tests/bench/bench.php [ROUNDS]
 *
 * The contenders take turns in one process, each of them first in every other
 * round, and of many rounds the shortest counts: machines are shared, ratios
 * last. Each value has states of its own on both sides, so that none pays for the
 * garbage of another. Times are nanoseconds of wall time for one operation; the
 * ratio is Moonspan's time over luasandbox's.
 */

declare(strict_types=1);

require __DIR__ . '/../../php/autoload.php';

use Moonspan\Internal\Abi;
use Moonspan\Internal\Wire;
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

    /** Whoever comes second finds in the processor's cache what both need. */
    public function round(bool $theirsFirst): void
    {
        if ($theirsFirst) {
            $this->runTheirs();
        }
        $this->ours = min($this->ours, $this->time($this->runOurs));
        if (!$theirsFirst) {
            $this->runTheirs();
        }
    }

    private function runTheirs(): void
    {
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
            "%-38s %10.0f %12s %7s  %-8s %s\n",
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

$format = Wire::format() === Abi::MSGPACK ? 'MessagePack' : 'serialize()';

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

$lua->register('addInts', static fn (int $a, int $b): int => $a + $b);
$lua->register('same', static fn (string $s): string => $s);
$addInts = $lua->load('local n, f = ..., addInts for i = 1, n do f(i, 2) end');
$sameText = $lua->load('local n, f = ..., same for i = 1, n do f("hello") end');
$theirAdd = null;
$theirSame = null;
if ($theirs !== null) {
    $theirs->registerLibrary('host', [
        'addInts' => static fn (int $a, int $b): array => [$a + $b],
        'same' => static fn (string $s): array => [$s],
    ]);
    $theirAdd = $theirs->loadString('local n, f = ..., host.addInts for i = 1, n do f(i, 2) end');
    $theirSame = $theirs->loadString('local n, f = ..., host.same for i = 1, n do f("hello") end');
}
$from = static fn (mixed $loop): \Closure => static function (int $n) use ($loop): void {
    $loop->call($n);
};
$tasks[] = new Task('Lua calls PHP, (int, int): int', 1.6, 10000, $from($addInts), $if($from($theirAdd)));
$tasks[] = new Task('Lua calls PHP, (string): string', 1.9, 10000, $from($sameText), $if($from($theirSame)));

/** A value in and out, $count times. */
$there = static function (mixed $value): \Closure {
    $echo = (new Lua())->load(TEXT)->call();
    return static function (int $n) use ($echo, $value): void {
        for ($i = 0; $i < $n; $i++) {
            $echo->call($value);
        }
    };
};
$thereTheirs = static function (mixed $value) use ($theirs): ?\Closure {
    if ($theirs === null) {
        return null;
    }
    $sandbox = new LuaSandbox();
    $echo = $sandbox->loadString(TEXT)->call()[0];
    return static function (int $n) use ($sandbox, $echo, $value): void {
        for ($i = 0; $i < $n; $i++) {
            $echo->call($value);
        }
    };
};

$map = [];
for ($i = 0; $i < 1000; $i++) {
    $map["key$i"] = "value $i";
}
$records = [];
for ($i = 0; $i < 200; $i++) {
    $records[] = [
        'id' => $i,
        'name' => "item $i",
        'price' => $i * 1.37,
        'active' => $i % 2 === 0,
        'tags' => ['new', 'green'],
        'stock' => 3 * $i,
        'note' => 'none',
        'place' => ['shelf' => $i % 7, 'row' => 'b'],
    ];
}
$document = ['id' => 7, 'name' => 'tea', 'price' => 4.5, 'active' => true, 'tags' => ['new', 'green', 'loose']];

/** What it is, the ratio to reach with MessagePack and with serialize(), how often. */
$values = [
    ['a list of 10,000 integers', 0.85, 1.3, 20, range(1, 10000)],
    ['a map of 1,000 strings', 1.0, 1.0, 50, $map],
    ['200 records of 8 fields', 0.85, 1.1, 30, $records],
    ['a small document', 0.7, 0.7, 1000, $document],
    ['a string of 1 MiB', 1.2, 1.2, 10, str_repeat('x', 1 << 20)],
];
foreach ($values as [$name, $packed, $plain, $count, $value]) {
    $target = $format === 'MessagePack' ? $packed : $plain;
    $tasks[] = new Task("$name in and out", $target, $count, $there($value), $thereTheirs($value));
}

$rounds = (int) ($argv[1] ?? 60);
for ($round = 0; $round < $rounds; $round++) {
    foreach ($tasks as $task) {
        $task->round($round % 2 === 1);
    }
}

printf("%s, PHP %s, arrays by %s%s\n\n", $lua->engine(), PHP_VERSION, $format, $theirs === null ? ', luasandbox is not installed' : '');
printf("%-38s %10s %12s %7s  %s\n", 'nanoseconds', 'Moonspan', 'luasandbox', 'ratio', 'target');
foreach ($tasks as $task) {
    $task->report();
}
