<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\Lua;
use Moonspan\Options;
use Moonspan\UsageException;

final class OptionsTest extends TestCase
{
    public function testTheDefaultsAreASandboxWithAMemoryLimit(): void
    {
        $options = new Options();
        self::assertSame('sandbox', $options->profile);
        self::assertSame('lua54', $options->engine);
        self::assertSame(64 << 20, $options->memoryLimit);
        self::assertFalse($options->allowWeakSandbox);
    }

    public function testAMisspeltOptionIsRefused(): void
    {
        $options = new Options();
        $misspell = static function (string $name) use ($options): void {
            $options->$name = 1;
        };
        $e = self::thrownBy(fn() => $misspell('memorylimit'), UsageException::class);
        self::assertStringContainsString("'memorylimit'", $e->getMessage());
        self::assertStringContainsString('memoryLimit', $e->getMessage());
    }

    public function testAnUnknownProfileIsRefused(): void
    {
        $options = self::options();
        $options->profile = 'sandboxed';
        $e = self::thrownBy(fn() => new Lua($options), UsageException::class);
        self::assertStringContainsString("'sandboxed'", $e->getMessage());
        self::assertStringContainsString("'standard'", $e->getMessage());
    }

    public function testAnUnknownEngineIsRefused(): void
    {
        $options = self::options();
        $options->engine = 'lua53';
        $e = self::thrownBy(fn() => new Lua($options), UsageException::class);
        self::assertStringContainsString("'lua53'", $e->getMessage());
        self::assertStringContainsString("'luajit'", $e->getMessage());
    }

    public function testANegativeMemoryLimitIsRefused(): void
    {
        $options = self::options();
        $options->memoryLimit = -1;
        $e = self::thrownBy(fn() => new Lua($options), UsageException::class);
        self::assertStringContainsString('-1', $e->getMessage());
    }

    public function testNoMemoryLimitIsALimitOfZero(): void
    {
        $options = self::options();
        $options->memoryLimit = 0;
        self::assertSame(100 << 20, (new Lua($options))->eval('return #string.rep("x", 100 * 1024 * 1024)'));
    }

    public function testOptionsAreReadWhenTheStateOpens(): void
    {
        $options = self::options();
        $lua = new Lua($options);
        $options->captureOutput = true;
        $this->expectOutputString("x\n");
        $lua->eval('print("x")');
    }

    public function testTheStandardProfileHasFilesAndModules(): void
    {
        $options = self::options();
        $options->profile = 'standard';
        $lua = new Lua($options);
        self::assertSame('function', $lua->eval('return type(io.open)'));
        self::assertSame('function', $lua->eval('return type(require)'));
        self::assertSame('nil', $lua->eval('return type(debug)'));
    }

    public function testTheTrustedProfileHasEverything(): void
    {
        $options = self::options();
        $options->profile = 'trusted';
        self::assertSame('function', (new Lua($options))->eval('return type(debug.traceback)'));
    }

    public function testADeterministicStateIsTheSameInEveryProcess(): void
    {
        $code = '
            $options->deterministic = true;
            $options->profile = "standard";
            echo (new Moonspan\Lua($options))->eval(<<<\'LUA\'
                local t, out = {}, {}
                for name in pairs(_G) do out[#out + 1] = name end
                for i = 1, 100 do t["k" .. i] = i end
                for k in pairs(t) do out[#out + 1] = k end
                local functions = {}
                for _, f in pairs(string) do functions[f] = true end
                for _, f in pairs(math) do functions[f] = true end
                for f in pairs(functions) do out[#out + 1] = tostring(f) end
                out[#out + 1] = math.random(1000000)
                out[#out + 1] = os.time() .. " " .. os.clock() .. " " .. os.date()
                return table.concat(out, " ")
            LUA);
        ';
        if (self::engine() !== 'lua54') {
            $options = self::options();
            $options->deterministic = true;
            $e = self::thrownBy(fn() => new Lua($options), UsageException::class);
            self::assertStringContainsString('deterministic', $e->getMessage());
            return;
        }
        $settings = ['-d', 'ffi.enable=1'];
        $environment = ['MOONSPAN_LIBRARY' => self::libraryFile()];
        [$status, $first] = self::child($code, $settings, $environment);
        self::assertSame(0, $status, $first);
        self::assertStringEndsWith(' 0 0.0 Thu Jan  1 00:00:00 1970', $first);
        for ($i = 0; $i < 3; $i++) {
            self::assertSame($first, self::child($code, $settings, $environment)[1]);
        }
    }

    public function testTheSandboxOfAWeakEngineHasToBeAllowed(): void
    {
        if (self::engine() !== 'lua54-system') {
            self::markTestSkipped("for the operating system's own Lua only");
        }
        $options = new Options();
        $options->engine = self::engine();
        $e = self::thrownBy(fn() => new Lua($options), UsageException::class);
        self::assertStringContainsString('allowWeakSandbox', $e->getMessage());
        $options->profile = 'standard';
        self::assertSame(1, (new Lua($options))->eval('return 1'));
    }

    public function testScriptsMayBeGivenLessThanTheirProfile(): void
    {
        $options = self::options();
        $options->without = ['os', 'string.rep', 'php.str_repeat', 'coroutine'];
        $lua = new Lua($options);
        self::assertTrue($lua->eval('return os == nil and string.rep == nil and coroutine == nil '
            . 'and php.str_repeat == nil and php.trim ~= nil and ("x").rep == nil and table ~= nil'));
        self::assertFalse($lua->eval('return (pcall(require, "os"))'));

        $before = self::native()->moon_live_states();
        foreach (['io', 'os.execute', 'no.such', '', 'string.'] as $path) {
            $options->without = [$path];
            $e = self::thrownBy(fn() => new Lua($options), UsageException::class);
            self::assertStringContainsString("'$path'", $e->getMessage());
        }
        self::assertSame($before, self::native()->moon_live_states());
    }
}
