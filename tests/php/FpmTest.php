<?php

declare(strict_types=1);

namespace Moonspan\Tests;

/**
 * Requests to the page of examples/fpm, through nginx and PHP-FPM. `make test-fpm` has it send 20,000
 * of them for the test of memory.
 */
final class FpmTest extends TestCase
{
    private const REQUESTS = 1000;

    /** Bytes by which a worker may have grown after them, for what its allocators keep. */
    private const GROWTH = 512 << 10;

    /** @var ?resource examples/fpm/run.sh */
    private static $server = null;

    /** @var resource its input; it stops when that ends */
    private static $input;

    private static string $address;

    /** The folder of its logs. */
    private static string $folder;

    /** @var ?resource */
    private $connection = null;

    public static function setUpBeforeClass(): void
    {
        if (self::engine() !== 'lua54') {
            self::markTestSkipped('the page takes the default engine');
        }
        $found = self::execute(['sh', '-c', 'PATH=$PATH:/usr/sbin; command -v nginx && ls /usr/sbin/php-fpm*']);
        if ($found[0] !== 0) {
            self::markTestSkipped('needs nginx and php-fpm: tools/deps.sh server');
        }
        $streams = [['pipe', 'r'], ['pipe', 'w']];
        $environment = ['MOONSPAN_LIBRARY' => self::libraryFile()] + \getenv();
        $script = self::ROOT . '/examples/fpm/run.sh';
        $server = \proc_open(['sh', $script], $streams, $pipes, null, $environment);
        self::assertIsResource($server);
        self::$server = $server;
        self::$input = $pipes[0];
        $line = (string) \fgets($pipes[1]);
        self::assertMatchesRegularExpression('~^http://\S+/ /\S+$~', $line, 'the servers start');
        [$url, self::$folder] = \explode(' ', \trim($line));
        self::$address = 'tcp' . \substr($url, 4, -1);
    }

    public static function tearDownAfterClass(): void
    {
        if (self::$server !== null) {
            \fclose(self::$input);
            \proc_close(self::$server);
            self::$server = null;
        }
    }

    /** @return array{int, string} status and text of the answer to a script that is sent */
    private function send(string $script): array
    {
        if ($this->connection === null) {
            $connection = \stream_socket_client(self::$address, $code, $message, 10.0);
            self::assertIsResource($connection, $message);
            $this->connection = $connection;
        }
        \fwrite($this->connection, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " . \strlen($script)
            . "\r\n\r\n$script");
        $status = (int) \substr($this->line(), \strlen("HTTP/1.1 "), 3);
        while ($this->line() !== '') {
            continue;
        }
        $text = '';
        while (($length = (int) \hexdec($this->line())) > 0) {
            $text .= \stream_get_contents($this->connection, $length);
            $this->line();
        }
        $this->line();
        return [$status, $text];
    }

    private function line(): string
    {
        self::assertIsResource($this->connection);
        $line = \fgets($this->connection);
        self::assertNotFalse($line, 'the connection stays open');
        return \rtrim($line, "\r\n");
    }

    private static function log(): string
    {
        $file = self::$folder . '/php.log';
        return \is_file($file) ? (string) \file_get_contents($file) : '';
    }

    /** @return int[] process ids */
    private static function workers(): array
    {
        $master = \trim((string) \file_get_contents(self::$folder . '/fpm.pid'));
        $workers = [];
        foreach ((array) \glob('/proc/[0-9]*/stat') as $file) {
            $status = (string) @\file_get_contents((string) $file);
            if (\preg_match("/^(\d+) \(.*\) \S $master /", $status, $found) === 1) {
                $workers[] = (int) $found[1];
            }
        }
        return $workers;
    }

    /** @return array<int, int> bytes of its own that each worker has, by process id */
    private static function memory(): array
    {
        $memory = [];
        foreach (self::workers() as $worker) {
            $status = (string) \file_get_contents("/proc/$worker/status");
            \preg_match('/^RssAnon:\s+(\d+) kB/m', $status, $found);
            $memory[$worker] = 1024 * (int) ($found[1] ?? 0);
            self::assertGreaterThan(0, $memory[$worker]);
        }
        return $memory;
    }

    public function testThePageEvaluatesLua(): void
    {
        $answer = $this->send('print("hi") return 6 * 7, ("moon"):upper(), request.method, request.time() > 0');
        self::assertSame([200, '{"results":[42,"MOON","POST",true],"output":"hi\n"}' . "\n"], $answer);
    }

    /** @return array<string, array{string, string}> a script, what the log says */
    public static function failures(): array
    {
        return [
            'an error' => ['error("no stock")', 'ScriptException: request.lua:1: no stock | stack traceback'],
            'no Lua' => ['return 1 +', 'SyntaxException: request.lua:1: '],
            'a loop' => ['while true do end', 'TimeLimitException: '],
            'too much' => ['return ("x"):rep(16 << 20)', 'MemoryLimitException: '],
            'no UTF-8' => ['return "\xff"', 'JsonException: '],
        ];
    }

    /** @dataProvider failures */
    public function testAFailureIsAnHttp500AndALineInTheLog(string $script, string $reason): void
    {
        $before = \strlen(self::log());
        self::assertSame([500, '{"error":"the script failed"}' . "\n"], $this->send($script));
        $lines = \explode("\n", \rtrim(\substr(self::log(), $before)));
        self::assertCount(1, $lines);
        self::assertStringContainsString($reason, $lines[0]);
        self::assertSame(200, $this->send('return 1')[0]);
    }

    public function testAServerThatFindsNoLibraryDoesNotStartAndSaysWhy(): void
    {
        $command = ['sh', '-c', 'sh ' . self::ROOT . '/examples/fpm/run.sh </dev/null'];
        [$status, $output] = self::execute($command, ['MOONSPAN_LIBRARY' => '/no/such.so']);
        self::assertSame(1, $status);
        self::assertStringContainsString("the library '/no/such.so', named by the environment variable", $output);
    }

    public function testWorkersStayAsTheyAreOverManyRequests(): void
    {
        $script = 'seen = (seen or 0) + 1
            local parts = {} for i = 1, 50 do parts[i] = ("%d %s"):format(i, ("x"):rep(i)) end
            if ... == nil and #table.concat(parts) > 0 then return seen end';
        $count = (int) \getenv('FPM_REQUESTS') ?: self::REQUESTS;
        $workers = self::workers();
        self::assertCount(2, $workers);
        $before = [];
        for ($i = -\max(300, $count >> 4); $i < $count; $i++) {
            $before = $i === 0 ? self::memory() : $before;
            $fails = $i % 16 === 1;
            $answer = $this->send($fails ? 'seen = 1 error({})' : $script);
            $expected = $fails ? [500, '{"error":"the script failed"}'] : [200, '{"results":[1],"output":""}'];
            self::assertSame([$expected[0], "$expected[1]\n"], $answer, 'a state begins anew in each request');
        }
        self::assertSame($workers, self::workers(), 'no worker died');
        foreach (self::memory() as $worker => $bytes) {
            self::assertLessThan(self::GROWTH, $bytes - $before[$worker], "growth of worker $worker");
            $maps = (string) \file_get_contents("/proc/$worker/maps");
            self::assertSame(1, \preg_match_all('~^\S+ r.xp .*/libmoonspan~m', $maps), 'it is loaded once');
        }
    }
}
