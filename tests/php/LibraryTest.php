<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Lua;

/** The libraries of tests/lua, as a script below trusted sees them. */
final class LibraryTest extends TestCase
{
    private const BEGIN = <<<'LUA'
        local harness = ...
        local M = load(harness, "=harness")()
        function require() return M end
        os.exit = function() end
    LUA;

    /** @return array<string, array{string, string}> */
    public static function files(): array
    {
        $all = [];
        foreach (['base', 'os', 'table', 'utf8'] as $name) {
            foreach (['sandbox', 'standard'] as $profile) {
                $all["$name in $profile"] = [$name, $profile];
            }
        }
        return $all;
    }

    /** @dataProvider files */
    public function testALibraryKeepsItsPromises(string $name, string $profile): void
    {
        $options = self::options();
        $options->profile = $profile;
        $options->captureOutput = true;
        $lua = new Lua($options);
        $folder = self::ROOT . '/tests/lua';
        $lua->eval(self::BEGIN, [\file_get_contents("$folder/harness.lua")]);
        $lua->load((string) \file_get_contents("$folder/{$name}_test.lua"), "$name.lua")->call();
        self::assertMatchesRegularExpression('/^\d+ passed, 0 failed\n$/', $lua->output());
    }
}
