<?php

/*
 * Prints the bills for the orders in orders.csv. PHP reads the file and adds up; what is taken off
 * a price is decided by discounts.lua, which runs in a sandbox. An argument names another engine.
 */

declare(strict_types=1);

use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\Options;
use Moonspan\ScriptException;

require __DIR__ . '/../../php/autoload.php';

/** @return array<string, array<array{item: string, country: string, quantity: int, unit: int, coupon: string}>> */
function readOrders(string $path): array
{
    $orders = [];
    $file = new SplFileObject($path);
    $file->setFlags(SplFileObject::READ_CSV | SplFileObject::SKIP_EMPTY | SplFileObject::READ_AHEAD);
    $file->setCsvControl(',', '"', '\\');
    foreach ($file as $number => $row) {
        if ($number === 0 || !is_array($row)) {
            continue;
        }
        [$customer, $country, $item, $quantity, $price, $coupon] = array_map('strval', $row);
        $orders[$customer][] = [
            'item' => $item,
            'country' => $country,
            'quantity' => (int) $quantity,
            'unit' => (int) round(100 * (float) $price),
            'coupon' => $coupon,
        ];
    }
    return $orders;
}

function money(int $cents): string
{
    return number_format($cents / 100, 2);
}

function printLine(string $item, string $quantity, string $price, string $why, string $off, string $amount): void
{
    printf("  %-22s %4s %8s  %-20s %9s %10s\n", $item, $quantity, $price, $why, $off, $amount);
}

/**
 * Prints one customer's bill and returns its total.
 *
 * @param array<array{item: string, country: string, quantity: int, unit: int, coupon: string}> $lines
 */
function printBill(Lua $lua, string $customer, array $lines): int
{
    echo "\n$customer, {$lines[0]['country']}\n";
    printLine('item', 'qty', 'price', 'discount', '', 'amount');
    $total = 0;
    foreach ($lines as $line) {
        [$off, $why] = $lua->callAll('rules.line', $line['item'], $line['quantity'], $line['unit'], $line['coupon']);
        $amount = $line['quantity'] * $line['unit'] - $off;
        $total += $amount;
        printLine(
            $line['item'],
            (string) $line['quantity'],
            money($line['unit']),
            $why,
            $off === 0 ? '' : money(-$off),
            money($amount)
        );
    }
    $delivery = $lua->call('rules.delivery', $lines[0]['country'], $total);
    printLine('delivery', '', '', '', '', $delivery === 0 ? 'free' : money($delivery));
    printLine('total', '', '', '', '', money($total + $delivery));
    return $total + $delivery;
}

function indent(string $text): string
{
    return '    ' . str_replace("\n", "\n    ", $text) . "\n";
}

$options = new Options();
$options->engine = $argv[1] ?? 'lua54';
$lua = new Lua($options);
$rules = __DIR__ . '/discounts.lua';
$lua->eval((string) file_get_contents($rules), [], basename($rules));

$total = 0;
foreach (readOrders(__DIR__ . '/orders.csv') as $customer => $lines) {
    $total += printBill($lua, $customer, $lines);
}
echo "\nAll bills together: ", money($total), "\n";

echo "\nA rule refuses a line, and says where in the script:\n";
try {
    $lua->call('rules.line', 'teapot', -3, 3200, '');
} catch (ScriptException $e) {
    echo indent($e->getMessage()), indent($e->getTraceback());
}

echo "\nA rule with a typing error is refused before it runs:\n";
try {
    $lua->load("function rules.gift(total)\n  retrun total > 10000\nend", 'gift.lua');
} catch (LuaException $e) {
    echo indent($e->getMessage());
}

printf("\n%s, %d KB of memory at most.\n", $lua->engine(), $lua->peakMemoryUsage() / 1024);
$lua->close();
