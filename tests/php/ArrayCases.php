<?php

declare(strict_types=1);

namespace Moonspan\Tests;

use Moonspan\ConversionException;
use Moonspan\Internal\Abi;
use Moonspan\Internal\Wire;
use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\LuaTable;
use Moonspan\MemoryLimitException;
use Moonspan\ScriptException;
use Moonspan\UsageException;

/** Arrays and tables, in both directions; each format of the bytes in between has to pass all of it. */
abstract class ArrayCases extends TestCase
{
    abstract protected function format(): int;

    protected function setUp(): void
    {
        self::choose(-1);
        if ($this->format() === Abi::MSGPACK) {
            if (Wire::format() !== Abi::MSGPACK) {
                self::markTestSkipped('needs the extension msgpack');
            }
        } else {
            self::choose($this->format());
        }
    }

    protected function tearDown(): void
    {
        self::choose(-1);
        parent::tearDown();
    }

    private static function choose(int $format): void
    {
        $property = new \ReflectionProperty(Wire::class, 'format');
        $property->setAccessible(true);
        $property->setValue(null, $format);
    }

    /** The same with the keys of all arrays that are no lists in order, as text that tells all apart. */
    private static function image(mixed $value): string
    {
        return \serialize(self::sorted($value));
    }

    private static function sorted(mixed $value): mixed
    {
        if (!\is_array($value)) {
            return $value;
        }
        if (!\array_is_list($value)) {
            \ksort($value, \SORT_STRING);
        }
        return \array_map([self::class, 'sorted'], $value);
    }

    private static function limited(int $bytes): Lua
    {
        $options = self::options();
        $options->memoryLimit = $bytes;
        return new Lua($options);
    }

    /** A list that stands in $levels - 1 others. */
    private static function nested(int $levels): mixed
    {
        $array = [];
        for ($i = 1; $i < $levels; $i++) {
            $array = [$array];
        }
        return $array;
    }

    /*
     * What comes back as it went
     */

    /** @return array<string, array{mixed[]}> */
    public function arrays(): array
    {
        $arrays = [
            'the empty array' => [[]],
            'a list' => [[1, 2, 3]],
            'a list of one' => [['x']],
            'a list of lists' => [[[1, 2], [], [[3]]]],
            'names' => [['a' => 1, 'b' => 'two', 'c' => 2.5]],
            'the empty name' => [['' => 1, 'a' => ['' => 2]]],
            'names of any bytes' => [["\0" => 1, "\xff\xfe" => 2, 'ü' => 3, 'a b' => 4, '"' => 5, "\n" => 6]],
            'numbers that are no integers for PHP' => [['01' => 1, '1.0' => 2, '-0' => 3, '+1' => 4, ' 1' => 5]],
            'integer keys' => [[5 => 'a', 7 => 'b']],
            'negative keys' => [[-1 => 'a', -5 => 'b']],
            'from zero with a hole' => [[0 => 'a', 2 => 'c']],
            'from zero in another order' => [[1 => 'b', 0 => 'a']],
            'from one with a hole' => [[1 => 'a', 3 => 'c']],
            'from two' => [[2 => 'a', 3 => 'b']],
            'integers and names' => [[0 => 'a', 1 => 'b', 'x' => 'c', 2 => 'd']],
            'one and a name' => [[1 => 'a', 'x' => 'b']],
            'null in a list' => [[1, null, 3]],
            'null at the end' => [[1, 2, null]],
            'null alone' => [[null]],
            'nulls' => [[null, null, null]],
            'null by name' => [['a' => null, 'b' => [null]]],
            'booleans' => [[true, false, ['t' => true, 'f' => false]]],
            'integers at the edges of formats' => [\array_merge(...\array_map(
                fn(int $bits): array => [2 ** $bits - 1, 2 ** $bits, -(2 ** $bits), -(2 ** $bits) - 1],
                [4, 5, 7, 8, 15, 16, 31, 32, 52]
            ))],
            'floats' => [[0.1, -2.5, 1e-300, 1.7976931348623157e308, 5e-324, 2.2250738585072014e-308, 1 / 3]],
            'infinities' => [[\INF, -\INF]],
            'not a number' => [[\NAN]],
            'strings' => [['', 'a', "a\0b", "\xff\xfe\x80", '42', '1.5', "\r\n", 'null', \str_repeat('x', 70000)]],
            'text that looks like its own bytes' => [['";i:0;N;}', 'a:1:{i:0;N;}', ';i:0;', "\xc0\x81\xc0"]],
            'strings at the edges of formats' => [\array_map(
                fn(int $length): string => \str_repeat('s', $length),
                [31, 32, 255, 256, 65535, 65536]
            )],
            'lists at the edges of formats' => [\array_map(
                fn(int $length): array => \range(1, $length),
                [15, 16, 65535, 65536]
            )],
            'maps at the edges of formats' => [\array_map(
                fn(int $length): array => \array_fill(10, $length, 'v'),
                [15, 16, 65535, 65536]
            )],
            'many names' => [\array_combine(
                \array_map(fn(int $i): string => "key $i", \range(1, 5000)),
                \range(1, 5000)
            )],
            'equal parts' => [\array_fill(0, 100, ['x' => ['y', 'z'], 'n' => null])],
            '128 levels' => [(array) self::nested(128)],
        ];
        if (!self::isLuaJit()) {
            $arrays += [
                'all integers' => [[\PHP_INT_MAX, \PHP_INT_MIN, 2 ** 53 + 1]],
                'all integers as keys' => [[\PHP_INT_MAX => 'a', \PHP_INT_MIN => 'b']],
                'whole floats' => [[1.0, 1, 0.0, -0.0, 0, 1e15, 1e16, 1e22, 1e300, -1e300, 9007199254740993.0]],
            ];
        }
        return $arrays;
    }

    /**
     * @dataProvider arrays
     * @param mixed[] $array
     */
    public function testAnArrayComesBackAsItWent(array $array): void
    {
        $lua = self::lua();
        $identity = $lua->load('return ...');
        $image = self::image($array);
        self::assertSame($image, self::image($lua->eval('return ...', [$array])));
        self::assertSame($image, self::image($identity->call($array)));
        $lua->set('a.b', $array);
        self::assertSame($image, self::image($lua->get('a.b')));
        self::assertSame($image, self::image($lua->table($array)->toArray()));
        $all = $identity->callAll('x', $array, 2.5, $array, 3);
        self::assertSame(['x', 2.5, 3], [$all[0], $all[2], $all[4]]);
        self::assertSame($image, self::image($all[1]));
        self::assertSame($image, self::image($all[3]));
    }

    public function testListsKeepTheirOrder(): void
    {
        $list = ['z', 1, 'a', null, 2.5, ['y', 'x'], false];
        self::assertSame($list, self::lua()->eval('return ...', [$list]));
    }

    public function testArraysStandAmongMoreArgumentsThanTheSharedWordsHold(): void
    {
        $arguments = [];
        for ($i = 0; $i < 40; $i++) {
            $arguments[] = $i % 3 === 0 ? [$i, "t$i"] : ($i % 3 === 1 ? $i : "s$i");
        }
        self::assertSame($arguments, self::lua()->evalAll('return ...', $arguments));
    }

    public function testArraysBetweenNumbersKeepTheOrderOfTheArguments(): void
    {
        $identity = self::lua()->load('return ...');
        $kinds = [1, [2], 2.5, 'four', null, [[]], true, ['a' => 'b']];
        for ($count = 0; $count <= 20; $count++) {
            for ($shift = 0; $shift < \count($kinds); $shift++) {
                $arguments = [];
                for ($i = 0; $i < $count; $i++) {
                    $arguments[] = $kinds[($i * 3 + $shift) % \count($kinds)];
                }
                self::assertSame($arguments, $identity->callAll(...$arguments));
            }
        }
    }

    public function testRandomArraysComeBackAsTheyWent(): void
    {
        $lua = self::lua();
        $identity = $lua->load('return ...');
        \mt_srand(20240229);
        for ($i = 0; $i < 3000; $i++) {
            $array = $this->randomArray(\mt_rand(0, 4));
            $image = self::image($array);
            self::assertSame($image, self::image($identity->call($array)), "array $i");
        }
        \mt_srand();
    }

    /** @return mixed[] */
    private function randomArray(int $levels): array
    {
        $count = \mt_rand(0, \mt_rand(0, 5) === 0 ? 40 : 6);
        $shape = \mt_rand(0, 3);
        $array = [];
        for ($i = 0; $i < $count; $i++) {
            $value = $levels > 0 && \mt_rand(0, 2) === 0 ? $this->randomArray($levels - 1) : $this->randomScalar();
            if ($shape === 0) {
                $array[] = $value;
            } elseif ($shape === 1) {
                $array[$this->randomText()] = $value;
            } elseif ($shape === 2) {
                $array[\mt_rand(-5, 30)] = $value;
            } else {
                $array[\mt_rand(0, 1) === 0 ? $this->randomInteger() : $this->randomText()] = $value;
            }
        }
        $keys = \array_keys($array);
        \sort($keys);
        // From 1 without a hole it is a list for Lua, and comes back as one.
        return $keys === \range(1, \count($keys)) ? \array_values($array) : $array;
    }

    private function randomScalar(): mixed
    {
        switch (\mt_rand(0, 5)) {
            case 0:
                return $this->randomInteger();
            case 1:
                return $this->randomFloat();
            case 2:
                return [null, true, false][\mt_rand(0, 2)];
            default:
                return $this->randomText();
        }
    }

    private function randomInteger(): int
    {
        $bits = (\mt_rand() << 32 | \mt_rand()) >> \mt_rand(self::isLuaJit() ? 10 : 0, 62);
        return \mt_rand(-1, 1) * $bits;
    }

    private function randomFloat(): float
    {
        do {
            $float = \unpack('d', \pack('q', \mt_rand() << 33 ^ \mt_rand() << 17 ^ \mt_rand()))[1] ?? 0.0;
            $float = \mt_rand(0, 1) === 0 ? $float : \mt_rand() / 1000;
        } while (!\is_float($float) || (self::isLuaJit() && \floor($float) === $float));
        return $float;
    }

    private function randomText(): string
    {
        $length = \mt_rand(0, 3) === 0 ? \mt_rand(0, 300) : \mt_rand(0, 8);
        $text = '';
        $first = \mt_rand(0, 1) === 0 ? 0 : 97;
        for ($i = 0; $i < $length; $i++) {
            $text .= \chr(\mt_rand($first, $first === 0 ? 255 : 122));
        }
        return $text;
    }

    /*
     * What Lua sees
     */

    public function testLuaSeesAListFromOne(): void
    {
        $lua = self::lua();
        self::assertSame([3, 'a', 'c', 'nil'], $lua->evalAll(
            'local t = ... return #t, t[1], t[3], type(t[0])',
            [['a', 'b', 'c']]
        ));
    }

    public function testLuaSeesOtherKeysUnchanged(): void
    {
        $lua = self::lua();
        $keys = 'local t, keys = ..., {} for k in pairs(t) do keys[#keys + 1] = type(k) .. ":" .. k end
            table.sort(keys) return table.concat(keys, " ")';
        self::assertSame('number:0 number:2', $lua->eval($keys, [[0 => 'a', 2 => 'b']]));
        self::assertSame('number:-1 number:5', $lua->eval($keys, [['5' => 'a', -1 => 'b']]));
        self::assertSame('string:05 string:x', $lua->eval($keys, [['05' => 'a', 'x' => 'b']]));
        self::assertSame('number:0 number:1 string:x', $lua->eval($keys, [[0 => 'a', 1 => 'b', 'x' => 'c']]));
    }

    public function testLuaSeesNullAsASentinelThatKeepsThePlace(): void
    {
        $lua = self::lua();
        self::assertSame([3, true, 'null', true], $lua->evalAll(
            'local t = ... return #t, t[2] == php.null, tostring(t[2]), t[2] and true',
            [[1, null, 3]]
        ));
        self::assertNull($lua->eval('return php.null'));
        self::assertSame([1, null], $lua->evalAll('return 1, php.null'));
        self::assertSame('nil', $lua->eval('return type(...)', [null]));
    }

    public function testLuaSeesTheTypesThatPhpSent(): void
    {
        $types = 'local s = {} for i, v in ipairs(...) do s[i] = math.type and math.type(v) or type(v) end
            return table.concat(s, " ")';
        $expected = self::isLuaJit() ? 'number number string boolean table' : 'integer float string boolean table';
        self::assertSame($expected, self::lua()->eval($types, [[1, 1.0, '1', true, []]]));
    }

    public function testEachArrayInsideBecomesATableOfItsOwn(): void
    {
        $inner = [1];
        self::assertTrue(self::lua()->eval(
            'local t = ... t[1][1] = 2 return t[1] ~= t[2] and t[2][1] == 1',
            [[$inner, $inner]]
        ));
    }

    public function testReferencesCrossAsWhatTheyReferTo(): void
    {
        $lua = self::lua();
        $number = 1;
        $list = [1, ['x' => null]];
        $array = [&$number, &$number, 'a' => &$list, 'b' => [&$list, &$list], 'c' => &$number];
        self::assertSame(
            self::image([1, 1, 'a' => $list, 'b' => [$list, $list], 'c' => 1]),
            self::image($lua->eval('return ...', [$array]))
        );
        foreach ($list as &$each) {
            $each = [$each];
        }
        unset($each);
        self::assertSame([[1], [['x' => null]]], $lua->eval('return ...', [$list]));
        self::assertFalse($lua->eval('local t = ... return t.a == t.b[1]', [$array]), 'none is shared');
    }

    public function testAReferenceToAnObjectOfLuaCrossesToo(): void
    {
        $lua = self::lua();
        $function = $lua->load('return 7');
        $array = [&$function, $function, [&$function]];
        self::assertTrue($lua->eval('local t = ... return t[1] == t[2] and t[2] == t[3][1]', [$array]));
    }

    public function testObjectsOfLuaStandInsideArrays(): void
    {
        $lua = self::lua();
        $function = $lua->eval('function f() return 7 end return f');
        $table = $lua->table(['x' => 1]);
        self::assertSame([true, true, true, 7], $lua->evalAll(
            'local t = ... t.deep[1].x = 2
            return t[1] == f, t[1] == t.deep[2], t[2] == php.null, t[1]()',
            [[1 => $function, 2 => null, 'deep' => [$table, $function]]]
        ));
        self::assertSame(2, $table->get('x'), 'the table itself crossed');
        self::assertSame(7, $function instanceof LuaFunction ? $function->call() : null);
    }

    /*
     * What does not cross to Lua
     */

    /** @return array<string, array{callable(): mixed, string}> */
    public function strangers(): array
    {
        return [
            'an object' => [fn() => new \stdClass(), 'stdClass'],
            'an enum' => [fn() => Abc::A, 'Abc'],
            'a date' => [fn() => new \DateTimeImmutable(), 'DateTimeImmutable'],
            'an array object' => [fn() => new \ArrayObject([1]), 'ArrayObject'],
            'an object of an anonymous class' => [fn() => new class {
            }, 'class@anonymous'],
            'an iterator' => [fn() => (new \ArrayObject())->getIterator(), 'ArrayIterator'],
            'a resource' => [fn() => \fopen('php://memory', 'r'), 'resource'],
            'a closed resource' => [function () {
                $file = \fopen('php://memory', 'r');
                self::assertIsResource($file);
                \fclose($file);
                return $file;
            }, 'resource (closed)'],
            'a state' => [fn() => self::lua(), 'Moonspan\Lua'],
        ];
    }

    /**
     * @dataProvider strangers
     * @param callable(): mixed $make
     */
    public function testWhatCannotCrossIsNamedWithItsPath(callable $make, string $what): void
    {
        $lua = self::lua();
        $identity = $lua->load('return ...');
        $value = $make();
        $actions = [
            '$[0].x' => fn() => $lua->eval('return ...', [['x' => $value]]),
            '$[1].items[3].when' => fn() => $lua->call('print', 'text', ['items' => [3 => ['when' => $value]]]),
            '$[2][1]' => fn() => $identity->call([1], [2], [0, $value], 3, [$value]),
            '$.a[0]["b c"]' => fn() => $lua->set('x', ['a' => [['b c' => $value]]]),
            '$[0]' => fn() => $lua->table([$value]),
            '$[20][0]' => fn() => $identity->call(...\array_merge(\array_fill(0, 20, [1]), [[$value]])),
        ];
        foreach ($actions as $path => $action) {
            $e = self::thrownBy($action, ConversionException::class);
            self::assertStringContainsString($what, $e->getMessage());
            if ($path === '$[0]') {
                continue;
            }
            self::assertSame($path, $e->getPath());
            self::assertStringEndsWith(", at $path", $e->getMessage());
            self::assertSame([], $identity->callAll(), 'no argument is left behind');
        }
        self::assertNull($lua->get('x'));
    }

    public function testMethodsOfStrangersDoNotRun(): void
    {
        $lua = self::lua();
        foreach ([new Nosy($lua), new NosySleeper($lua), new NosyJson($lua)] as $stranger) {
            self::thrownBy(fn() => $lua->eval('return ...', ['x', [1, $stranger]]), ConversionException::class);
        }
        self::assertSame([null], $lua->evalAll('return ran, ...'));
    }

    public function testAResourceIsNotTakenForTheNumberZeroOrNull(): void
    {
        $lua = self::lua();
        $file = \fopen('php://memory', 'r');
        foreach ([[$file], [0, $file], [null, $file], [[[$file]]], ['x' => 0, 'y' => $file]] as $array) {
            self::thrownBy(fn() => $lua->eval('return ...', [$array]), ConversionException::class);
        }
    }

    public function testAnArrayThatContainsItselfIsRefused(): void
    {
        $lua = self::lua();
        $self = [1];
        $self[1] = &$self;
        $e = self::thrownBy(fn() => $lua->eval('return ...', [$self]), ConversionException::class);
        self::assertStringContainsString('contains itself', $e->getMessage());
        self::assertSame('$[0][1][1]', $e->getPath());

        $wide = [];
        $wide = ['x' => [&$wide, &$wide, &$wide]];
        $e = self::thrownBy(fn() => $lua->eval('return ...', [$wide]), ConversionException::class);
        self::assertStringContainsString('contains itself', $e->getMessage());

        $one = ['two' => null];
        $two = ['one' => &$one];
        $one['two'] = &$two;
        $e = self::thrownBy(fn() => $lua->set('x', $one), ConversionException::class);
        self::assertStringContainsString('contains itself', $e->getMessage());
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testMoreThan128LevelsAreRefused(): void
    {
        $lua = self::lua();
        foreach ([129, 1000, 100000] as $levels) {
            $e = self::thrownBy(fn() => $lua->eval('return ...', [self::nested($levels)]), ConversionException::class);
            self::assertStringContainsString('128', $e->getMessage());
            self::assertSame('$[0]' . \str_repeat('[0]', 128), $e->getPath());
        }
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testAnArrayThatSharesWithoutEndIsTooLarge(): void
    {
        $lua = self::lua();
        $twice = [1];
        $wide = \range(1, 1000);
        for ($i = 0; $i < 40; $i++) {
            $twice = [$twice, $twice];
        }
        for ($i = 0; $i < 5; $i++) {
            $wide = \array_fill(0, 1000, $wide);
        }
        foreach ([$twice, $wide] as $array) {
            self::thrownBy(fn() => $lua->eval('return ...', [$array]), MemoryLimitException::class);
            self::assertSame(2, $lua->eval('return 1 + 1'));
        }
    }

    public function testAnArrayThatDoesNotFitIsAMemoryError(): void
    {
        $lua = self::limited(1 << 20);
        $large = [
            \range(1, 300000),
            \array_fill(0, 10000, ['a' => 1, 'b' => 2, 'c' => 3, 'd' => 4]),
            [\str_repeat('x', 2 << 20)],
            \array_fill_keys(\range(10, 60000), 'x'),
        ];
        foreach ($large as $array) {
            self::thrownBy(fn() => $lua->eval('return ...', ['a', $array, 1]), MemoryLimitException::class);
            self::thrownBy(fn() => $lua->set('x', $array), MemoryLimitException::class);
            self::assertSame([1, [2]], $lua->evalAll('return ...', [1, [2]]), 'the state stays usable');
        }
        self::assertNull($lua->get('x'));
    }

    public function testLuaJitRefusesIntegersItWouldChange(): void
    {
        if (!self::isLuaJit()) {
            self::markTestSkipped('Lua 5.4 has all the integers of PHP');
        }
        $lua = self::lua();
        $large = 2 ** 53 + 1;
        $e = self::thrownBy(fn() => $lua->eval('', ['x', ['a' => [1, $large]]]), ConversionException::class);
        self::assertSame('$[1].a[1]', $e->getPath());
        $e = self::thrownBy(fn() => $lua->set('x', ['a' => [-$large => 1]]), ConversionException::class);
        self::assertSame("$.a[-$large]", $e->getPath());
        self::assertSame([], $lua->evalAll('return ...'));
    }

    public function testObjectsOfLuaInsideArraysHaveToBeLiveAndOfThisState(): void
    {
        $lua = self::lua();
        $other = self::lua();
        $released = $lua->load('return 1');
        $released->release();
        $table = $lua->table();
        $table->release();
        $cases = [
            ['the Lua function at $[0].f[1] was released', ['f' => [1, $released]]],
            ['the Lua table at $[0].t was released', ['t' => $table]],
            ['the Lua function at $[0][0] belongs to another Lua state', [$other->load('return 1')]],
            ['the Lua table at $[0].x.y belongs to another Lua state', ['x' => ['y' => $other->table()]]],
        ];
        foreach ($cases as [$message, $array]) {
            $e = self::thrownBy(fn() => $lua->eval('return ...', [$array]), UsageException::class);
            self::assertSame($message, $e->getMessage());
            self::assertSame([], $lua->evalAll('return ...'));
        }
        $other->close();
        $e = self::thrownBy(fn() => $other->eval('return ...', [[1]]), UsageException::class);
        self::assertSame('the Lua state is closed', $e->getMessage());
    }

    public function testSerializePrecisionCutsNoFloats(): void
    {
        $lua = self::lua();
        $before = \ini_get('serialize_precision');
        $floats = [0.1 + 0.2, 1 / 3, 5e-324, 123456789.123456789];
        foreach (['17', '5', '-1', '100', '0'] as $precision) {
            \ini_set('serialize_precision', $precision);
            try {
                self::assertSame($floats, $lua->eval('return ...', [$floats]));
                self::assertSame($precision, \ini_get('serialize_precision'));
            } finally {
                \ini_set('serialize_precision', (string) $before);
            }
        }
    }

    public function testSettingsOfUnserializeDoNotMatter(): void
    {
        $before = \ini_set('unserialize_max_depth', '3');
        try {
            $array = self::nested(100);
            self::assertSame($array, self::lua()->eval('return ...', [$array]));
        } finally {
            \ini_set('unserialize_max_depth', (string) $before);
        }
    }

    /*
     * What Lua sends
     */

    /** @return array<string, array{string, mixed}> */
    public function tables(): array
    {
        return [
            'the empty table' => ['{}', []],
            'a list' => ['{1, "b", 2.5, false}', [1, 'b', 2.5, false]],
            'a hole' => ['{1, nil, 3}', [1 => 1, 3 => 3]],
            'a list that lost its end' => ['(function() local t = {1, 2, 3} t[3] = nil return t end)()', [1, 2]],
            'a list filled backwards' => ['(function() local t = {} for i = 5, 1, -1 do t[i] = i end return t end)()',
                [1, 2, 3, 4, 5]],
            'zero' => ['{[0] = "a", "b"}', [0 => 'a', 1 => 'b']],
            'list and names' => ['{1, 2, x = 3}', [1 => 1, 2 => 2, 'x' => 3]],
            'names' => ['{a = {b = {c = {}}}}', ['a' => ['b' => ['c' => []]]]],
            'an integer in a string' => ['{["5"] = "a"}', [5 => 'a']],
            'one in a string' => ['{["1"] = "a"}', [1 => 'a']],
            'no integers in strings' => ['{["05"] = 1, ["1.0"] = 2, ["-0"] = 3, [""] = 4}',
                ['05' => 1, '1.0' => 2, '-0' => 3, '' => 4]],
            'an integer beyond PHP in a string' => ['{["9223372036854775808"] = 1}', ['9223372036854775808' => 1]],
            'a null' => ['{1, php.null, {x = php.null}}', [1, null, ['x' => null]]],
            'a shared table' => ['(function() local t = {1} return {t, t, {t}} end)()', [[1], [1], [[1]]]],
            'not a number' => ['{0/0}', [\NAN]],
            'strings' => ['{"a\0b", "\255"}', ["a\0b", "\xff"]],
        ];
    }

    /** @dataProvider tables */
    public function testATableComesAsAnArray(string $code, mixed $array): void
    {
        $lua = self::lua();
        self::assertSame(self::image($array), self::image($lua->eval("return $code")));
        self::assertSame(self::image([1, $array, 'x']), self::image($lua->evalAll("return 1, $code, 'x'")));
        $lua->eval("a = {b = $code}");
        self::assertSame(self::image($array), self::image($lua->get('a.b')));
        self::assertSame(self::image($array), self::image($lua->getTable('a.b')->toArray()));
    }

    public function testAWholeFloatIsAnIntegerAsAKey(): void
    {
        self::assertSame([2 => 'x'], self::lua()->eval('return {[2.0] = "x"}'));
    }

    /** @return array<string, array{string, string, string}> */
    public function refusedTables(): array
    {
        return [
            'one and "1"' => ['{a = {[1] = "x", ["1"] = "y"}}', '.a', 'integer and as a string'],
            'a float key' => ['{a = {[1.5] = 1}}', '.a', 'float'],
            'a boolean key' => ['{a = {[true] = 1}}', '.a', 'boolean'],
            'a table key' => ['{a = {b = {[{}] = 1}}}', '.a.b', 'table'],
            'a function key' => ['{[print] = 1}', '', 'function'],
            'a float key further in' => ['{1, {x = {[1.5] = 1}}}', '[2].x', 'float'],
            'itself' => ['(function() local t = {1, {}} t[2].up = t return t end)()', '[2].up', 'contains itself'],
            'a hidden key' => ['{["a b"] = {[-3] = {[true] = 1}}}', '["a b"][-3]', 'boolean'],
        ];
    }

    /** @dataProvider refusedTables */
    public function testATableThatCannotCrossIsNamedWithItsPath(string $code, string $path, string $what): void
    {
        $lua = self::lua();
        $lua->eval("value = $code");
        $actions = [
            '$' => fn() => $lua->eval('return value'),
            '$[1]' => fn() => $lua->evalAll('return {1, print}, value, {2}'),
            '$ ' => fn() => $lua->get('value'),
            '$  ' => fn() => $lua->getTable('value')->toArray(),
        ];
        $handles = self::native()->moon_live_handles();
        foreach ($actions as $root => $action) {
            $e = self::thrownBy($action, ConversionException::class);
            self::assertStringContainsString($what, $e->getMessage());
            self::assertStringStartsWith(\trim($root) . $path, $e->getPath());
            self::assertSame(2, $lua->eval('return 1 + 1'));
        }
        self::assertSame($handles, self::native()->moon_live_handles());
    }

    public function testAUserdataIsRefused(): void
    {
        $options = self::options();
        $options->profile = 'trusted';
        $lua = new Lua($options);
        $e = self::thrownBy(fn() => $lua->eval('return {x = io.stdout}'), ConversionException::class);
        self::assertSame('$.x', $e->getPath());
        self::assertStringContainsString('userdata', $e->getMessage());
    }

    public function testTablesOfMoreThan128LevelsAreRefused(): void
    {
        $lua = self::lua();
        $lua->eval('function nested(n) local t = {} for i = 2, n do t = {t} end return t end');
        self::assertSame(self::nested(128), $lua->call('nested', 128));
        foreach ([129, 1000, 100000] as $levels) {
            $e = self::thrownBy(fn() => $lua->call('nested', $levels), ConversionException::class);
            self::assertStringStartsWith('$[1][1][1]', $e->getPath());
        }
    }

    public function testMetamethodsDoNotRun(): void
    {
        $lua = self::lua();
        $lua->eval('local function ran() error("ran") end
            local meta = {}
            for _, name in ipairs{"index", "newindex", "pairs", "ipairs", "len", "call", "eq", "tostring", "name"} do
                meta["__" .. name] = ran
            end
            meta.__metatable = false
            list = setmetatable({1, 2, setmetatable({x = 1}, meta)}, meta)');
        self::assertSame([1, 2, ['x' => 1]], $lua->get('list'));
        self::assertSame([[1, 2, ['x' => 1]]], $lua->evalAll('return list'));
        $table = $lua->getTable('list');
        self::assertSame(3, $table->len());
        self::assertSame(3, \count($table));
        self::assertNull($table->get('absent'));
        $table->set('new', 1);
        self::assertSame(1, $table->get('new'));
        self::assertCount(4, \iterator_to_array($table, false));
    }

    public function testFunctionsInsideTablesComeAsFunctions(): void
    {
        $lua = self::lua();
        $handles = self::native()->moon_live_handles();
        $array = $lua->eval('local n = 0
            return {count = function() n = n + 1 return n end, list = {1, function(x) return x * 2 end}}');
        self::assertIsArray($array);
        self::assertInstanceOf(LuaFunction::class, $array['count']);
        self::assertSame(1, $array['count']->call());
        self::assertSame(2, $array['count']());
        self::assertSame(42, $array['list'][1](21));
        self::assertSame($handles + 2, self::native()->moon_live_handles());
        self::assertTrue($lua->eval('local t, f = ... return t.list[2] == f', [$array, $array['list'][1]]));
        unset($array);
        self::assertSame($handles, self::native()->moon_live_handles());
    }

    public function testFunctionsInTablesBeforeAResultThatCannotCrossAreReleased(): void
    {
        $lua = self::lua();
        $handles = self::native()->moon_live_handles();
        for ($i = 0; $i < 10; $i++) {
            self::thrownBy(fn() => $lua->evalAll('return {print, print}, {x = print}, {[true] = 1}'));
            self::thrownBy(fn() => $lua->evalAll('return {print, print, {[true] = 1}}'));
        }
        self::assertSame($handles, self::native()->moon_live_handles());
    }

    public function testOnlyResultsThatAreAskedForHaveToCross(): void
    {
        self::assertSame([1], self::lua()->eval('return {1}, {[{}] = 1}'));
    }

    public function testAResultThatDoesNotFitIsAMemoryError(): void
    {
        $lua = self::limited(8 << 20);
        $lua->eval('local s = ("x"):rep(1000) t = {} for i = 1, 100000 do t[i] = s end');
        self::thrownBy(fn() => $lua->get('t'), MemoryLimitException::class);
        self::thrownBy(fn() => $lua->evalAll('return {print}, t'), MemoryLimitException::class);
        self::assertSame([1, [2]], $lua->evalAll('return ...', [1, [2]]), 'the state stays usable');
        $lua->eval('t = {1}');
        self::assertSame([1], $lua->get('t'), 'and gave back what it took');
    }

    public function testATableThatSharesWithoutEndIsRefused(): void
    {
        $lua = self::limited(16 << 20);
        $lua->eval('t = {1} for i = 1, 40 do t = {t, t} end');
        self::thrownBy(fn() => $lua->get('t'), LuaException::class);
        self::assertSame(2, $lua->eval('return 1 + 1'));
    }

    public function testConversionsLeaveNothingForTheGarbageCollectorToDrownIn(): void
    {
        $lua = self::limited(16 << 20);
        $identity = $lua->load('return ...');
        $list = \range(1, 10000);
        for ($i = 0; $i < 500; $i++) {
            $back = $identity->call($list);
        }
        self::assertSame($list, $back ?? null);
        $f = $lua->load('local t = {} for i = 1, 1000 do t[i] = {i} end return t');
        for ($i = 0; $i < 500; $i++) {
            self::assertCount(1000, (array) $f->call());
        }
    }

    public function testAnErrorValueThatIsATableComesAsAnArray(): void
    {
        $lua = self::lua();
        $e = self::thrownBy(fn() => $lua->eval('error({code = 7, list = {1, 2}})'), ScriptException::class);
        self::assertSame(self::image(['code' => 7, 'list' => [1, 2]]), self::image($e->getValue()));
        $e = self::thrownBy(fn() => $lua->eval('error({f = function() return 7 end})'), ScriptException::class);
        $value = $e->getValue();
        self::assertIsArray($value);
        self::assertInstanceOf(LuaFunction::class, $value['f']);
        self::assertSame(7, $value['f']->call());
        $code = 'error(setmetatable({[true] = 1}, {__tostring = function() return "m" end}))';
        $e = self::thrownBy(fn() => $lua->eval($code), ScriptException::class);
        self::assertSame('m', $e->getMessage());
        self::assertNull($e->getValue());
        self::assertStringStartsWith('stack traceback:', $e->getTraceback());
    }

    public function testAnOutputHandlerMayCallTheSameState(): void
    {
        $lua = self::lua();
        \ob_start(function (string $text) use ($lua): string {
            $lua->eval('return {"other"}, {"results"}', [['other', 'arguments']]);
            return '';
        }, 1);
        $results = $lua->evalAll('print("x") return {1}, "two", {3}');
        $first = $lua->eval('print("x") return {1}');
        \ob_end_clean();
        self::assertSame([[1], 'two', [3]], $results);
        self::assertSame([1], $first);
    }

    public function testADestructorThatPhpRunsMeanwhileMayUseTheSameState(): void
    {
        $lua = self::lua();
        $array = \array_fill(0, 20000, ['x']);
        for ($i = 0; $i < 3; $i++) {
            for ($j = 0; $j < 3000; $j++) {
                new Cycle(fn() => $lua->evalAll('return {9}, {9}', ['y', [8]]));
            }
            self::assertSame(['a', $array, 2.5], $lua->evalAll('return ...', ['a', $array, 2.5]));
            \gc_collect_cycles();
        }
    }
}
