<?php

declare(strict_types=1);

namespace Moonspan\Tests;

/** States from their birth to their end: leaks, forks, and the end of a script. */
final class LifeTest extends TestCase
{
    private const MANY = 20000;

    /** Bytes, ten for each turn: memory comes in chunks of 128 KiB, and tables of strings grow in steps. */
    private const SLACK = 10 * self::MANY;

    /** @dataProvider work */
    public function testNothingLeaks(string $code): void
    {
        $options = self::options();
        $options->profile = 'standard'; // in which census() may collect garbage
        $lua = new \Moonspan\Lua($options);
        $work = eval("return static function (\$lua, \$options, int \$count): void {
            for (\$i = 0; \$i < \$count; \$i++) { $code }
        };");
        self::assertIsCallable($work);
        $work($lua, self::options(), 1000);
        $before = $this->census($lua);
        $work($lua, self::options(), self::MANY);
        $after = $this->census($lua);
        self::assertSame($before['states'], $after['states']);
        self::assertSame($before['handles'], $after['handles']);
        self::assertLessThan($before['bytes'] + self::SLACK, $after['bytes'], 'bytes of the C library');
        self::assertLessThan($before['php'] + 10000, $after['php'], 'bytes of PHP');
    }

    /** @return array<string, array{string}> */
    public function work(): array
    {
        return [
            'evals' => ['$lua->eval("return 1 + 1");'],
            'calls by path' => ['$lua->call("string.upper", "x");'],
            'chunks, each another' => ['$lua->load("return $i")->call();'],
            'functions as results' => ['$lua->evalAll("return print, 1, print");'],
            'functions as arguments' => ['$lua->call("type", $lua->get("print"));'],
            'names' => ['$lua->set("t.x", "v" . $i); $lua->get("t.x");'],
            'states' => ['(new Moonspan\Lua($options))->close();'],
            'states with functions that nobody closes' => ['$f = (new Moonspan\Lua($options))->load("return 1");'],
            'errors' => ['try { $lua->eval("error({})", ["x"]); } catch (Moonspan\LuaException $e) { }'],
            'conversions refused' => ['try { $lua->eval("", ["x", $lua]); } catch (\Exception $e) { }'],
            'arrays' => ['$lua->eval("return ...", [["id" => $i, "list" => [1, 2.5, "x" . $i, null]]]);'],
            'arrays refused' => ['try { $lua->eval("", [["x", [$lua]]]); } catch (\Exception $e) { }'],
            'tables refused' => ['try { $lua->eval("return {print, {[{}] = 1}}"); } catch (\Exception $e) { }'],
            'functions in arrays' => ['$a = $lua->evalAll("return {f = print}, {print}"); $lua->call("type", $a);'],
            'tables' => ['$t = $lua->table(["n" => $i]); $t["x"] = [$t["n"]]; count($t); foreach ($t as $k => $v) { }'],
            'tables as arguments' => ['$lua->call("type", $lua->getTable("string"));'],
            'errors with tables' => ['try { $lua->eval("error({print})"); } catch (Moonspan\LuaException $e) { }'],
        ];
    }

    /** @return array{states: int, handles: int, bytes: int, php: int} */
    private function census(\Moonspan\Lua $lua): array
    {
        $lua->eval('collectgarbage() collectgarbage()');
        \gc_collect_cycles();
        $native = self::native();
        return [
            'states' => $native->moon_live_states(),
            'handles' => $native->moon_live_handles(),
            'bytes' => $native->moon_live_bytes(),
            'php' => \memory_get_usage(),
        ];
    }

    public function testTheEndOfAScriptIsQuietWhateverIsDestroyedFirst(): void
    {
        $orders = [
            '$lua = new Moonspan\Lua($options); $f = $lua->load("return 1");',
            '$f = (new Moonspan\Lua($options))->load("return 1"); $g = $f;',
            '$a = new ArrayObject(); $a->lua = new Moonspan\Lua($options); $a->f = $a->lua->load(""); $a->self = $a;',
            'class K { public static $all = []; }
             K::$all[] = $lua = new Moonspan\Lua($options); K::$all[] = $lua->load("");',
            'class D { public $f; function __destruct() { echo ($this->f)("!"); } }
             $d = new D(); $d->f = (new Moonspan\Lua($options))->load("return ...");',
            'register_shutdown_function(function () use ($options) {
                $GLOBALS["late"] = (new Moonspan\Lua($options))->load("return 1"); });',
            '$lua = new Moonspan\Lua($options); $f = $lua->load("return 1"); exit(0);',
        ];
        foreach ($orders as $code) {
            [$status, $output] = self::child($code . 'echo "end";');
            self::assertSame(0, $status, $output);
            self::assertMatchesRegularExpression('/^(end)?!?$/', $output);
        }
    }

    /** PHP collects garbage, and with it what closes the state, when enough may be garbage. */
    public function testAStateMayBeClosedWhileItsArgumentsAreWritten(): void
    {
        [$status, $output] = self::child('
            final class Closer {
                private $self;
                public function __construct(private Moonspan\Lua $lua) { $this->self = $this; }
                public function __destruct() { $this->lua->close(); }
            }
            for ($margin = 1; $margin < 24; $margin++) {
                gc_collect_cycles();
                $lua = new Moonspan\Lua($options);
                $echo = $lua->load("return ...");
                new Closer($lua);
                while (gc_status()["roots"] < gc_status()["threshold"] - $margin) {
                    $a = [[]];
                    $a[0] = &$a;
                    unset($a);
                }
                $list = [1, [[1], [2], [3], [4, [5]]], 2.5, "x", 7];
                try {
                    $result = $margin % 2 ? $echo->call($list) : $echo->callAll(...$list);
                    echo $result === $list ? "the same\n" : "another\n";
                } catch (Moonspan\UsageException $e) {
                    echo $e->getMessage(), "\n";
                }
            }');
        self::assertSame(0, $status, $output);
        self::assertStringContainsString("the Lua state is closed\n", $output);
        self::assertStringNotContainsString("another\n", $output);
    }

    public function testAForkedChildGoesOnWithItsCopy(): void
    {
        if (!\function_exists('pcntl_fork')) {
            self::markTestSkipped('needs the extension pcntl');
        }
        [$status, $output] = self::child('
            $lua = new Moonspan\Lua($options);
            $lua->eval("n = 1");
            $f = $lua->load("n = n + 1 return n");
            $f->call();
            $child = pcntl_fork();
            if ($child === 0) {
                echo "child ", $f->call(), $f->call(), " ", (new Moonspan\Lua($options))->eval("return 7"), "\n";
                $lua->close();
                exit(3);
            }
            pcntl_waitpid($child, $status);
            echo "parent ", $f->call(), " ", pcntl_wexitstatus($status), "\n";
        ');
        self::assertSame(0, $status);
        self::assertSame("child 34 7\nparent 3 3\n", $output);
    }

    public function testTwoHundredStatesLiveSideBySide(): void
    {
        $states = [];
        for ($i = 0; $i < 200; $i++) {
            $states[$i] = self::lua();
            $states[$i]->set('id', $i);
        }
        foreach ($states as $i => $lua) {
            self::assertSame($i, $lua->get('id'));
        }
    }
}
