<?php

/*
 * A command-line program for PHP and for KPHP: prices come from PHP, rules from Lua.
 *
 *   php -d ffi.enable=1 examples/kphp/shop.php
 *
 * docs/kphp.md says how KPHP compiles it.
 */

#ifndef KPHP
require_once __DIR__ . '/../../php/autoload.php';
#endif

use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\LuaFunction;
use Moonspan\Options;

class Shop
{
    private const RULES = <<<'LUA'
return {
  bulk = function(line) if line.count >= 10 then return line.count * shop.price(line.item) * 0.1 end end,
  gift = function(line) if line.item == 'book' then return shop.price('card') end end,
  bad = function(line) return shop.price('unicorn') end,
}
LUA;

    private Lua $lua;

    /** @var float[] */
    private array $prices = ['book' => 12.5, 'card' => 2.0, 'pen' => 0.75];

    public function __construct()
    {
        $options = new Options();
        $options->memoryLimit = 8 << 20;
        $options->cpuLimit = 0.5;
        $this->lua = new Lua($options);
        $this->lua->registerList('shop.price', function (array $arguments) {
            $item = (string) $arguments[0];
            if (!isset($this->prices[$item])) {
                throw new \OutOfBoundsException("there is no '$item'");
            }
            return $this->prices[$item];
        });
    }

    /** @param mixed[] $line an item and how many of it */
    public function discounts(array $line): void
    {
        $rules = $this->lua->getTable('rules');
        foreach (['bulk', 'gift', 'bad'] as $name) {
            $rule = $rules->get($name);
            if ($rule instanceof LuaFunction) {
                $this->apply($name, $rule, $line);
                $rule->release();
            }
        }
        $rules->release();
    }

    public function load(): void
    {
        $this->lua->set('rules', $this->lua->eval(self::RULES, [], 'rules.lua'));
    }

    public function close(): void
    {
        $this->lua->close();
    }

    /**
     * In KPHP a statement inside `try` has one call that may throw.
     *
     * @param mixed[] $line
     */
    private function apply(string $name, LuaFunction $rule, array $line): void
    {
        try {
            $discount = $rule->call($line);
            if ($discount !== null) {
                \printf("%s: %.2f\n", $name, (float) $discount);
            }
        } catch (LuaException $e) {
            echo $name, ': the rule is wrong: ', $e->getMessage(), "\n";
        } catch (\OutOfBoundsException $e) {
            echo $name, ': ', $e->getMessage(), "\n";
        }
    }
}

Lua::loadDynamic();
$shop = new Shop();
$shop->load();
$shop->discounts(['item' => 'book', 'count' => 12]);
$shop->discounts(['item' => 'pen', 'count' => 1]);
$shop->close();
