<?php

/**
 * One function of C, called by PHP, by a script in PHP's hands and by one in C's.
 *
 *     make && make -C examples/bridge && php -d ffi.enable=1 examples/bridge/bridge.php
 */

declare(strict_types=1);

const BUILD = __DIR__ . '/../../build/bridge';

require __DIR__ . '/../../php/autoload.php';
require BUILD . '/Geo.php';

use Bridge\Geo;
use Moonspan\Lua;

$script = <<<'LUA'
    local places = { Bern = { 46.948, 7.447 }, Vienna = { 48.208, 16.373 } }
    for _, name in ipairs { "Bern", "Vienna" } do
      local metres = distance(52.520, 13.405, places[name][1], places[name][2])
      print(("Berlin - %-6s %4.0f km"):format(name, metres / 1000))
    end
    LUA;

$geo = Geo::fromLibrary(BUILD . '/libgeo.so');

echo "PHP calls C:\n";
\printf("Berlin - Paris  %4.0f km\n", $geo->distance(52.520, 13.405, 48.857, 2.352) / 1000);

echo "\nPHP runs a script that calls C:\n";
$lua = new Lua();
$lua->register('distance', [$geo, 'distance']);
$lua->eval($script);
$lua->close();

echo "\nC runs the same script:\n";
$geo->run($script);
echo $geo->report();

echo "\nThe script fails:\n";
if ($geo->run('return distance(1, 2, 3, nil + 4)') === Geo::ESCRIPT) {
    echo $geo->report(), "\n";
}
