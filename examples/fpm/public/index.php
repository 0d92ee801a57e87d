<?php

/*
 * A page that runs the Lua script that is sent to it, and answers with its results as JSON:
 *
 *     curl --data 'return 6 * 7, ("moon"):upper()' http://127.0.0.1:PORT/
 *
 * A script has a state of its own, and a tenth of a second. If it fails the visitor learns no more
 * than that; the reason goes to the log.
 */

declare(strict_types=1);

use Moonspan\Lua;
use Moonspan\LuaException;
use Moonspan\Options;

// The server has preloaded the classes; this is for one that has not.
require_once __DIR__ . '/../../../php/autoload.php';

function run(string $script): string
{
    $options = new Options();
    $options->cpuLimit = 0.1;
    $options->memoryLimit = 8 << 20;
    $options->outputLimit = 64 << 10;
    $options->captureOutput = true;
    $lua = new Lua($options);
    $lua->set('request.method', $_SERVER['REQUEST_METHOD']);
    $lua->register('request.time', fn(): float => (float) $_SERVER['REQUEST_TIME_FLOAT']);
    $results = $lua->evalAll($script, [], 'request.lua');
    return json_encode(['results' => $results, 'output' => $lua->output()], JSON_THROW_ON_ERROR) . "\n";
}

header('Content-Type: application/json');
try {
    echo run((string) file_get_contents('php://input'));
} catch (Exception $e) {
    $traceback = $e instanceof LuaException ? $e->getTraceback() : $e->getTraceAsString();
    error_log(strtr(get_class($e) . ": {$e->getMessage()}\n$traceback", ["\n" => ' | ', "\t" => '']));
    http_response_code(500);
    echo '{"error":"the script failed"}', "\n";
}
