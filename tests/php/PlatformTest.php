<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Internal\Loader;
use Moonspan\LoadException;
use Moonspan\Platform;

final class PlatformTest extends TestCase
{
    /** @return array<array{string, string, string, string}> system, processor, libc; the library's file */
    public static function machines(): array
    {
        return [
            ['Linux', 'x86_64', 'gnu', 'libmoonspan-linux-amd64.so'],
            ['linux', 'AMD64', 'gnu', 'libmoonspan-linux-amd64.so'],
            ['Linux', 'x86_64', 'musl', 'libmoonspan-linux-amd64-musl.so'],
            ['Linux', 'aarch64', 'gnu', 'libmoonspan-linux-arm64.so'],
            ['Linux', 'arm64', 'musl', 'libmoonspan-linux-arm64-musl.so'],
            ['Darwin', 'arm64', 'gnu', 'libmoonspan-darwin-arm64.dylib'],
            ['macOS', 'x86_64', '', 'libmoonspan-darwin-amd64.dylib'],
            ['Windows', 'AMD64', 'gnu', 'libmoonspan-windows-amd64.dll'],
            ['WINNT', 'x64', '', 'libmoonspan-windows-amd64.dll'],
        ];
    }

    /** @dataProvider machines */
    public function testTheNamesThatSystemsUseForOneThingAreMadeOne(
        string $system,
        string $processor,
        string $libc,
        string $file
    ): void {
        $platform = new Platform($system, $processor, $libc);
        self::assertSame($file, $platform->libraryFile());
        self::assertTrue($platform->isSupported());
    }

    public function testEachSupportedPlatformIsNamedOnceAndIsThatOfSomeMachine(): void
    {
        $names = [];
        foreach (self::machines() as [$system, $processor, $libc]) {
            $names[] = (new Platform($system, $processor, $libc))->name();
        }
        self::assertEqualsCanonicalizing(Platform::supported(), \array_values(\array_unique($names)));
    }

    public function testAnUnknownPlatformHasANameAndIsNotSupported(): void
    {
        foreach (['FreeBSD amd64' => 'freebsd-amd64', 'Linux riscv64' => 'linux-riscv64'] as $machine => $name) {
            $platform = new Platform(...\explode(' ', $machine));
            self::assertSame($name, $platform->name());
            self::assertFalse($platform->isSupported());
        }
        self::assertFalse((new Platform('Windows', 'ARM64'))->isSupported());
    }

    /** @return array<array{string, int}> */
    public static function machinesOf32Bits(): array
    {
        return [['i386', 64], ['i686', 64], ['x86', 64], ['armv7l', 64], ['arm', 64], ['x86_64', 32], ['aarch64', 32]];
    }

    /** @dataProvider machinesOf32Bits */
    public function testThirtyTwoBitsAreRefused(string $processor, int $bits): void
    {
        $platform = new Platform('Linux', $processor, 'gnu', $bits);
        self::assertSame(32, $platform->bits());
        self::assertFalse($platform->isSupported());
        $e = self::thrownBy(fn() => Loader::refuseWithoutFfi($platform), LoadException::class);
        self::assertSame(LoadException::UNSUPPORTED_PLATFORM, $e->getReason());
        self::assertStringContainsString('32-bit', $e->getMessage());
        self::assertStringContainsString('linux-amd64, ', $e->getMessage());
    }

    public function testInstalledLibrariesHaveTheNamesThatTheSystemGivesThem(): void
    {
        $linux = new Platform('Linux', 'x86_64');
        self::assertSame('libmoonspan.so.0', $linux->installedName());
        self::assertSame('libmoonspan-luajit.so.0', $linux->installedName('libmoonspan-luajit'));
        self::assertSame('libmoonspan.0.dylib', (new Platform('Darwin', 'arm64'))->installedName());
        self::assertSame('libmoonspan.dll', (new Platform('Windows', 'AMD64'))->installedName());
    }

    public function testTheCurrentPlatformIsTheOneThatTheLibraryWasBuiltFor(): void
    {
        $current = Platform::current();
        self::assertSame(self::native()->moon_platform(), "{$current->system()}-{$current->processor()}");
        $libc = \glob('/lib/ld-musl-*') !== [] && \glob('/lib*/ld-linux-*') === [] ? 'musl' : 'gnu';
        self::assertSame(\PHP_OS_FAMILY === 'Linux' ? $libc : '', $current->libc());
    }
}
