<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\LoadException;
use Moonspan\Lua;

/** A library that cannot be used, for each reason that there is. */
final class LoadExceptionTest extends TestCase
{
    private const REPORT = '
        try {
            echo (new Moonspan\Lua($options))->eval("return 1 + 1");
        } catch (Moonspan\LoadException $e) {
            echo $e->getReason(), "\n", $e->getMessage();
        }';

    private function refusal(string $path): LoadException
    {
        $options = self::options();
        $options->libraryPath = $path;
        $e = self::thrownBy(fn() => new Lua($options), LoadException::class);
        self::assertStringContainsString("'$path'", $e->getMessage());
        return $e;
    }

    /** A file with the bytes of the library, of which some may be replaced. */
    private function patched(int $offset, string $bytes): string
    {
        $path = $this->folder() . '/patched.so';
        $library = (string) \file_get_contents(self::libraryFile());
        \file_put_contents($path, \substr_replace($library, $bytes, $offset, \strlen($bytes)));
        return $path;
    }

    private function compiled(string $code): string
    {
        $folder = $this->folder();
        \file_put_contents("$folder/a.c", $code);
        [$status, $output] = self::execute(['cc', '-shared', '-fPIC', '-w', '-o', "$folder/a.so", "$folder/a.c"]);
        self::assertSame(0, $status, $output);
        return "$folder/a.so";
    }

    public function testAnExplicitPathMayNameTheLibrary(): void
    {
        $options = self::options();
        $options->libraryPath = self::libraryFile();
        self::assertSame(2, (new Lua($options))->eval('return 1 + 1'));
    }

    public function testAPathRelativeToTheCurrentFolderIsFine(): void
    {
        $before = (string) \getcwd();
        \chdir(\dirname(self::libraryFile()));
        try {
            $options = self::options();
            $options->libraryPath = \basename(self::libraryFile());
            self::assertSame(2, (new Lua($options))->eval('return 1 + 1'));
        } finally {
            \chdir($before);
        }
    }

    public function testAnExplicitPathThatIsMissingIsNotSkipped(): void
    {
        $e = $this->refusal('/no/such/libmoonspan.so');
        self::assertSame(LoadException::LIBRARY_NOT_FOUND, $e->getReason());
        self::assertStringContainsString('Options::$libraryPath', $e->getMessage());
        [, $output] = self::child(self::REPORT, [], ['MOONSPAN_LIBRARY' => '/no/such/libmoonspan.so']);
        self::assertStringStartsWith(LoadException::LIBRARY_NOT_FOUND, $output);
        self::assertStringContainsString('MOONSPAN_LIBRARY', $output);
    }

    public function testAFileThatIsNoLibraryIsSaidToBeNone(): void
    {
        $path = $this->folder() . '/libmoonspan.so';
        $texts = ['' => 'empty', "GROUP ( libm.so )\n" => 'not a shared library', "!<arch>\n" => 'static'];
        foreach ($texts as $text => $what) {
            \file_put_contents($path, $text);
            $e = $this->refusal($path);
            self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
            self::assertStringContainsString($what, $e->getMessage());
        }
        self::assertStringContainsString('directory', $this->refusal(\dirname($path))->getMessage());
    }

    public function testALibraryForAnotherMachineIsSaidToBeOne(): void
    {
        $patches = [[18, "\x28\0", 'another processor'], [4, "\1", '32-bit'], [16, "\2\0", 'no shared library']];
        foreach ($patches as [$offset, $bytes, $what]) {
            $e = $this->refusal($this->patched($offset, $bytes));
            self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
            self::assertStringContainsString($what, $e->getMessage());
        }
    }

    public function testALibraryCutAnywhereIsRefusedAndHarmsNobody(): void
    {
        $library = self::libraryFile();
        $size = (int) \filesize($library);
        $sizes = [0, 1, 3, 4, 5, 17, 40, 63, 64, 65, 120, $size - 64, $size - 1];
        $sizes = \array_merge($sizes, \range(4096, $size - 1, 4096));
        [$status, $output] = self::child('
            $path = ' . \var_export($this->folder() . '/cut.so', true) . ';
            $bytes = file_get_contents(' . \var_export($library, true) . ');
            foreach (' . \var_export($sizes, true) . ' as $size) {
                file_put_contents($path, substr($bytes, 0, $size));
                $options->libraryPath = $path;
                try {
                    new Moonspan\Lua($options);
                    echo "cut to $size and loaded";
                } catch (Moonspan\LoadException $e) {
                    echo $e->getReason() === "LIBRARY_LOAD_FAILED" ? "" : $e->getMessage();
                }
            }
            echo "done";
        ');
        self::assertSame('done', $output);
        self::assertSame(0, $status);
    }

    public function testALibraryThatLacksSomethingItNeedsIsRefusedInTheLoadersWords(): void
    {
        $path = $this->compiled('extern int no_such_thing; int *moon_abi(void) { return &no_such_thing; }');
        $e = $this->refusal($path);
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString('no_such_thing', $e->getMessage());
    }

    public function testASharedObjectThatIsNotOursIsSaidToBeAStranger(): void
    {
        $e = $this->refusal($this->compiled('int hello(void) { return 1; }'));
        self::assertSame(LoadException::ABI_MISMATCH, $e->getReason());
        self::assertStringContainsString('not libmoonspan', $e->getMessage());
    }

    public function testALibraryOfAnotherAbiIsRefused(): void
    {
        $header = (string) \file_get_contents(self::ROOT . '/php/ffi/moonspan.h');
        \preg_match_all('/\b(moon_\w+)\(/', $header, $found);
        $code = 'int moon_abi(void) { return 0; } const char *moon_version(void) { return "0.0.9"; }';
        foreach (\array_diff(\array_unique($found[1]), ['moon_abi', 'moon_version']) as $name) {
            $code .= "long $name(void) { return 0; }";
        }
        $e = $this->refusal($this->compiled($code));
        self::assertSame(LoadException::ABI_MISMATCH, $e->getReason());
        self::assertStringContainsString('ABI 0 (version 0.0.9)', $e->getMessage());
        self::assertMatchesRegularExpression('/need a libmoonspan of ABI [1-9]/', $e->getMessage());
    }

    public function testALibraryThatLacksAFunctionIsRefused(): void
    {
        $e = $this->refusal($this->compiled('int moon_abi(void) { return 0; }'));
        self::assertSame(LoadException::ABI_MISMATCH, $e->getReason());
        self::assertMatchesRegularExpression('/ABI 0\b.*moon_/', $e->getMessage());
    }

    public function testTheEngineInTheLibraryHasToBeTheOneAskedFor(): void
    {
        $options = self::options();
        $options->engine = self::isLuaJit() ? 'lua54' : 'luajit';
        $options->libraryPath = self::libraryFile();
        $e = self::thrownBy(fn() => new Lua($options), LoadException::class);
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString("'" . self::engine() . "'", $e->getMessage());
        self::assertStringContainsString("'{$options->engine}'", $e->getMessage());
    }

    /** A copy of the package with nothing built in it. */
    private function bareCopy(): string
    {
        $folder = $this->folder();
        self::execute(['cp', '-r', self::ROOT . '/php', $folder]);
        return $folder;
    }

    public function testALibraryThatIsNowhereIsNotFoundWithThePlacesAndTheCure(): void
    {
        $folder = $this->bareCopy();
        $code = "require '$folder/php/autoload.php'; \$options = new Moonspan\\Options();"
            . '$options->engine = ' . \var_export(self::engine(), true) . ';' . self::REPORT;
        [, $output] = self::execute([\PHP_BINARY, '-r', $code], ['MOONSPAN_LIBRARY' => '']);
        self::assertStringStartsWith(LoadException::LIBRARY_NOT_FOUND, $output);
        self::assertStringContainsString("$folder/build/", $output);
        self::assertStringContainsString('.so.0', $output);
        self::assertStringContainsString('make', $output);
    }

    public function testTheLibraryIsFoundInTheDistFolder(): void
    {
        if (self::engine() !== 'lua54' || \PHP_OS_FAMILY !== 'Linux' || \php_uname('m') !== 'x86_64') {
            self::markTestSkipped('for the default engine, on linux-amd64');
        }
        $folder = $this->bareCopy();
        \mkdir("$folder/dist");
        \copy(self::libraryFile(), "$folder/dist/libmoonspan-linux-amd64.so");
        $code = "require '$folder/php/autoload.php'; \$options = new Moonspan\\Options();" . self::REPORT;
        [, $output] = self::execute([\PHP_BINARY, '-r', $code], ['MOONSPAN_LIBRARY' => '']);
        self::assertSame('2', $output);
    }

    public function testMissingDeclarationsAreSaidToBeMissing(): void
    {
        $folder = $this->bareCopy();
        \unlink("$folder/php/ffi/moonspan.h");
        $code = "require '$folder/php/autoload.php'; \$options = new Moonspan\\Options();"
            . '$options->engine = ' . \var_export(self::engine(), true) . ';' . self::REPORT;
        [, $output] = self::execute([\PHP_BINARY, '-r', $code], ['MOONSPAN_LIBRARY' => self::libraryFile()]);
        self::assertStringStartsWith(LoadException::HEADER_NOT_FOUND, $output);
        self::assertStringContainsString("$folder/php/ffi/moonspan.h", $output);
    }

    public function testPhpWithoutFfiIsSaidToLackIt(): void
    {
        [, $output] = self::child(self::REPORT, ['-n']);
        if ($output === '2') {
            self::markTestSkipped('FFI is built into this PHP');
        }
        self::assertStringStartsWith(LoadException::FFI_MISSING, $output);
        self::assertStringContainsString('extension=ffi', $output);
    }

    public function testFfiThatIsSwitchedOffIsSaidToBeSo(): void
    {
        [, $output] = self::child(self::REPORT, ['-d', 'ffi.enable=0']);
        self::assertStringStartsWith(LoadException::FFI_DISABLED, $output);
        self::assertStringContainsString('ffi.enable=1', $output);
    }
}
