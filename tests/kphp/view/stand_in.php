<?php

/*
 * In PHP, what KPHP has of its own; see make.php.
 */

declare(strict_types=1);

/** FFI::load() and FFI::scope(), which need no opcache.preload in KPHP. */
final class StandIn
{
    private static FFI $ffi;

    public static function load(string $header): void
    {
        $declarations = \preg_replace('/^#.*/m', '', (string) \file_get_contents($header));
        self::$ffi = FFI::cdef((string) $declarations, (string) \getenv('MOONSPAN_LIBRARY'));
    }

    public static function scope(string $name): FFI
    {
        return self::$ffi;
    }

    /** What a server does between two requests: all that PHP knows is forgotten, what C knows is not. */
    public static function nextRequest(): void
    {
        $reset = new \ReflectionProperty(Moonspan\Internal\Scope::class, 'isBegun');
        $reset->setAccessible(true);
        $reset->setValue(null, false);
    }

    public static function liveStates(): int
    {
        return self::$ffi->moon_live_states();
    }

    /** MessagePack without its shorter forms. */
    public static function messagePack(mixed $value): ?string
    {
        if (\is_array($value)) {
            $isList = \array_is_list($value);
            $bytes = ($isList ? "\xdd" : "\xdf") . \pack('N', \count($value));
            foreach ($value as $key => $inner) {
                $bytes .= ($isList ? '' : self::messagePack($key)) . self::messagePack($inner);
            }
            return $bytes;
        }
        if (\is_int($value)) {
            return "\xd3" . \pack('J', $value);
        }
        if (\is_float($value)) {
            return "\xcb" . \pack('E', $value);
        }
        if (\is_string($value)) {
            return "\xdb" . \pack('N', \strlen($value)) . $value;
        }
        return $value === null ? "\xc0" : ($value ? "\xc3" : "\xc2");
    }
}

function to_mixed(object $instance): mixed
{
    return $instance;
}

\spl_autoload_register(static function (string $class): void {
    if (\strncmp($class, 'Moonspan\\', 9) === 0) {
        require __DIR__ . '/src/' . \strtr(\substr($class, 9), '\\', '/') . '.php';
    }
});
