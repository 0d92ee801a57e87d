<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LoadException;

/**
 * The functions of libmoonspan in KPHP, whose programs have it loaded when they start, or linked
 * into them. PHP looks for it when it is first needed (Library).
 *
 * In a server of KPHP the memory of C outlives a request, while all that PHP knows of it is forgotten.
 * So the end of a request closes what it left open, and the first state of the next one does, for
 * a request may be ended too hard for that.
 */
final class Scope
{
    /** Whether this request has opened a state. */
    private static bool $isBegun = false;

    private static bool $isLoaded = false;

    /** From libmoonspan.so, where the system's loader finds it. */
    public static function loadDynamic(): void
    {
#ifndef KPHP
        return;
#endif
        \FFI::load(__DIR__ . '/../../ffi/moonspan.h');
        self::$isLoaded = true;
    }

    /** From libmoonspan.a, which is part of the program. */
    public static function loadStatic(): void
    {
#ifndef KPHP
        return;
#endif
        \FFI::load(__DIR__ . '/../../ffi/moonspan_static.h');
        self::$isLoaded = true;
    }

    /**
     * The functions, with the engine that the program asks for behind them.
     *
     * @return ffi_scope<moonspan>
     * @phpstan-return Native
     */
    public static function open(string $engine, ?string $path)
    {
        if (!self::$isLoaded) {
            throw new LoadException(LoadException::LIBRARY_NOT_FOUND, 'libmoonspan is not loaded: call '
                . 'Moonspan\\Lua::loadDynamic() or Moonspan\\Lua::loadStatic() before the first new Moonspan\\Lua()');
        }
        /** @phpstan-var Native $ffi */
        $ffi = \FFI::scope('moonspan');
        if ($ffi->moon_abi() !== Abi::ABI) {
            throw new LoadException(LoadException::ABI_MISMATCH, 'the library has ABI ' . $ffi->moon_abi()
                . ' (version ' . $ffi->moon_version() . '), and the PHP files of Moonspan need ABI ' . Abi::ABI
                . ', of the same release as they are');
        }
        if ($ffi->moon_engine_id() !== $engine || $path !== null) {
            throw Failure::usage("the program was built with the engine '" . $ffi->moon_engine_id()
                . "'; in KPHP, Options::\$engine says the same and Options::\$libraryPath stays null");
        }
        if (!self::$isBegun) {
            self::begin();
        }
        return $ffi;
    }

    private static function begin(): void
    {
        self::$isBegun = true;
        self::closeAll();
        \register_shutdown_function(static function (): void {
            self::closeAll();
        });
    }

    private static function closeAll(): void
    {
        $ffi = \FFI::scope('moonspan');
        $ffi->moon_close_all();
    }
}
