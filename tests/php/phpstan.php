<?php

/*
 * Where PHPStan finds the PHPUnit of the operating system, unless Composer brought one.
 */

declare(strict_types=1);

if (!\class_exists('PHPUnit\Framework\TestCase')) {
    require_once 'PHPUnit/Autoload.php';
}
