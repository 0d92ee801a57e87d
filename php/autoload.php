<?php

/**
 * Loads the classes of Moonspan where Composer does not.
 */

declare(strict_types=1);

\spl_autoload_register(static function (string $class): void {
    if (\strncmp($class, 'Moonspan\\', 9) === 0) {
        $path = __DIR__ . '/src/' . \strtr(\substr($class, 9), '\\', '/') . '.php';
        if (\is_file($path)) {
            require $path;
        }
    }
});

require_once __DIR__ . '/polyfill.php';

// The constants of a class that is there already, PHP puts into the code that it compiles.
\class_exists(Moonspan\Internal\Abi::class);
