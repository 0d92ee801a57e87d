<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\InstructionLimitException;
use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\MemoryLimitException;
use Moonspan\OutputLimitException;
use Moonspan\ScriptException;
use Moonspan\TimeLimitException;

/**
 * Every script of tests/hostile, with all limits armed. Its first line says what is to become of it:
 * ok, error TEXT, or the limit that stops it; "stopped" is any limit. A second line may begin with
 * "-- luajit:" and say what LuaJIT cannot promise.
 */
final class HostileTest extends TestCase
{
    private const CPU = 0.15;

    /** For what is to come to another end than by time, on a machine that is busy. */
    private const MORE_CPU = 3.0;

    /** Seconds of processor time: overshoot, and what the test itself takes. */
    private const GRACE = 0.25;

    private const STOPS = [
        'memory' => MemoryLimitException::class,
        'time' => TimeLimitException::class,
        'instructions' => InstructionLimitException::class,
        'output' => OutputLimitException::class,
    ];

    /** @return array<string, array{string}> */
    public static function scripts(): array
    {
        $scripts = [];
        foreach (\glob(self::ROOT . '/tests/hostile/*.lua') ?: [] as $file) {
            $scripts[\basename($file, '.lua')] = [(string) \file_get_contents($file)];
        }
        self::assertGreaterThanOrEqual(100, \count($scripts));
        return $scripts;
    }

    /** @dataProvider scripts */
    public function testAHostileScriptComesToItsEnd(string $code): void
    {
        if (self::engine() === 'lua54-system') {
            self::markTestSkipped("the operating system's own Lua can be crashed by some of these");
        }
        if (\preg_match('/^-- expect: (\w+) ?(.*)\n(?:-- luajit: (.*)\n)?/', $code, $line) !== 1) {
            self::fail('the first line does not say what is to be expected');
        }
        [, $expected, $text] = $line;
        if (self::isLuaJit() && isset($line[3])) {
            self::markTestSkipped($line[3]);
        }
        $cpu = \in_array($expected, ['time', 'stopped'], true) ? self::CPU : self::MORE_CPU;
        $lua = self::armed($cpu, $expected === 'instructions' ? 300000 : 0);
        $before = self::seconds();
        $end = self::endOf($lua, $code);
        $took = self::seconds() - $before;
        if ($expected === 'stopped') {
            self::assertContains($end[0], \array_keys(self::STOPS), $end[1]);
        } else {
            self::assertSame($expected, $end[0], $end[1]);
            self::assertStringContainsString($text, $end[1]);
        }
        self::assertLessThan($cpu + self::GRACE, $took);
        self::assertSame([3, 'fine'], $lua->evalAll('return 1 + 2, "fine"'));
    }

    private static function armed(float $cpu, int $instructions): Lua
    {
        $options = self::options();
        $options->memoryLimit = 32 << 20;
        $options->cpuLimit = $cpu;
        $options->wallLimit = 20.0;
        $options->instructionLimit = $instructions;
        $options->outputLimit = 1 << 20;
        $options->captureOutput = true;
        return new Lua($options);
    }

    /** @return array{string, string} what became of it, and the message */
    private static function endOf(Lua $lua, string $code): array
    {
        try {
            $lua->eval($code);
        } catch (ScriptException $e) {
            return ['error', $e->getMessage()];
        } catch (LuaException $e) {
            return [(string) \array_search($e::class, self::STOPS, true), $e->getMessage()];
        }
        return ['ok', ''];
    }

    private static function seconds(): float
    {
        $used = \getrusage();
        self::assertIsArray($used);
        return $used['ru_utime.tv_sec'] + $used['ru_stime.tv_sec']
            + ($used['ru_utime.tv_usec'] + $used['ru_stime.tv_usec']) / 1e6;
    }
}
