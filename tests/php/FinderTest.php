<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\LoadException;
use Moonspan\Lua;
use Moonspan\Platform;

/** Where the library is looked for, and in which order. */
final class FinderTest extends LoadingTestCase
{
    /** Where each engine's library is built, and its installed name. */
    private const BUILT = [
        'lua54' => ['build/libmoonspan.so', 'libmoonspan.so.0'],
        'lua54-system' => ['build/lua54-system-release/libmoonspan.so', 'libmoonspan.so.0'],
        'luajit' => ['build/libmoonspan-luajit.so', 'libmoonspan-luajit.so.0'],
    ];

    private static function place(string $file): string
    {
        if (!\is_dir(\dirname($file))) {
            \mkdir(\dirname($file), 0755, true);
        }
        \copy(self::libraryFile(), $file);
        return $file;
    }

    public function testTheLibraryIsTakenFromTheFirstPlaceThatHasIt(): void
    {
        $package = $this->bareCopy();
        [$built, $installed] = self::BUILT[self::engine()];
        $places = [self::place("$package/option.so"), self::place("$package/variable.so")];
        if (self::engine() === 'lua54') {
            $places[] = self::place("$package/dist/" . Platform::current()->libraryFile());
        }
        \array_push($places, self::place("$package/$built"), self::place("$package/system/$installed"));
        foreach ($places as $i => $place) {
            $code = 'require ' . \var_export("$package/php/autoload.php", true) . '; $o = new Moonspan\Options();'
                . '$o->allowWeakSandbox = true; $o->engine = ' . \var_export(self::engine(), true) . ';'
                . ($i === 0 ? "\$o->libraryPath = '$place';" : '')
                . 'new Moonspan\Lua($o); echo file_get_contents("/proc/self/maps");';
            $variables = ['MOONSPAN_LIBRARY' => $i < 2 ? $places[1] : '', 'LD_LIBRARY_PATH' => "$package/system"];
            [$status, $maps] = self::execute([\PHP_BINARY, '-r', $code], $variables);
            self::assertSame(0, $status, $maps);
            foreach ($places as $other) {
                self::assertSame($other === $place, \strpos($maps, $other) !== false, "$other, not $place");
            }
            \unlink($place);
        }
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

    public function testAPathThatIsNamedIsNotPassedOver(): void
    {
        foreach (['/no/such/libmoonspan.so', 'no-such.so', "a\0b.so", '/dev/null/a.so', 'php://memory'] as $path) {
            $e = self::refusal($path);
            self::assertSame(LoadException::LIBRARY_NOT_FOUND, $e->getReason());
            self::assertStringContainsString('Options::$libraryPath', $e->getMessage());
        }
        $output = self::report(self::ROOT, [], ['MOONSPAN_LIBRARY' => '/no/such/libmoonspan.so']);
        self::assertStringStartsWith(LoadException::LIBRARY_NOT_FOUND, $output);
        self::assertStringContainsString('MOONSPAN_LIBRARY', $output);
    }

    public function testALibraryThatIsNowhereIsNotFoundWithThePlacesAndTheCure(): void
    {
        $package = $this->bareCopy();
        $output = self::report($package);
        [$built, $installed] = self::BUILT[self::engine()];
        $places = [
            'Options::$libraryPath: not set',
            'the environment variable MOONSPAN_LIBRARY: not set',
            "$package/$built: does not exist",
            "$installed, wherever the system looks: ",
        ];
        if (self::engine() === 'lua54') {
            $dist = "$package/dist/" . Platform::current()->libraryFile() . ': does not exist';
            \array_splice($places, 2, 0, [$dist]);
        }
        self::assertStringStartsWith(LoadException::LIBRARY_NOT_FOUND, $output);
        self::assertStringContainsString("\n  " . \implode("\n  ", $places), $output);
        self::assertMatchesRegularExpression("~Run 'make.*' in $package\b.*moonspan-install~", $output);
    }

    public function testAnUnfitFileOfThePackageIsNotPassedOver(): void
    {
        $package = $this->bareCopy();
        $file = self::place("$package/" . self::BUILT[self::engine()][0]);
        \file_put_contents($file, 'INPUT(-lmoonspan)');
        $output = self::report($package);
        self::assertStringStartsWith(LoadException::LIBRARY_LOAD_FAILED, $output);
        self::assertStringContainsString("'$file' is not a shared library", $output);
    }

    public function testAnInstalledLibraryThatNeedsAnotherIsNotSaidToBeMissing(): void
    {
        $package = $this->bareCopy();
        $needed = $this->compiled('int help(void) { return 1; }', '-Wl,-soname,libhelp.so.7');
        $library = $this->compiled('int help(void); int moon_abi(void) { return help(); }', $needed);
        \unlink($needed);
        $installed = self::BUILT[self::engine()][1];
        \rename($library, \dirname($library) . "/$installed");
        $output = self::report($package, [], ['LD_LIBRARY_PATH' => \dirname($library)]);
        self::assertStringStartsWith(LoadException::LIBRARY_LOAD_FAILED, $output);
        self::assertStringContainsString("'$installed' cannot be loaded: ", $output);
        self::assertStringContainsString('libhelp.so.7', $output);
    }

    public function testWhatOpenBasedirHidesIsSaidToBeHidden(): void
    {
        $package = $this->bareCopy();
        $hidden = self::place($this->folder() . '/' . self::BUILT[self::engine()][1]);
        $settings = ['-d', "open_basedir=$package"];
        $output = self::report($package, $settings, ['MOONSPAN_LIBRARY' => $hidden]);
        self::assertStringStartsWith(LoadException::LIBRARY_LOAD_FAILED, $output);
        self::assertStringContainsString("open_basedir is '$package'", $output);

        self::assertSame('2', self::report($package, $settings, ['LD_LIBRARY_PATH' => \dirname($hidden)]));
    }

    public function testAFolderThatMayNotBeReadIsSaidToBeOne(): void
    {
        $nobody = self::asNobody();
        $package = $this->bareCopy();
        self::place("$package/build/libmoonspan.so");
        self::place("$package/" . self::BUILT[self::engine()][0]);
        self::execute(['chmod', '-R', 'a+rX', $package]);
        \chmod("$package/build", 0);
        $output = self::report($package, [], [], $nobody);
        $named = self::report($package, [], ['MOONSPAN_LIBRARY' => "$package/build/libmoonspan.so"], $nobody);
        \chmod("$package/build", 0755);
        self::assertStringContainsString('libmoonspan', $output);
        self::assertMatchesRegularExpression("~$package/build/\S+: cannot be read: Permission denied~", $output);
        self::assertStringStartsWith(LoadException::LIBRARY_LOAD_FAILED, $named);
        self::assertStringContainsString('MOONSPAN_LIBRARY, cannot be read: Permission denied', $named);
    }

    public function testLookingForTheLibraryGivesNoWarnings(): void
    {
        $warnings = 0;
        \set_error_handler(function () use (&$warnings): bool {
            $warnings++;
            return true;
        });
        try {
            self::refusal('/no/such/file');
        } finally {
            \restore_error_handler();
        }
        self::assertSame(0, $warnings);
    }

    public function testTheLibraryIsLoadedOnceForAllStates(): void
    {
        [$status, $output] = self::child('
            for ($i = 0; $i < 5; $i++) {
                (new Moonspan\Lua($options))->close();
            }
            preg_match_all("~^\S+ r.xp .*/libmoonspan~m", file_get_contents("/proc/self/maps"), $found);
            echo count($found[0]);
        ', [], ['MOONSPAN_LIBRARY' => self::libraryFile()]);
        self::assertSame([0, '1'], [$status, $output]);
    }
}
