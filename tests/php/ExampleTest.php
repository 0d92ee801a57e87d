<?php

declare(strict_types=1);

namespace Moonspan\Tests;

final class ExampleTest extends TestCase
{
    public function testTheBillAddsUpFromAnyFolder(): void
    {
        if (self::engine() === 'lua54-system') {
            self::markTestSkipped('the example uses the sandbox, which this engine does not keep');
        }
        $before = (string) \getcwd();
        \chdir('/');
        try {
            $command = [\PHP_BINARY, '-d', 'ffi.enable=1', self::ROOT . '/examples/bill/bill.php', self::engine()];
            [$status, $output] = self::execute($command);
        } finally {
            \chdir($before);
        }
        self::assertSame(0, $status, $output);
        foreach (['All bills together: 758.95', "nobody can buy -3 of 'teapot'", 'gift.lua:2:'] as $text) {
            self::assertStringContainsString($text, $output);
        }
    }
}
