<?php

/**
 * What KPHP has of its own and this package uses.
 */

declare(strict_types=1);

#ifndef KPHP
if (!\function_exists('to_mixed')) {
    /** In KPHP only this makes a mixed of an object. */
    function to_mixed(object $instance): mixed
    {
        return $instance;
    }
}
#endif
