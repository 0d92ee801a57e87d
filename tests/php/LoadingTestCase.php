<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\LoadException;
use Moonspan\Lua;

/** For tests of what may go wrong before there is a library. */
abstract class LoadingTestCase extends TestCase
{
    private const REPORT = '
        try {
            echo (new Moonspan\Lua($options))->eval("return 1 + 1");
        } catch (Moonspan\LoadException $e) {
            echo $e->getReason(), "\n", $e->getMessage();
        }';

    /** The exception for a file that is named in Options::$libraryPath. */
    protected static function refusal(string $path): LoadException
    {
        $options = self::options();
        $options->libraryPath = $path;
        $e = self::thrownBy(fn() => new Lua($options), LoadException::class);
        self::assertStringContainsString("'$path'", $e->getMessage());
        return $e;
    }

    /** A shared object made of C. */
    protected function compiled(string $code, string ...$arguments): string
    {
        $folder = $this->folder();
        \file_put_contents("$folder/a.c", $code);
        $command = ['cc', '-shared', '-fPIC', '-w', '-o', "$folder/a.so", "$folder/a.c", ...$arguments];
        [$status, $output] = self::execute($command);
        self::assertSame(0, $status, $output);
        return "$folder/a.so";
    }

    /** A copy of the package with nothing built in it, that all may read. */
    protected function bareCopy(): string
    {
        $folder = $this->folder();
        self::execute(['cp', '-r', self::ROOT . '/php', $folder]);
        self::execute(['chmod', '-R', 'a+rX', $folder]);
        return $folder;
    }

    /**
     * A command that runs a command without the rights of root.
     *
     * @return string[]
     */
    protected static function asNobody(): array
    {
        if (\posix_geteuid() !== 0) {
            return [];
        }
        $command = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
        if (self::execute([...$command, 'true'])[0] !== 0) {
            self::markTestSkipped('root may do everything, and there is no setpriv');
        }
        return $command;
    }

    /**
     * Has a process of its own load the library by the files of a package, with MOONSPAN_LIBRARY
     * unset: prints 2, or reason and message of the exception.
     *
     * @param string[] $arguments of the command `php`
     * @param array<string, string> $environment
     * @param string[] $wrapper a command that runs a command
     */
    protected static function report(
        string $package,
        array $arguments = [],
        array $environment = [],
        array $wrapper = []
    ): string {
        $code = 'require ' . \var_export("$package/php/autoload.php", true) . '; $options = new Moonspan\Options();'
            . '$options->engine = ' . \var_export(self::engine(), true) . ';'
            . '$options->allowWeakSandbox = ' . \var_export(self::engine() !== 'lua54', true) . ';' . self::REPORT;
        $command = [...$wrapper, \PHP_BINARY, ...$arguments, '-r', $code];
        return self::execute($command, $environment + ['MOONSPAN_LIBRARY' => ''])[1];
    }
}
