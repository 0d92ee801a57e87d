<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Internal\LibraryFile;
use Moonspan\LoadException;
use Moonspan\Platform;

/** Files that are named as the library, and are unfit: each is told what it is. */
final class LibraryFileTest extends LoadingTestCase
{
    /** @return array<string, array{string, string}> bytes, what is said of them */
    public static function strangers(): array
    {
        return [
            'empty' => ['', 'is empty'],
            'a text' => ["GROUP ( libm.so )\n", 'is not a shared library: it begins with "GROUP ( "'],
            'bytes' => ["\0\xff\x7fELF", 'is not a shared library'],
            'the start of the magic' => ["\x7fEL", 'is not a shared library'],
            'a static library' => ["!<arch>\n/", 'is a static library'],
            'of macOS' => ["\xcf\xfa\xed\xfe" . '0000', 'its format is Mach-O'],
            'of macOS, for two processors' => ["\xca\xfe\xba\xbe" . '0000', 'its format is Mach-O'],
            'of Windows' => ["MZ\x90\0" . '0000', 'its format is PE'],
        ];
    }

    /** @dataProvider strangers */
    public function testAFileThatIsNoLibraryOfThisSystemIsSaidToBeNone(string $bytes, string $what): void
    {
        $path = $this->folder() . '/libmoonspan.so';
        \file_put_contents($path, $bytes);
        $e = self::refusal($path);
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString($what, $e->getMessage());
    }

    public function testADirectoryIsSaidToBeOne(): void
    {
        self::assertStringContainsString('is a directory', self::refusal($this->folder())->getMessage());
    }

    public function testAPipeIsNotWaitedFor(): void
    {
        $path = $this->folder() . '/libmoonspan.so';
        \posix_mkfifo($path, 0600);
        self::assertStringContainsString('is empty', self::refusal($path)->getMessage());
    }

    /** A file with the bytes of the library, of which some are replaced. */
    private function patched(int $offset, string $bytes): string
    {
        $path = $this->folder() . '/patched.so';
        $library = (string) \file_get_contents(self::libraryFile());
        \file_put_contents($path, \substr_replace($library, $bytes, $offset, \strlen($bytes)));
        return $path;
    }

    public function testALibraryForAnotherMachineIsSaidToBeOne(): void
    {
        $patches = [
            [18, "\x28\0", 'another processor (arm, not '],
            [18, "\x99\x99", 'another processor (ELF machine 39321, not '],
            [4, "\1", '32-bit'],
            [16, "\2\0", 'no shared library'],
        ];
        foreach ($patches as [$offset, $bytes, $what]) {
            $e = self::refusal($this->patched($offset, $bytes));
            self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
            self::assertStringContainsString($what, $e->getMessage());
        }
    }

    public function testALibraryForAnotherCLibraryIsSaidToBeOne(): void
    {
        if (Platform::current()->libc() !== 'gnu') {
            self::markTestSkipped('for Linux with glibc');
        }
        $library = (string) \file_get_contents(self::libraryFile());
        $at = (int) \strpos($library, "\0libc.so.6\0");
        self::assertGreaterThan(0, $at);
        $e = self::refusal($this->patched($at, "\0libc.so\0\0\0"));
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString("another C library (musl, needed as 'libc.so'", $e->getMessage());

        $machine = \php_uname('m');
        $problem = (new LibraryFile(self::libraryFile(), new Platform('Linux', $machine, 'musl')))->problem();
        self::assertStringContainsString("another C library (gnu, needed as 'libc.so.6'", $problem);
    }

    private static function leaveToTheDefaultEngine(): void
    {
        if (self::engine() !== 'lua54') {
            self::markTestSkipped('a file is read the same way for each engine');
        }
    }

    public function testALibraryCutAnywhereIsRefusedAndHarmsNobody(): void
    {
        self::leaveToTheDefaultEngine();
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

    public function testNoByteOfTheHeadersCanMakeTheReaderFail(): void
    {
        self::leaveToTheDefaultEngine();
        $bytes = \substr((string) \file_get_contents(self::libraryFile()), 0, 64 + 12 * 56);
        $path = $this->folder() . '/library.so';
        \file_put_contents($path, $bytes);
        $file = \fopen($path, 'r+b');
        self::assertIsResource($file);
        for ($at = 4; $at < \strlen($bytes); $at++) {
            foreach (["\0", "\x7f", "\xff", $bytes[$at]] as $byte) {
                \fseek($file, $at);
                \fwrite($file, $byte);
                \fflush($file);
                $library = new LibraryFile($path);
                self::assertNotSame('', $library->problem());
                self::assertIsArray($library->needed());
            }
        }
    }

    public function testALibraryThatLacksASymbolIsRefusedInTheLoadersWords(): void
    {
        $path = $this->compiled('extern int no_such_thing; int *moon_abi(void) { return &no_such_thing; }');
        $e = self::refusal($path);
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString('no_such_thing', $e->getMessage());
    }

    public function testALibraryThatNeedsOneThatIsNotThereIsToldWhich(): void
    {
        $needed = $this->compiled('int help(void) { return 1; }', '-Wl,-soname,libhelp.so.7');
        $path = $this->compiled('int help(void); int moon_abi(void) { return help(); }', $needed);
        \unlink($needed);
        $e = self::refusal($path);
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString("it needs the library 'libhelp.so.7'", $e->getMessage());
    }

    public function testALibraryThatNeedsOneInAnotherVersionIsNotSaidToLackIt(): void
    {
        $script = $this->folder() . '/versions';
        \file_put_contents($script, 'V2 { help; };');
        $help = 'int help(void) { return 1; }';
        $needed = $this->compiled($help, '-Wl,-soname,a.so', "-Wl,--version-script=$script");
        $rpath = '-Wl,-rpath,' . \dirname($needed);
        $path = $this->compiled('int help(void); int moon_abi(void) { return help(); }', $needed, $rpath);
        \file_put_contents($script, 'V1 { help; };');
        \rename($this->compiled($help, '-Wl,-soname,a.so', "-Wl,--version-script=$script"), $needed);
        $message = self::refusal($path)->getMessage();
        self::assertMatchesRegularExpression("~cannot be loaded: $needed: version .V2. not found~", $message);
    }
}
