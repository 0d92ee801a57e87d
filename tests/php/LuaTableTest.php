<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\ConversionException;
use Moonspan\Lua;
use Moonspan\LuaFunction;
use Moonspan\LuaTable;
use Moonspan\MemoryLimitException;
use Moonspan\UsageException;

/** Tables that stay where they are. */
final class LuaTableTest extends TestCase
{
    public function testANewTableHoldsWhatItIsGiven(): void
    {
        $lua = self::lua();
        self::assertSame([], $lua->table()->toArray());
        self::assertSame([1, 2, ['x' => null]], $lua->table([1, 2, ['x' => null]])->toArray());
        self::assertNull($lua->get('x'), 'and stands nowhere yet');
    }

    public function testATableAtAPathIsTheTableItself(): void
    {
        $lua = self::lua();
        $lua->eval('config = {items = {"a", "b"}}');
        $items = $lua->getTable('config.items');
        $items->append('c');
        self::assertSame('c', $lua->eval('return config.items[3]'));
        $lua->eval('config.items[1] = "A"');
        self::assertSame('A', $items->get(1));
        self::assertTrue($lua->eval('return config.items == ...', [$items]));
        self::assertInstanceOf(LuaFunction::class, $lua->getTable('string')->get('upper'));
    }

    /** @return array<array{string, string}> */
    public function noTables(): array
    {
        return [
            ['absent', 'nil'],
            ['a.absent', 'nil'],
            ['a.n', 'a number'],
            ['print', 'a function'],
            ['a.s', 'a string'],
        ];
    }

    /** @dataProvider noTables */
    public function testWhatIsNoTableIsRefused(string $path, string $what): void
    {
        $lua = self::lua();
        $lua->eval('a = {n = 1, s = "x"}');
        $e = self::thrownBy(fn() => $lua->getTable($path), UsageException::class);
        self::assertSame("there is no table at '$path' but $what", $e->getMessage());
        self::thrownBy(fn() => $lua->getTable(''), UsageException::class);
    }

    public function testAListBeginsAtOne(): void
    {
        $table = self::lua()->table(['a', 'b', 'c']);
        self::assertSame('a', $table->get(1));
        self::assertSame('c', $table->get(3));
        self::assertNull($table->get(0));
        self::assertSame(3, $table->len());
        $table->append('d');
        self::assertSame('d', $table->get(4));
        self::assertSame(['a', 'b', 'c', 'd'], $table->toArray());
    }

    public function testOneAndOneInAStringAreTwoKeys(): void
    {
        $table = self::lua()->table();
        $table->set(1, 'integer');
        $table->set('1', 'string');
        self::assertSame('integer', $table->get(1));
        self::assertSame('string', $table->get('1'));
        self::assertCount(2, $table);
        self::thrownBy(fn() => $table->toArray(), ConversionException::class);
    }

    public function testKeysMayBeOfOtherTypes(): void
    {
        $lua = self::lua();
        $table = $lua->table();
        $key = $lua->table();
        $function = $lua->load('');
        foreach ([1.5, true, false, $key, $function, '', "\0", -1] as $i => $k) {
            $table->set($k, $i);
            self::assertSame($i, $table->get($k));
            self::assertTrue($table->has($k));
        }
        self::assertCount(8, $table);
        self::assertSame(0, $table->get(1.5));
        $table->set(2.0, 'two');
        self::assertSame('two', $table->get(2), 'a whole float is the integer');
        self::assertNull($table->get(null));
        self::assertFalse($table->has(null));
        self::assertFalse($table->has(\NAN));
    }

    public function testWhatCannotBeAKeyIsRefused(): void
    {
        $lua = self::lua();
        $table = $lua->table([1]);
        self::thrownBy(fn() => $table->set(null, 1), UsageException::class);
        self::thrownBy(fn() => $table->set(\NAN, 1), UsageException::class);
        $e = self::thrownBy(fn() => $table->set([1], 1), UsageException::class);
        self::assertStringContainsString('array', $e->getMessage());
        self::thrownBy(fn() => $table->get([]), UsageException::class);
        self::thrownBy(fn() => $table->get(new \stdClass()), ConversionException::class);
        self::thrownBy(fn() => $table->has(new \ArrayObject()), ConversionException::class);
        self::assertSame([1], $table->toArray());
        self::assertSame([], $lua->evalAll('return ...'), 'no argument is left behind');
    }

    public function testValuesMayBeOfAnyTypeThatCrosses(): void
    {
        $lua = self::lua();
        $table = $lua->table();
        $values = [1, 2.5, 'text', "\0", true, false, [1, [2]], ['x' => null]];
        foreach ($values as $value) {
            $table->set('v', $value);
            self::assertSame($value, $table->get('v'));
        }
        $table->set('f', $lua->load('return 7'));
        $function = $table->get('f');
        self::assertInstanceOf(LuaFunction::class, $function);
        self::assertSame(7, $function->call());
        $e = self::thrownBy(fn() => $table->set('v', ['a' => [new \DateTime()]]), ConversionException::class);
        self::assertSame('$.a[0]', $e->getPath());
        self::assertSame(['x' => null], $table->get('v'), 'and nothing was put');
    }

    public function testNullRemoves(): void
    {
        $table = self::lua()->table(['a' => 1, 'b' => 2, 'c' => 3]);
        $table->set('a', null);
        $table->remove('b');
        $table->remove('absent');
        self::assertFalse($table->has('a'));
        self::assertFalse($table->has('b'));
        self::assertNull($table->get('a'));
        self::assertSame(['c' => 3], $table->toArray());
    }

    public function testFalseIsThere(): void
    {
        $table = self::lua()->table([false, null]);
        self::assertTrue($table->has(1));
        self::assertFalse($table->has(3));
    }

    public function testATableInsideIsReachedLive(): void
    {
        $lua = self::lua();
        $lua->eval('t = {inner = {1}}');
        $table = $lua->getTable('t');
        self::assertSame([1], $table->get('inner'), 'get() copies');
        $table->getTable('inner')->append(2);
        self::assertSame(2, $lua->eval('return t.inner[2]'));
        self::thrownBy(fn() => $table->getTable('absent'), UsageException::class);
    }

    public function testATableIsUsedAsAnArray(): void
    {
        $table = self::lua()->table();
        $table['a'] = 1;
        $table[1] = 'one';
        $table[] = 'two';
        self::assertSame(1, $table['a']);
        self::assertSame('two', $table[2]);
        self::assertTrue(isset($table['a']));
        self::assertFalse(isset($table['b']));
        self::assertSame('default', $table['b'] ?? 'default');
        unset($table['a']);
        self::assertFalse(isset($table['a']));
        self::assertCount(2, $table);
    }

    public function testCountCountsAllEntriesAndLenTheList(): void
    {
        $table = self::lua()->table([1, 2, 3]);
        $table->set('x', 1);
        $table->set(10, 1);
        self::assertCount(5, $table);
        self::assertSame(3, $table->len());
        self::assertCount(0, self::lua()->table());
    }

    public function testForeachGivesEveryEntryOnce(): void
    {
        $lua = self::lua();
        $expected = ['a' => 1, 'b' => [2], 5 => 'five', -1 => 2.5];
        $seen = [];
        foreach ($lua->table($expected) as $key => $value) {
            self::assertTrue(\is_int($key) || \is_string($key));
            self::assertArrayNotHasKey($key, $seen);
            $seen[$key] = $value;
        }
        \ksort($seen);
        \ksort($expected);
        self::assertSame($expected, $seen);
        self::assertSame([], \iterator_to_array($lua->table()));
        self::assertSame([1 => 'a', 2 => 'b'], \iterator_to_array($lua->table(['a', 'b'])));
    }

    public function testForeachGivesKeysAsTheyAre(): void
    {
        $lua = self::lua();
        $keys = [];
        $lua->eval('key = {} t = {[1.5] = 1, [true] = 2, [false] = 3, [key] = 4, [print] = 5, ["1"] = 6}');
        foreach ($lua->getTable('t') as $key => $value) {
            self::assertIsInt($value);
            $keys[$value] = $key;
        }
        self::assertSame([1.5, true, false, '1'], [$keys[1], $keys[2], $keys[3], $keys[6]]);
        self::assertInstanceOf(LuaTable::class, $keys[4]);
        self::assertTrue($lua->eval('return key == ...', [$keys[4]]));
        self::assertInstanceOf(LuaFunction::class, $keys[5]);
    }

    public function testMeanwhileTheStateCanBeUsedAndValuesChanged(): void
    {
        $lua = self::lua();
        $table = $lua->table(\array_fill_keys(\range(1, 100), 1));
        $sum = 0;
        foreach ($table as $key => $value) {
            $sum += $lua->eval('return ... * 2', [$value]);
            $lua->eval('return {1}, {2}', [[3]]);
            if ($key % 2 === 0) {
                $table->remove($key);
            } else {
                $table->set($key, 5);
            }
        }
        self::assertSame(200, $sum);
        self::assertCount(50, $table);
    }

    public function testTwoLoopsDoNotDisturbEachOther(): void
    {
        $table = self::lua()->table([1, 2]);
        $pairs = [];
        foreach ($table as $a) {
            foreach ($table as $b) {
                $pairs[] = [$a, $b];
            }
        }
        self::assertSame([[1, 1], [1, 2], [2, 1], [2, 2]], $pairs);
    }

    public function testForeachNamesAnEntryThatCannotCross(): void
    {
        $lua = self::lua();
        $lua->eval('t = {["50%d"] = {[true] = 1}}');
        $e = self::thrownBy(fn() => \iterator_to_array($lua->getTable('t')), ConversionException::class);
        self::assertSame('$["50%d"]', $e->getPath());
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testATableCrossesAsItself(): void
    {
        $lua = self::lua();
        $table = $lua->table(['n' => 1]);
        $lua->set('a', $table);
        $lua->set('b', ['inner' => $table]);
        $lua->table()->set('t', $table);
        self::assertSame([true, true], $lua->evalAll('local t = ... return a == t, b.inner == t', [$table]));
        $lua->eval('local x = ... x.n = x.n + 1', [$table]);
        self::assertSame(2, $table->get('n'));
        self::assertSame(['n' => 2], $lua->eval('return ...', [$table]), 'what comes back is a copy');
        $table->set('self', $table);
        self::assertTrue($lua->eval('return a.self == a'));
        self::thrownBy(fn() => $table->toArray(), ConversionException::class);
    }

    public function testATableKeepsItsStateAlive(): void
    {
        $lua = self::lua();
        $table = $lua->table([1]);
        $states = self::native()->moon_live_states();
        unset($lua);
        self::assertSame($states, self::native()->moon_live_states());
        self::assertSame([1], $table->toArray());
        unset($table);
        self::assertSame($states - 1, self::native()->moon_live_states());
    }

    public function testATableIsReleasedWithItsLastVariable(): void
    {
        $lua = self::lua();
        $before = self::native()->moon_live_handles();
        $table = $lua->table([1]);
        self::assertSame($before + 1, self::native()->moon_live_handles());
        unset($table);
        self::assertSame($before, self::native()->moon_live_handles());
        foreach ($lua->table([1, 2]) as $value) {
            break;
        }
        self::assertSame($before, self::native()->moon_live_handles());
    }

    /**
     * @return array<callable(): mixed>
     */
    private function uses(LuaTable $table): array
    {
        return [
            fn() => $table->get('a'),
            fn() => $table->getTable('a'),
            fn() => $table->set('a', 1),
            fn() => $table->set('a', [1]),
            fn() => $table->has('a'),
            fn() => $table->remove('a'),
            fn() => $table->len(),
            fn() => $table->append(1),
            fn() => $table->toArray(),
            fn() => \count($table),
            fn() => \iterator_to_array($table),
            fn() => $table['a'],
            fn() => isset($table['a']),
        ];
    }

    public function testAReleasedTableIsRefused(): void
    {
        $lua = self::lua();
        $table = $lua->table(['a' => 1]);
        $table->release();
        $table->release();
        foreach ($this->uses($table) as $use) {
            $e = self::thrownBy($use, UsageException::class);
            self::assertSame('the Lua table was released', $e->getMessage());
        }
        $e = self::thrownBy(fn() => $lua->eval('return ...', ['x', $table]), UsageException::class);
        self::assertSame('the Lua table at $[1] was released', $e->getMessage());
        self::assertSame([], $lua->evalAll('return ...'), 'no argument is left behind');
    }

    public function testATableOfAClosedStateIsRefused(): void
    {
        $lua = self::lua();
        $table = $lua->table(['a' => 1]);
        $steps = $table->getIterator();
        self::assertSame('a', $steps->key());
        $lua->close();
        foreach ($this->uses($table) as $use) {
            $e = self::thrownBy($use, UsageException::class);
            self::assertSame('the Lua state is closed', $e->getMessage());
        }
        self::thrownBy(fn() => $steps->next(), UsageException::class);
        $table->release();
    }

    public function testATableOfAnotherStateIsRefused(): void
    {
        $one = self::lua();
        $two = self::lua();
        $table = $one->table([1]);
        foreach (
            [
                fn() => $two->eval('return ...', ['x', $table]),
                fn() => $two->set('t', $table),
                fn() => $two->table()->set($table, 1),
                fn() => $two->table()->set(1, $table),
                fn() => $two->table([[$table]]),
            ] as $action
        ) {
            $e = self::thrownBy($action, UsageException::class);
            self::assertStringContainsString('another Lua state', $e->getMessage());
        }
        self::assertSame([], $two->evalAll('return ...'));
        self::assertSame([1], $table->toArray());
    }

    public function testATableCanNeitherBeClonedNorSerialized(): void
    {
        $lua = self::lua();
        $table = $lua->table([1]);
        self::thrownBy(fn() => clone $table, UsageException::class);
        self::thrownBy(fn() => \serialize($table), UsageException::class);
        self::thrownBy(fn() => \serialize([$lua->load('')]), UsageException::class);
        foreach (['{}', '{s:6:"handle";i:5;}', '{s:6:"handle";s:1:"x";}'] as $data) {
            foreach (['O:17:"Moonspan\LuaTable":', 'O:20:"Moonspan\LuaFunction":'] as $class) {
                $count = (int) ($data !== '{}');
                self::thrownBy(fn() => \unserialize("$class$count:$data"), UsageException::class);
            }
        }
        self::assertSame([1], $table->toArray(), 'the original is none the worse');
    }

    public function testAnEntryThatDoesNotFitIsAMemoryError(): void
    {
        $options = self::options();
        $options->memoryLimit = 1 << 20;
        $lua = new Lua($options);
        $table = $lua->table();
        self::thrownBy(fn() => $table->set('x', \str_repeat('x', 2 << 20)), MemoryLimitException::class);
        self::thrownBy(function () use ($table): void {
            for ($i = 0; $i < 1000000; $i++) {
                $table->append(\str_repeat('x', 10000) . $i);
            }
        }, MemoryLimitException::class);
        self::assertSame(\str_repeat('x', 10000) . '0', $table->get(1));
        self::assertGreaterThan(50, $table->len());
    }
}
