<?php

/*
 * Writes the package and the programs as KPHP sees them, without the blocks for PHP, into a folder
 * where PHP runs them with stand-ins for what KPHP has of its own:
 *
 *   php tests/kphp/view/make.php FOLDER
 *   php -d ffi.enable=1 -d auto_prepend_file=FOLDER/stand_in.php FOLDER/tests/smoke.php
 */

declare(strict_types=1);

/** What the stand-ins stand in for. */
const STAND_INS = [
    '\FFI::load(' => '\StandIn::load(',
    '\FFI::scope(' => '\StandIn::scope(',
    '\msgpack_serialize(' => '\StandIn::messagePack(',
];

/** @param string[] $files */
function view(array $files, string $folder): void
{
    @\mkdir($folder, 0777, true);
    foreach ($files as $file) {
        $text = (string) \preg_replace('/#ifndef KPHP\b.*?#endif/s', '', (string) \file_get_contents($file));
        $text = \strtr($text, STAND_INS);
        \file_put_contents($folder . '/' . \basename($file), $text);
    }
}

$root = \dirname(__DIR__, 3);
$folder = $argv[1];
view(\glob("$root/php/src/*.php") ?: [], "$folder/src");
view(\glob("$root/php/src/Internal/*.php") ?: [], "$folder/src/Internal");
view(\glob("$root/php/ffi/*.h") ?: [], "$folder/ffi");
view(\glob("$root/{tests,examples}/kphp/*.php", \GLOB_BRACE) ?: [], "$folder/tests");
\copy(__DIR__ . '/stand_in.php', "$folder/stand_in.php");
