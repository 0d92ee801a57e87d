<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Internal\Abi;
use Moonspan\Internal\Finder;
use Moonspan\LoadException;
use Moonspan\Lua;
use Moonspan\Platform;

/** A library that cannot be used, for each reason that there is. */
final class LoadExceptionTest extends LoadingTestCase
{
    public function testPhpWithoutFfiIsSaidToLackIt(): void
    {
        $output = self::report(self::ROOT, ['-n']);
        if ($output === '2') {
            self::markTestSkipped('FFI is built into this PHP');
        }
        self::assertStringStartsWith(LoadException::FFI_MISSING, $output);
        self::assertStringContainsString("'extension=ffi' to a php.ini (PHP has read none)", $output);
    }

    public function testThePhpIniToMendIsTheOneThatWasRead(): void
    {
        $ini = $this->folder() . '/php.ini';
        \file_put_contents($ini, "ffi.enable=0\n");
        $output = self::report(self::ROOT, ['-c', $ini]);
        self::assertStringStartsWith(LoadException::FFI_DISABLED, $output);
        self::assertStringContainsString("'ffi.enable=1' to the php.ini that PHP has read, $ini", $output);
        self::assertStringContainsString('/php/preload.php', $output);
    }

    public function testALibraryThatIsNowhereOnAPlatformThatNoneIsMadeForIsTheFaultOfThePlatform(): void
    {
        $name = 'libmoonspan.so.0';
        $e = (new Finder('lua54', new Platform('FreeBSD', 'amd64')))->failure($name, 'not there');
        self::assertSame(LoadException::UNSUPPORTED_PLATFORM, $e->getReason());
        self::assertStringContainsString('on freebsd-amd64', $e->getMessage());
        self::assertStringContainsString(\implode(', ', Platform::supported()), $e->getMessage());
        $e = (new Finder('lua54', new Platform('Linux', 'arm64')))->failure($name, 'not there');
        self::assertSame(LoadException::LIBRARY_NOT_FOUND, $e->getReason());
    }

    public function testASharedObjectThatIsNotOursIsSaidToBeAStranger(): void
    {
        $e = self::refusal($this->compiled('int hello(void) { return 1; }'));
        self::assertSame(LoadException::LIBRARY_LOAD_FAILED, $e->getReason());
        self::assertStringContainsString('not libmoonspan', $e->getMessage());
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

    public function testALibraryOfAnotherAbiIsRefusedAndBothSidesAreNamed(): void
    {
        $header = (string) \file_get_contents(self::ROOT . '/php/ffi/moonspan.h');
        \preg_match_all('/\b(moon_\w+)\(/', $header, $found);
        $code = 'int moon_abi(void) { return 0; } const char *moon_version(void) { return "0.0.9"; }';
        foreach (\array_diff(\array_unique($found[1]), ['moon_abi', 'moon_version']) as $name) {
            $code .= "long $name(void) { return 0; }";
        }
        $e = self::refusal($this->compiled($code));
        self::assertSame(LoadException::ABI_MISMATCH, $e->getReason());
        self::assertStringContainsString('ABI 0 (version 0.0.9)', $e->getMessage());
        self::assertMatchesRegularExpression("~header '/.*/php/ffi/moonspan.h' is for .* ABI [1-9]~", $e->getMessage());
    }

    public function testALibraryThatLacksAFunctionIsRefused(): void
    {
        $e = self::refusal($this->compiled('int moon_abi(void) { return 0; }'));
        self::assertSame(LoadException::ABI_MISMATCH, $e->getReason());
        self::assertMatchesRegularExpression('/ABI 0\b.*lacks the function moon_/', $e->getMessage());
    }

    /** @return array<string, array{?callable(string): string, string}> what is done to the header, what is said */
    public static function badHeaders(): array
    {
        return [
            'removed' => [null, 'cannot be read'],
            'no longer C' => [fn(string $text) => \str_replace('int32_t moon_abi(', 'moon_abi(', $text), 'changed'],
            'empty' => [fn(string $text) => '', 'changed'],
            'of another number' => [
                fn(string $text) => \str_replace('MOON_ABI = ' . Abi::ABI, 'MOON_ABI = 99', $text),
                'changed',
            ],
            'with another type' => [
                fn(string $text) => \str_replace('int32_t moon_abi(', 'int64_t moon_abi(', $text),
                'changed',
            ],
        ];
    }

    /** @dataProvider badHeaders */
    public function testAHeaderThatIsNotAsItCameIsRefused(?callable $change, string $what): void
    {
        $folder = $this->bareCopy();
        $header = "$folder/php/ffi/moonspan.h";
        $text = (string) \file_get_contents($header);
        \unlink($header);
        if ($change !== null) {
            \file_put_contents($header, $change($text));
            self::assertFileNotEquals(self::ROOT . '/php/ffi/moonspan.h', $header);
        }
        $output = self::report($folder, [], ['MOONSPAN_LIBRARY' => self::libraryFile()]);
        self::assertStringStartsWith(LoadException::HEADER_NOT_FOUND, $output);
        self::assertStringContainsString("'$header'", $output);
        self::assertStringContainsString($what, $output);
    }
}
