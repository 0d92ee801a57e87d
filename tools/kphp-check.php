<?php

/**
 * Says what KPHP would refuse or miscompile, without KPHP.
 *
 *   php tools/kphp-check.php PATH...       files, or folders to be looked through
 *
 * .php is held against the language that KPHP compiles, outside `#ifndef KPHP` blocks; .h against what
 * its FFI reads. What it finds is printed as `file:line: message`, and then the exit status is 1.
 */

declare(strict_types=1);

namespace Moonspan\Tools\Kphp;

foreach (['Checker', 'Source', 'Names', 'Syntax', 'Signatures', 'Attempts', 'Header'] as $class) {
    require __DIR__ . "/kphp/$class.php";
}

$status = 0;
foreach (\array_slice($argv, 1) as $path) {
    foreach (Checker::problems($path) as $problem) {
        echo $problem, "\n";
        $status = 1;
    }
}
exit($status);
