<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LoadException;
use Moonspan\Platform;

#ifndef KPHP
/**
 * Loads a library through PHP's FFI and makes sure that library, header and PHP files belong
 * together. Whatever stands in the way is a LoadException that says how to mend it.
 */
final class Loader
{
    /** The FFI scope that preload() leaves for all requests. */
    private const SCOPE = 'moonspan';

    private const HEADER = '/php/ffi/moonspan.h';

    /** How the messages of PHP's FFI begin for a library that the system cannot load, or that lacks a function. */
    private const NOT_LOADED = 'Failed loading';
    private const NOT_RESOLVED = 'Failed resolving';

    /**
     * @param ?string $path what Options::$libraryPath says
     * @return Native
     */
    public static function load(string $engine, ?string $path)
    {
        self::refuseWithoutFfi(Platform::current());
        $ffi = $path === null ? self::preloaded($engine) : null;
        if ($ffi !== null) {
            return $ffi;
        }
        $finder = new Finder($engine);
        $file = $finder->find($path);
        $ffi = self::attach($file, $finder);
        if ($ffi->moon_engine_id() !== $engine) {
            throw new LoadException(LoadException::LIBRARY_LOAD_FAILED, "$file holds the engine '"
                . $ffi->moon_engine_id() . "', but Options::\$engine asks for '$engine'. Name one of them otherwise: "
                . 'the engine by Options::$engine, the file by Options::$libraryPath or MOONSPAN_LIBRARY');
        }
        return $ffi;
    }

    /**
     * Loads the library for all requests of this server, under the name of a scope.
     *
     * PHP does not allow that to a server that root starts (opcache.preload_user). Then each
     * request loads the library itself, which costs it a fraction of a millisecond.
     */
    public static function preload(): void
    {
        self::refuseWithoutFfi(Platform::current());
        $finder = new Finder('lua54');
        $file = $finder->find(null);
        self::attach($file, $finder);
        $copy = (string) \tempnam(\sys_get_temp_dir(), 'moonspan');
        $line = '#define FFI_LIB "' . $file . '"';
        \file_put_contents($copy, \preg_replace('/^#define FFI_LIB .*$/m', $line, self::header()));
        try {
            \FFI::load($copy);
        } catch (\FFI\Exception $e) {
            if (\strpos($e->getMessage(), 'opcache.preload_user') === false) {
                throw $e;
            }
        } finally {
            \unlink($copy);
        }
    }

    public static function refuseWithoutFfi(Platform $platform): void
    {
        if ($platform->bits() !== 64) {
            throw new LoadException(LoadException::UNSUPPORTED_PLATFORM, "Moonspan needs a 64-bit PHP; this is a "
                . "{$platform->bits()}-bit one on {$platform->name()}. Moonspan is made for "
                . \implode(', ', Platform::supported()));
        }
        $ini = \php_ini_loaded_file();
        $where = $ini === false ? 'a php.ini (PHP has read none)' : "the php.ini that PHP has read, $ini";
        if (!\extension_loaded('FFI')) {
            throw new LoadException(LoadException::FFI_MISSING, "PHP's FFI extension is not loaded. Install it if it "
                . "is not there, and add the line 'extension=ffi' to $where");
        }
        try {
            \FFI::cdef();
        } catch (\FFI\Exception $e) {
            throw new LoadException(LoadException::FFI_DISABLED, "PHP's FFI may not be used here: the setting "
                . "ffi.enable is '" . \ini_get('ffi.enable') . "'. Add the line 'ffi.enable=1' to $where, or "
                . "the two lines 'ffi.enable=preload' and 'opcache.preload=" . Finder::root() . "/php/preload.php'");
        }
    }

    /** @return ?Native */
    private static function preloaded(string $engine)
    {
        try {
            /** @var Native $ffi */
            $ffi = \FFI::scope(self::SCOPE);
        } catch (\FFI\Exception $e) {
            return null;
        }
        return $ffi->moon_abi() === Abi::ABI && $ffi->moon_engine_id() === $engine ? $ffi : null;
    }

    /** @return Native */
    private static function attach(string $file, Finder $finder)
    {
        try {
            /** @var Native $ffi */
            $ffi = \FFI::cdef(self::header(), $file);
        } catch (\FFI\Exception $e) {
            throw self::failure($file, $finder, $e->getMessage());
        }
        if ($ffi->moon_abi() !== Abi::ABI) {
            throw self::mismatch($file, 'has ABI ' . $ffi->moon_abi() . ' (version ' . $ffi->moon_version() . ')');
        }
        return $ffi;
    }

    private static function failure(string $file, Finder $finder, string $message): LoadException
    {
        if (\strpos($message, self::NOT_RESOLVED) === 0) {
            return self::incomplete($file, $message);
        }
        if (\strpos($message, self::NOT_LOADED) !== 0) {
            return new LoadException(LoadException::LIBRARY_LOAD_FAILED, "the library '$file': $message");
        }
        $reason = self::loaderReason($file);
        if (\strpos($file, '/') === false && ($reason === '' || \strpos($reason, $file) !== false)) {
            return $finder->failure($file, $reason === '' ? 'not there' : $reason);
        }
        $lack = self::lack($file, $reason);
        $reason = $lack === '' ? $reason : "it needs the library '$lack', which is not to be had here ($reason)";
        return new LoadException(LoadException::LIBRARY_LOAD_FAILED, "the library '$file' cannot be loaded: $reason");
    }

    /**
     * The library that is needed and not there, by what the system's loader says; '' if it says
     * something else. glibc's begins with the name, musl's with three words.
     */
    private static function lack(string $file, string $reason): string
    {
        foreach ((new LibraryFile($file))->needed() as $name) {
            if (\preg_match('/^(Error loading shared library )?' . \preg_quote($name, '/') . ': /', $reason) === 1) {
                return $name;
            }
        }
        return '';
    }

    /** What the system's loader says against a file, which PHP does not pass on. */
    private static function loaderReason(string $file): string
    {
        try {
            /** @var Native $loader */
            $loader = \FFI::cdef('const char *dlerror(void);');
            try {
                \FFI::cdef('', $file);
            } catch (\FFI\Exception $e) {
                return (string) $loader->dlerror();
            }
        } catch (\FFI\Exception $e) {
            // Windows has no such function.
        }
        return '';
    }

    /** A library that lacks some of what the header declares. */
    private static function incomplete(string $file, string $message): LoadException
    {
        try {
            /** @var Native $ffi */
            $ffi = \FFI::cdef('int32_t moon_abi(void);', $file);
        } catch (\FFI\Exception $e) {
            return new LoadException(LoadException::LIBRARY_LOAD_FAILED, "the library '$file' is not libmoonspan: it "
                . "has no function moon_abi()");
        }
        \preg_match('/\bmoon_\w+/', $message, $names);
        return self::mismatch($file, 'has ABI ' . $ffi->moon_abi() . ' and lacks the function '
            . ($names[0] ?? "($message)"));
    }

    private static function mismatch(string $file, string $what): LoadException
    {
        return new LoadException(LoadException::ABI_MISMATCH, "the library '$file' $what; the header '"
            . self::headerPath() . "' is for a libmoonspan of ABI " . Abi::ABI
            . '. Install library and package of the same release');
    }

    private static function header(): string
    {
        $path = self::headerPath();
        $text = \is_readable($path) ? \file_get_contents($path) : false;
        if ($text === false) {
            throw self::badHeader('cannot be read');
        }
        if (\crc32($text) !== Abi::HEADER_CRC) {
            throw self::badHeader('are not as they came: somebody has changed the file');
        }
        return $text;
    }

    private static function badHeader(string $what): LoadException
    {
        return new LoadException(LoadException::HEADER_NOT_FOUND, "the declarations of libmoonspan, '"
            . self::headerPath() . "', $what. The file is part of the package; install that again");
    }

    private static function headerPath(): string
    {
        return Finder::root() . self::HEADER;
    }
}
#endif
