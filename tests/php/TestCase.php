<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Internal\Library;
use Moonspan\Internal\Native;
use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\Options;

/**
 * The tests run on the engine that MOONSPAN_TEST_ENGINE names, with the library that is found for
 * it or that MOONSPAN_LIBRARY names.
 */
abstract class TestCase extends \PHPUnit\Framework\TestCase
{
    protected const ROOT = __DIR__ . '/../..';

    protected static function engine(): string
    {
        $engine = \getenv('MOONSPAN_TEST_ENGINE');
        return $engine === false || $engine === '' ? 'lua54' : $engine;
    }

    protected static function isLuaJit(): bool
    {
        return self::engine() === 'luajit';
    }

    protected static function options(): Options
    {
        $options = new Options();
        $options->engine = self::engine();
        $options->allowWeakSandbox = self::engine() !== 'lua54';
        return $options;
    }

    protected static function lua(): Lua
    {
        return new Lua(self::options());
    }

    /**
     * @phpstan-return Native
     * @return object the functions of the C library
     */
    protected static function native()
    {
        return Library::open(self::engine(), null)->ffi;
    }

    /** The file of the library under test. */
    protected static function libraryFile(): string
    {
        self::lua()->close();
        \preg_match('~\S+/libmoonspan\S*\.so\S*~', (string) \file_get_contents('/proc/self/maps'), $found);
        self::assertNotEmpty($found, 'the library is mapped');
        return $found[0];
    }

    /**
     * @template T of \Throwable
     * @param class-string<T> $class
     * @return T what $action throws
     */
    protected static function thrownBy(callable $action, string $class = LuaException::class): \Throwable
    {
        try {
            $action();
        } catch (\Throwable $e) {
            self::assertInstanceOf($class, $e, $e->getMessage());
            return $e;
        }
        self::fail("no $class was thrown");
    }

    /**
     * Runs PHP code in a process of its own.
     *
     * @param string[] $arguments of the command `php`
     * @param array<string, string> $environment beside what there is
     * @return array{int, string} exit status, and all that was printed
     */
    protected static function child(string $code, array $arguments = [], array $environment = []): array
    {
        $preamble = 'require ' . \var_export(self::ROOT . '/php/autoload.php', true) . ';'
            . '$options = new Moonspan\Options();'
            . '$options->engine = ' . \var_export(self::engine(), true) . ';'
            . '$options->allowWeakSandbox = ' . \var_export(self::engine() !== 'lua54', true) . ';';
        $command = \array_merge([\PHP_BINARY], $arguments, ['-r', $preamble . $code]);
        return self::execute($command, $environment);
    }

    /**
     * @param string[] $command
     * @param array<string, string> $environment
     * @return array{int, string}
     */
    protected static function execute(array $command, array $environment = []): array
    {
        $streams = [1 => ['pipe', 'w'], 2 => ['redirect', 1]];
        $process = \proc_open($command, $streams, $pipes, null, $environment + \getenv());
        self::assertIsResource($process);
        $output = (string) \stream_get_contents($pipes[1]);
        return [\proc_close($process), $output];
    }

    /** A folder that is removed after the test. */
    protected function folder(): string
    {
        $folder = \sys_get_temp_dir() . '/moonspan-' . \bin2hex(\random_bytes(6));
        \mkdir($folder);
        $this->folders[] = $folder;
        return $folder;
    }

    protected function tearDown(): void
    {
        foreach ($this->folders as $folder) {
            self::execute(['rm', '-rf', $folder]);
        }
        $this->folders = [];
    }

    /** @var string[] */
    private array $folders = [];
}
