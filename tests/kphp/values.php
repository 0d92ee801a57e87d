<?php

/*
 * Values there and back: nothing changes, and what cannot cross says where it stands.
 */

#ifndef KPHP
require_once __DIR__ . '/../../php/autoload.php';
#endif

require_once __DIR__ . '/Show.php';

use Moonspan\ConversionException;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\Lua;
use Moonspan\Options;

class Stranger
{
    public int $field = 1;
}

class Values
{
    private Lua $lua;

    public function __construct(Lua $lua)
    {
        $this->lua = $lua;
    }

    public function scalars(): void
    {
        /** @var mixed[] $values */
        $values = [
            null, true, false, 0, -1, 9223372036854775807, '', "nul \0 and \xff", 'text',
        ];
        $values[] = -9223372036854775807 - 1;
        $values[] = 0.1 + 0.2;
        $values[] = 1.0;
        $values[] = -0.0;
        $values[] = 1e300;
        $values[] = 5e-324;
        Show::value('one by one', $this->lua->call('table.pack', 1, 2.5, 'x'));
        foreach ($values as $value) {
            Show::value('alone', $this->lua->eval('return ...', [$value]));
        }
        Show::value('in an array', $this->lua->eval('return ...', [$values]));
        Show::value('kinds', $this->lua->eval(
            'local t = {} for i = 4, #... do t[#t + 1] = math.type((...)[i]) or type((...)[i]) end return t',
            [$values]
        ));
    }

    public function arrays(): void
    {
        /** @var mixed[] $deep */
        $deep = ['leaf'];
        for ($i = 0; $i < 100; $i++) {
            $deep = [$deep];
        }
        $back = $this->lua->eval('return ...', [$deep]);
        $depth = 0;
        while (\is_array($back)) {
            $back = $back[0];
            $depth++;
        }
        Show::value('depth', $depth);
        Show::value('empty', $this->lua->eval('return ...', [[]]));
        Show::value('keys', $this->lua->eval('return #..., (...)[5]', [[5 => 'five']]));
        Show::value('names', $this->lua->eval('return {[5] = "five"}'));
        Show::value('nulls', $this->lua->eval('return #..., (...)[2] == php.null', [[1, null, 3]]));
        Show::value('many', $this->lua->evalAll('local t = ... return #t, t[5000], {1, 2, {3}}', [\range(1, 5000)]));
    }

    public function objects(): void
    {
        $double = $this->lua->eval('return function(n) return n * 2 end');
        $table = $this->lua->table(['x' => 1]);
        /** @var mixed[] $parts */
        $parts = ['f' => $double, 't' => to_mixed($table), 'more' => [1, [$double]]];
        Show::value('inside', $this->lua->eval(
            'local p = ... p.t.x = p.f(21) return p.more[2][1](4), p.t.x',
            [$parts]
        ));
        Show::value('the table itself', $table->get('x'));
        $back = $this->lua->eval('local f = ... return {f, {f}}', [$double]);
        if (\is_array($back) && $back[0] instanceof LuaFunction) {
            $function = $back[0];
            if ($function instanceof LuaFunction) {
                Show::value('called', $function->call(8));
            }
        }
    }

    public function refusals(): void
    {
        $this->refuse('an object', to_mixed(new Stranger()));
        $this->refuse('an object inside', ['items' => [1, ['when' => to_mixed(new Stranger())]]]);
        /** @var mixed[] $deep */
        $deep = [];
        for ($i = 0; $i < 200; $i++) {
            $deep = [$deep];
        }
        $this->refuse('too deep', $deep);
        $options = new Options();
        $other = new Lua($options);
        $foreign = $other->load('return 1');
        $this->refuse('foreign', to_mixed($foreign));
        $this->refuse('foreign inside', [[to_mixed($foreign)]]);
        $other->close();
        $own = $this->lua->load('return 1');
        $own->release();
        $this->refuse('released', to_mixed($own));
        $this->refuse('released inside', ['f' => to_mixed($own)]);
        try {
            $this->lua->eval('return {{coroutine.wrap}, {[{}] = 1}}');
        } catch (LuaException $e) {
            Show::exception('a table as key', $e);
        }
        Show::value('goes on', $this->lua->eval('return 1'));
    }

    private function refuse(string $what, mixed $value): void
    {
        try {
            $this->lua->eval('return ...', [1, $value]);
            echo $what, ": crossed\n";
        } catch (ConversionException $e) {
            Show::value($what, $e->getPath());
        } catch (LuaException $e) {
            Show::exception($what, $e);
        }
    }
}

Lua::loadDynamic();
$values = new Values(new Lua());
$values->scalars();
$values->arrays();
$values->objects();
$values->refusals();
