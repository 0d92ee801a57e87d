<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\InstructionLimitException;
use Moonspan\LimitException;
use Moonspan\Lua;
use Moonspan\MemoryLimitException;
use Moonspan\OutputLimitException;
use Moonspan\TimeLimitException;
use Moonspan\UsageException;

final class LimitTest extends TestCase
{
    private const ENDLESS = 'while true do pcall(function() while true do end end) end';

    /** @param array<string, mixed> $limits options by name */
    private static function limited(array $limits): Lua
    {
        $options = self::options();
        foreach ($limits as $name => $value) {
            $options->$name = $value;
        }
        return new Lua($options);
    }

    /** @return array<string, array{array<string, bool|float|int>, string, class-string}> */
    public function limits(): array
    {
        return [
            'processor time' => [['cpuLimit' => 0.02], self::ENDLESS, TimeLimitException::class],
            'wall time' => [['wallLimit' => 0.02], self::ENDLESS, TimeLimitException::class],
            'instructions' => [['instructionLimit' => 10000], self::ENDLESS, InstructionLimitException::class],
            'output' => [
                ['outputLimit' => 100, 'captureOutput' => true],
                'while true do pcall(print, "x") end',
                OutputLimitException::class,
            ],
            'memory' => [
                ['memoryLimit' => 2 << 20],
                'local t = {} for i = 1, math.huge do t[i] = ("x"):rep(1000) .. i end',
                MemoryLimitException::class,
            ],
        ];
    }

    /**
     * @dataProvider limits
     * @param array<string, bool|float|int> $limits
     * @param class-string<LimitException> $class
     */
    public function testEachLimitHasItsExceptionAndTheStateGoesOn(array $limits, string $code, string $class): void
    {
        $lua = self::limited($limits);
        $e = self::thrownBy(fn() => $lua->eval($code), $class);
        self::assertStringStartsWith('stack traceback:', $e->getTraceback());
        $option = (string) \array_key_first($limits);
        self::assertStringContainsString((string) $limits[$option], $e->getMessage());
        self::assertStringEndsWith("(Options::\$$option)", $e->getMessage());
        self::assertSame(2, $lua->eval('return 1 + 1'));
        self::thrownBy(fn() => $lua->load($code)->call(), $class);
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testNoScriptRunsForEverByDefault(): void
    {
        $options = self::options();
        self::assertSame(5.0, $options->cpuLimit);
        self::assertSame(64 << 20, $options->memoryLimit);
        $options->cpuLimit = 0.05;
        self::thrownBy(fn() => (new Lua($options))->eval('while true do end'), TimeLimitException::class);
    }

    /** @return array<string, array{string, mixed}> */
    public function nonsense(): array
    {
        return [
            'negative time' => ['cpuLimit', -0.5],
            'NaN' => ['wallLimit', \NAN],
            'minus infinity' => ['wallLimit', -\INF],
            'negative instructions' => ['instructionLimit', -1],
            'negative output' => ['outputLimit', \PHP_INT_MIN],
            'negative memory' => ['memoryLimit', -1],
            'a depth beyond all' => ['depthLimit', 1000000],
        ];
    }

    /** @dataProvider nonsense */
    public function testALimitThatMakesNoSenseIsRefused(string $option, mixed $value): void
    {
        $before = self::native()->moon_live_states();
        $e = self::thrownBy(fn() => self::limited([$option => $value]), UsageException::class);
        self::assertStringContainsString("Options::\$$option", $e->getMessage());
        self::assertSame($before, self::native()->moon_live_states());
    }

    public function testEnormousLimitsAreNone(): void
    {
        $lua = self::limited(['cpuLimit' => \INF, 'wallLimit' => 1e300, 'instructionLimit' => \PHP_INT_MAX,
            'outputLimit' => \PHP_INT_MAX, 'memoryLimit' => \PHP_INT_MAX]);
        self::assertSame(10, $lua->eval('local n = 0 for i = 1, 10 do n = n + 1 end return n'));
    }

    public function testLimitsMayBeChangedByAFunctionOfPhp(): void
    {
        $lua = self::limited(['cpuLimit' => 0]);
        $lua->register('tighten', fn() => $lua->setWallLimit(0.02));
        self::thrownBy(fn() => $lua->eval('tighten() ' . self::ENDLESS), TimeLimitException::class);
        $lua->setWallLimit(0);
        $lua->register('count', fn() => $lua->setInstructionLimit(5000));
        self::thrownBy(fn() => $lua->eval('count() ' . self::ENDLESS), InstructionLimitException::class);
        $lua->setInstructionLimit(0);
        $lua->setOutputLimit(3);
        self::thrownBy(fn() => $lua->eval('print("four")'), OutputLimitException::class);
        $lua->setMemoryLimit($lua->memoryUsage() + 100000);
        self::thrownBy(fn() => $lua->eval('return ("x"):rep(1000000)'), MemoryLimitException::class);
        self::thrownBy(fn() => $lua->setCpuLimit(-1.0), UsageException::class);
    }

    public function testFunctionsOfPhpCountForTheWallAndNotForTheProcessor(): void
    {
        $lua = self::limited(['cpuLimit' => 0.02]);
        $lua->register('work', function (): void {
            $end = \hrtime(true) + 30_000_000;
            while (\hrtime(true) < $end) {
                continue;
            }
        });
        self::assertSame(1, $lua->eval('work() work() return 1'));
        self::assertLessThan(0.02, $lua->cpuUsage());
        $lua->setWallLimit(0.02);
        self::thrownBy(fn() => $lua->eval('pcall(work) return 1'), TimeLimitException::class);
        $lua->register('rest', function () use ($lua): void {
            $lua->pauseUsageTimer();
            \usleep(30000);
        });
        self::assertSame(1, $lua->eval('rest() return 1'));

        $strict = self::limited(['cpuLimit' => 0.02, 'countHostTime' => true]);
        $strict->register('work', function (): void {
            for ($i = 0; $i < 3000000; $i++) {
                continue;
            }
        });
        self::thrownBy(fn() => $strict->eval('work() work() work() return 1'), TimeLimitException::class);
    }

    public function testACallFromAFunctionOfPhpSharesTheBudget(): void
    {
        $lua = self::limited(['instructionLimit' => 50000]);
        $lua->register('again', fn() => $lua->eval('while true do end'));
        $lua->register('caught', function () use ($lua): string {
            try {
                $lua->eval('while true do end');
            } catch (LimitException $e) {
                return 'caught';
            }
            return 'not even reached';
        });
        self::thrownBy(fn() => $lua->eval('pcall(again) return 1'), InstructionLimitException::class);
        self::thrownBy(fn() => $lua->eval('local s = caught() return s'), InstructionLimitException::class);
        self::assertSame(1, $lua->eval('return 1'));
    }

    public function testCallsInsideEachOtherEndAtADepth(): void
    {
        $lua = self::limited(['depthLimit' => 20]);
        $lua->register('down', fn(int $n) => $n === 0 ? 0 : 1 + $lua->eval('return down(...)', [$n - 1]));
        self::assertSame(19, $lua->eval('return down(19)'));
        $e = self::thrownBy(fn() => $lua->eval('return down(30)'), LimitException::class);
        self::assertStringContainsString('20 calls', $e->getMessage());
        self::assertSame(19, $lua->eval('return down(19)'));
    }

    public function testAScriptMayBeInterrupted(): void
    {
        $lua = self::limited([]);
        $lua->register('stop', fn() => $lua->interrupt());
        $e = self::thrownBy(fn() => $lua->eval('stop() ' . self::ENDLESS), LimitException::class);
        self::assertStringContainsString('interrupted', $e->getMessage());
        self::assertSame(1, $lua->eval('return 1'));
    }

    public function testUsageAddsUp(): void
    {
        $lua = self::limited([]);
        self::assertSame(0.0, $lua->cpuUsage());
        $lua->eval('for i = 1, 1e6 do end');
        $first = $lua->cpuUsage();
        self::assertGreaterThan(0.0001, $first);
        $lua->eval('for i = 1, 1e6 do end');
        self::assertGreaterThan($first, $lua->cpuUsage());
        $instructions = $lua->instructionUsage();
        self::assertGreaterThan(1_000_000, $instructions);
    }
}
