<?php

/**
 * Moonspan for servers that allow FFI to preloaded code only. In php.ini:
 *
 *     ffi.enable=preload
 *     opcache.preload=/path/to/moonspan/php/preload.php
 *
 * The library is looked for here and now, once: MOONSPAN_LIBRARY counts in the environment in which
 * the server starts. Options::$libraryPath still has its say in each request.
 */

declare(strict_types=1);

use Moonspan\Internal\Loader;

require_once __DIR__ . '/autoload.php';

foreach (['', 'Internal/'] as $folder) {
    foreach (\glob(__DIR__ . "/src/$folder*.php") ?: [] as $file) {
        require_once $file;
    }
}

Loader::preload();
