<?php

declare(strict_types=1);

namespace Moonspan\Tests;

/** Servers on which only preloaded code may use FFI. */
final class PreloadTest extends LoadingTestCase
{
    protected function setUp(): void
    {
        if (!\extension_loaded('Zend OPcache')) {
            self::markTestSkipped('needs the extension opcache');
        }
    }

    /** @return string[] */
    private static function settings(): array
    {
        $user = \posix_getpwuid(\posix_geteuid());
        self::assertIsArray($user);
        return [
            '-d', 'opcache.enable=1',
            '-d', 'opcache.enable_cli=1',
            '-d', 'opcache.preload=' . self::ROOT . '/php/preload.php',
            '-d', 'opcache.preload_user=' . $user['name'],
            '-d', 'ffi.enable=preload',
        ];
    }

    public function testPreloadedClassesWorkOnTheCommandLine(): void
    {
        [$status, $output] = self::child('
            $lua = new Moonspan\Lua($options);
            echo $lua->eval("return 1 + 1"), $lua->load("return ...")->call("x");
        ', self::settings(), ['MOONSPAN_LIBRARY' => self::libraryFile()]);
        self::assertSame([0, '2x'], [$status, $output]);
    }

    public function testPreloadLoadsTheLibraryOnceForAllUnlessRootStartsTheServer(): void
    {
        [, $output] = self::child('
            try {
                echo FFI::scope("moonspan")->moon_engine_id();
            } catch (FFI\Exception $e) {
                echo "none";
            }
        ', self::settings(), ['MOONSPAN_LIBRARY' => self::libraryFile()]);
        self::assertSame(\posix_geteuid() === 0 ? 'none' : self::engine(), $output);
    }

    public function testAServerThatRootDoesNotStartNeedsNoUserToPreload(): void
    {
        $nobody = self::asNobody();
        $package = $this->bareCopy();
        \copy(self::libraryFile(), "$package/library.so");
        $settings = ['-d', 'opcache.enable=1', '-d', 'opcache.enable_cli=1', '-d', 'ffi.enable=preload'];
        \array_push($settings, '-d', "opcache.preload=$package/php/preload.php");
        $command = [...$nobody, \PHP_BINARY, ...$settings, '-r', 'echo FFI::scope("moonspan")->moon_engine_id();'];
        $output = self::execute($command, ['MOONSPAN_LIBRARY' => "$package/library.so"])[1];
        self::assertSame(self::engine(), $output);
    }

    public function testAScopeThatTheServerPreloadedIsUsed(): void
    {
        $header = $this->folder() . '/moonspan.h';
        $text = (string) \file_get_contents(self::ROOT . '/php/ffi/moonspan.h');
        $line = '#define FFI_LIB "' . self::libraryFile() . '"';
        \file_put_contents($header, \preg_replace('/^#define FFI_LIB .*$/m', $line, $text));
        [$status, $output] = self::child(
            'echo (new Moonspan\Lua($options))->eval("return 1 + 1");',
            ['-d', "ffi.preload=$header"],
            ['MOONSPAN_LIBRARY' => '/no/such/libmoonspan.so']
        );
        self::assertSame([0, '2'], [$status, $output]);
    }

    public function testARequestOfAServerMayUseFfiThroughPreloadedClassesOnly(): void
    {
        $script = $this->script('
            try {
                FFI::cdef("int getpid(void);");
                echo "FFI is open to all. ";
            } catch (FFI\Exception $e) {
            }
            $lua = new Moonspan\Lua($options);
            echo $lua->eval("return 1 + 1"), $lua->load("return ...")->call("x");');
        self::assertSame(['2x', '2x'], $this->served($script, self::settings(), ['/', '/']));
    }

    public function testWithoutPreloadTheMessageSaysWhatToDo(): void
    {
        $script = $this->script('require ' . \var_export(self::ROOT . '/php/autoload.php', true) . ';
            try {
                new Moonspan\Lua();
            } catch (Moonspan\LoadException $e) {
                echo $e->getReason(), " ", $e->getMessage();
            }');
        [$answer] = $this->served($script, ['-d', 'ffi.enable=preload'], ['/']);
        self::assertStringStartsWith('FFI_DISABLED', $answer);
        self::assertStringContainsString('opcache.preload=', $answer);
    }

    public function testStatesThatAFatalErrorLeftOpenAreClosedInTheNextRequest(): void
    {
        $script = $this->script('
            $lua = new Moonspan\Lua($options);
            if ($_SERVER["REQUEST_URI"] === "/die") {
                ini_set("memory_limit", "32M");
                str_repeat("x", 64 << 20);
            }
            echo Moonspan\Internal\Library::open($options->engine, null)->ffi->moon_live_states();');
        $answers = $this->served($script, self::settings(), ['/', '/die', '/die', '/']);
        self::assertSame('1', $answers[0]);
        self::assertSame('1', $answers[3]);
    }

    private function script(string $code): string
    {
        $path = $this->folder() . '/script.php';
        \file_put_contents($path, '<?php if (class_exists("Moonspan\Options")) { $options = new Moonspan\Options();
            $options->engine = ' . \var_export(self::engine(), true) . ';
            $options->allowWeakSandbox = ' . \var_export(self::engine() !== 'lua54', true) . '; }' . $code);
        return $path;
    }

    /**
     * The answers of PHP's own web server.
     *
     * @param string[] $settings
     * @param string[] $requests
     * @return string[]
     */
    private function served(string $script, array $settings, array $requests): array
    {
        $socket = \stream_socket_server('tcp://127.0.0.1:0');
        self::assertIsResource($socket);
        $address = (string) \stream_socket_get_name($socket, false);
        \fclose($socket);
        $command = \array_merge([\PHP_BINARY], $settings, ['-S', $address, $script]);
        $log = ['file', \dirname($script) . '/log', 'w'];
        $environment = ['MOONSPAN_LIBRARY' => self::libraryFile()] + \getenv();
        $process = \proc_open($command, [1 => $log, 2 => $log], $pipes, null, $environment);
        self::assertIsResource($process);
        try {
            for ($i = 0; $i < 100 && !@\fsockopen("tcp://$address"); $i++) {
                \usleep(50000);
            }
            $context = \stream_context_create(['http' => ['ignore_errors' => true]]);
            $answers = [];
            foreach ($requests as $request) {
                $answers[] = (string) \file_get_contents("http://$address$request", false, $context);
            }
            return $answers;
        } finally {
            \proc_terminate($process);
            \proc_close($process);
        }
    }
}
