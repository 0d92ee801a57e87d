<?php

/*
 * A page for PHP and for a server of KPHP: evaluates the Lua of ?code=... and answers in JSON.
 *
 *   php -d ffi.enable=1 -S 127.0.0.1:8080 examples/kphp/server.php
 *   curl '127.0.0.1:8080/?code=return+6*7'
 *
 * KPHP runs the whole file for each request, and forgets afterwards all that PHP knows. The library
 * closes what a request leaves open, but a page closes its state itself. (KPHP's json_encode() shows
 * 14 digits of a float.)
 */

#ifndef KPHP
require_once __DIR__ . '/../../php/autoload.php';
#endif

use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\Options;

class Page
{
    /** @return mixed[] */
    public static function answer(string $code): array
    {
        $options = new Options();
        $options->captureOutput = true;
        $options->memoryLimit = 4 << 20;
        $options->cpuLimit = 0.1;
        $options->outputLimit = 10000;
        $lua = new Lua($options);
        $answer = self::evaluate($lua, $code);
        $answer['printed'] = $lua->output();
        $lua->close();
        return $answer;
    }

    /** @return mixed[] */
    private static function evaluate(Lua $lua, string $code): array
    {
        try {
            $results = $lua->evalAll($code, [], '=code');
            return ['results' => $results];
        } catch (LuaException $e) {
            return ['error' => $e->getMessage()];
        }
    }
}

Lua::loadDynamic();
$code = isset($_GET['code']) ? (string) $_GET['code'] : 'print("hello") return 6 * 7, {1, "two"}';
\header('Content-Type: application/json');
echo \json_encode(Page::answer($code)), "\n";
