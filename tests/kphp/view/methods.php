<?php

/*
 * Names the public methods, as KPHP sees them, that a program does not call; with the stand-ins.
 *
 *   php -d auto_prepend_file=FOLDER/stand_in.php tests/kphp/view/methods.php FOLDER PROGRAM
 */

declare(strict_types=1);

/** Whether the text of a program has a call of a method. */
function calls(string $program, \ReflectionMethod $method): bool
{
    if ($method->isConstructor()) {
        return $method->class === Moonspan\Internal\Held::class
            || \preg_match('/new ' . $method->getDeclaringClass()->getShortName() . '\b/', $program) === 1
            || \preg_match('/catch \(' . $method->getDeclaringClass()->getShortName() . '\b/', $program) === 1;
    }
    return \preg_match('/(->|::)' . $method->name . '\(/', $program) === 1;
}

$program = (string) \file_get_contents($argv[2]);
foreach (\glob("{$argv[1]}/src/*.php") ?: [] as $file) {
    /** @var class-string $class */
    $class = 'Moonspan\\' . \basename($file, '.php');
    if (!\class_exists($class)) {
        continue;
    }
    foreach ((new \ReflectionClass($class))->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
        $isOffered = \strncmp($method->class, 'Moonspan\\', 9) === 0
            && \strpos((string) $method->getDocComment(), '@internal') === false;
        if ($isOffered && $method->name !== 'loadStatic' && !calls($program, $method)) {
            echo "$class::{$method->name}()\n";
        }
    }
}
