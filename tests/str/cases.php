<?php

// Writes what PHP makes of thousands of calls of its string functions, for compare.lua:
//
//   php tests/str/cases.php [COUNT [FUNCTION...]] > cases
//
// A line is the length of what follows it: serialize([function, arguments, results]).

declare(strict_types=1);

use Moonspan\Tests\Str\Cases;

require __DIR__ . '/Cases.php';

ini_set('memory_limit', '1G');
$count = (int) ($argv[1] ?? 1000);
$cases = new Cases();
foreach (array_slice($argv, 2) ?: $cases->functions() as $function) {
    foreach ($cases->of($function, $count) as [$arguments, $results]) {
        $line = serialize([$function, $arguments, $results]);
        echo strlen($line), "\n", $line, "\n";
    }
}
