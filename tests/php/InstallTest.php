<?php

declare(strict_types=1);

namespace Moonspan\Tests;

/** The package in a project of its own, and the command moonspan-install. */
final class InstallTest extends LoadingTestCase
{
    protected function setUp(): void
    {
        if (self::engine() !== 'lua54') {
            self::markTestSkipped('the command is for the default engine');
        }
    }

    /**
     * @param array<string, string> $environment
     * @return array{int, string}
     */
    private static function install(string $package, array $environment = []): array
    {
        $environment += ['MOONSPAN_LIBRARY' => '', 'LUA_SRC' => '', 'CC' => ''];
        return self::execute([\PHP_BINARY, "$package/php/bin/moonspan-install"], $environment);
    }

    /** A package whose Makefile has other rules. */
    private function packageWith(string $rules): string
    {
        $package = $this->bareCopy();
        \mkdir("$package/src");
        \file_put_contents("$package/Makefile", $rules);
        return $package;
    }

    public function testALibraryThatIsThereIsLeftAsItIs(): void
    {
        $package = $this->packageWith('');
        \mkdir("$package/build");
        \copy(self::libraryFile(), "$package/build/libmoonspan.so");
        [$status, $output] = self::install($package);
        self::assertSame(0, $status, $output);
        self::assertMatchesRegularExpression(
            "~^moonspan-install: libmoonspan \S+ with Lua 5\.4\.\d+ is ready: $package/build/libmoonspan\.so\n$~",
            $output
        );
    }

    public function testALibraryThatIsNowhereIsBuilt(): void
    {
        $package = $this->packageWith("engine:\n\nbuild/lua54-release/libmoonspan.so:\n"
            . "\tmkdir -p build/lua54-release\n\tcp " . self::libraryFile() . " \$@\n");
        [$status, $output] = self::install($package);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString("building one in $package/build\n", $output);
        self::assertStringEndsWith("is ready: $package/build/libmoonspan.so\n", $output);
        self::assertSame('2', self::report($package));
    }

    public function testWhatTheCommandAsksOfMakeIsThere(): void
    {
        $command = ['make', '-n', '-C', self::ROOT, 'engine', 'build/lua54-release/libmoonspan.so'];
        [$status, $output] = self::execute($command, ['MAKEFLAGS' => '']);
        self::assertSame(0, $status, $output);
    }

    public function testWithoutACompilerTheCommandSaysWhatToInstall(): void
    {
        $package = $this->packageWith('');
        $lacks = ['make' => ['PATH' => '/nonexistent'], 'no-such-cc' => ['CC' => 'no-such-cc -m64']];
        foreach ($lacks as $name => $environment) {
            [$status, $output] = self::install($package, $environment);
            self::assertSame(1, $status);
            self::assertMatchesRegularExpression("/^.*there is no '$name'; install .*\n$/", $output);
        }
    }

    public function testWithoutTheSourceOfLuaTheCommandSaysHowToBringIt(): void
    {
        $package = $this->bareCopy();
        foreach (['Makefile', 'src', 'tools', 'lua'] as $name) {
            self::execute(['cp', '-r', self::ROOT . "/$name", $package]);
        }
        [$status, $output] = self::install($package, ['LUA_SRC' => '/no/such/lua.tar.gz']);
        self::assertSame(1, $status);
        self::assertStringContainsString('the source of Lua cannot be had; bring its tarball here', $output);
        self::assertStringContainsString('LUA_SRC=/no/such/lua.tar.gz: there is no such file', $output);
    }

    public function testACompilerThatFailsIsQuoted(): void
    {
        $package = $this->packageWith("engine:\n\nbuild/%:\n\t@echo 'a.c:1: what is this?'; false\n");
        [$status, $output] = self::install($package);
        self::assertSame(1, $status);
        self::assertStringContainsString('make could not build the library', $output);
        self::assertStringContainsString("\na.c:1: what is this?\n", $output);
    }

    public function testWithoutSourceTheCommandSaysThatThereIsNone(): void
    {
        [$status, $output] = self::install($this->bareCopy());
        self::assertSame(1, $status);
        self::assertMatchesRegularExpression('/^.*no library for .*, and no C source in .*\n$/', $output);
    }

    public function testALibraryThatCannotBeUsedIsNotPassedOver(): void
    {
        foreach ([__FILE__ => 'is not a shared library', '/no/such.so' => 'does not exist'] as $file => $what) {
            [$status, $output] = self::install($this->packageWith(''), ['MOONSPAN_LIBRARY' => $file]);
            self::assertSame(1, $status);
            self::assertMatchesRegularExpression("~^moonspan-install: the library '$file'.* $what\b.*\n$~", $output);
        }
    }

    public function testComposerInstallsThePackageInAFreshProject(): void
    {
        if (self::execute(['sh', '-c', 'command -v composer'])[0] !== 0) {
            self::markTestSkipped('needs Composer');
        }
        $project = $this->folder();
        $settings = [
            'repositories' => [
                ['type' => 'path', 'url' => \realpath(self::ROOT), 'options' => ['symlink' => true]],
                ['packagist.org' => false],
            ],
            'require' => ['moonspan/moonspan' => '*@dev'],
        ];
        \file_put_contents("$project/composer.json", \json_encode($settings));
        $composer = ['composer', 'install', '--quiet', '--no-interaction', '--no-progress', "--working-dir=$project"];
        $environment = [
            'COMPOSER_HOME' => "$project/home",
            'COMPOSER_ALLOW_SUPERUSER' => '1',
            'COMPOSER_DISABLE_NETWORK' => '1',
        ];
        [$status, $output] = self::execute($composer, $environment);
        self::assertSame(0, $status, $output);

        $environment = ['MOONSPAN_LIBRARY' => self::libraryFile()];
        [$status, $output] = self::execute([\PHP_BINARY, "$project/vendor/bin/moonspan-install"], $environment);
        self::assertSame([0, 'is ready: ' . self::libraryFile()], [$status, \trim(\strstr($output, 'is ready') ?: '')]);

        \file_put_contents("$project/hello.php", '<?php require "vendor/autoload.php";'
            . 'echo (new Moonspan\Lua())->eval("return 6 * 7"), " on ", Moonspan\Platform::current()->name();');
        [$status, $output] = self::execute(['sh', '-c', "cd $project && php hello.php"], $environment);
        self::assertSame(0, $status, $output);
        self::assertStringStartsWith('42 on ', $output);
    }
}
