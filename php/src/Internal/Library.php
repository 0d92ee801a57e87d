<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LoadException;

/** libmoonspan in this process: found, checked and loaded once for each engine. */
final class Library
{
    /** The FFI scope that php/preload.php leaves for all requests. */
    private const SCOPE = 'moonspan';

    private const HEADER = 'php/ffi/moonspan.h';

    /** Where in a source tree the library of an engine is built, and what the system calls it. */
    private const ENGINES = [
        'lua54' => ['build/libmoonspan.so', 'libmoonspan.so.0'],
        'lua54-system' => ['build/lua54-system-release/libmoonspan.so', 'libmoonspan.so.0'],
        'luajit' => ['build/libmoonspan-luajit.so', 'libmoonspan-luajit.so.0'],
    ];

    /** @var Library[] by engine and path */
    private static $loaded = [];

    /**
     * @var ffi_scope<moonspan>
     * @phpstan-var Native
     */
    public $ffi;

    /** @var Words what a closed state has in place of moon_frame() */
    public $noInts;

    /** @var FloatWords */
    public $noFloats;

    /** @param Native $ffi */
    private function __construct($ffi)
    {
        $words = Abi::FRAME_FIRST + 2 * Abi::FRAME_SLOTS;
        $this->ffi = $ffi;
        $this->noInts = $ffi->new("int64_t[$words]");
        $this->noFloats = $ffi->new("double[$words]");
    }

#ifndef KPHP
    /** What C may call, made when first needed. */
    private ?Callback $callback = null;

    public function callback(): Callback
    {
        return $this->callback ??= new Callback($this->ffi);
    }
#endif

    /** The library of an engine; $path is its file, or null to look for it. */
    public static function open(string $engine, ?string $path): Library
    {
        $key = $path === null ? $engine : "$engine:$path";
        if (!isset(self::$loaded[$key])) {
            self::$loaded[$key] = self::load($engine, $path);
        }
        return self::$loaded[$key];
    }

    /**
     * Loads the library for all requests of this server; for use in an opcache.preload script.
     *
     * PHP does not allow that to a server that root starts (opcache.preload_user). Then each
     * request loads the library itself, which costs it a fraction of a millisecond.
     */
    public static function preload(): void
    {
        self::refuseWithoutFfi();
        $explicit = self::explicitPath(null);
        $file = $explicit === '' ? self::find('lua54') : $explicit;
        self::attach($file, 'lua54');
        $copy = (string) \tempnam(\sys_get_temp_dir(), 'moonspan');
        $line = '#define FFI_LIB "' . $file . '"';
        \file_put_contents($copy, \preg_replace('/^#define FFI_LIB .*$/m', $line, self::header()));
        try {
            \FFI::load($copy);
        } catch (\FFI\Exception $e) {
            if (\strpos($e->getMessage(), 'opcache.preload_user') === false) {
                throw $e;
            }
        }
        \unlink($copy);
    }

    private static function load(string $engine, ?string $path): Library
    {
        if (!isset(self::ENGINES[$engine])) {
            throw Failure::usage("Options::\$engine is '$engine'; it takes '"
                . \implode("', '", \array_keys(self::ENGINES)) . "'");
        }
        self::refuseWithoutFfi();
        if ($path === null && ($ffi = self::preloaded($engine)) !== null) {
            return self::begin($ffi);
        }
        $explicit = self::explicitPath($path);
        $file = $explicit === '' ? self::find($engine) : $explicit;
        $ffi = self::attach($file, $engine);
        if ($ffi->moon_engine_id() !== $engine) {
            throw new LoadException(LoadException::LIBRARY_LOAD_FAILED, "$file holds the engine '"
                . $ffi->moon_engine_id() . "', but Options::\$engine asks for '$engine'. Name one of them otherwise: "
                . "the engine by Options::\$engine, the file by Options::\$libraryPath or MOONSPAN_LIBRARY");
        }
        return self::begin($ffi);
    }

    /**
     * States that are open before this request opened one were left behind when an earlier request
     * of this process died of a fatal error.
     *
     * @param Native $ffi
     */
    private static function begin($ffi): Library
    {
        if (self::$loaded === [] && $ffi->moon_live_states() > 0) {
            $ffi->moon_close_all();
        }
        return new Library($ffi);
    }

    private static function refuseWithoutFfi(): void
    {
        $ini = \php_ini_loaded_file();
        $where = $ini === false ? 'a php.ini (none is loaded now)' : $ini;
        if (\PHP_INT_SIZE !== 8 || \PHP_OS_FAMILY === 'Windows') {
            throw new LoadException(LoadException::UNSUPPORTED_PLATFORM, 'Moonspan needs a 64-bit PHP on a Unix-like '
                . 'system; this is a ' . 8 * \PHP_INT_SIZE . '-bit PHP on ' . \PHP_OS_FAMILY);
        }
        if (!\extension_loaded('FFI')) {
            throw new LoadException(LoadException::FFI_MISSING, "PHP's FFI extension is not loaded. Install it if it "
                . "is not there, and add the line 'extension=ffi' to $where");
        }
        try {
            \FFI::cdef();
        } catch (\FFI\Exception $e) {
            throw new LoadException(LoadException::FFI_DISABLED, "PHP's FFI may not be used here: the setting "
                . "ffi.enable is '" . \ini_get('ffi.enable') . "'. Add the line 'ffi.enable=1' to $where, or "
                . "the two lines 'ffi.enable=preload' and 'opcache.preload=" . self::root() . "/php/preload.php'");
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

    /** The file that the program or its environment names; '' if they name none. */
    private static function explicitPath(?string $path): string
    {
        $source = 'Options::$libraryPath';
        if ($path === null) {
            $source = 'the environment variable MOONSPAN_LIBRARY';
            $path = (string) \getenv('MOONSPAN_LIBRARY');
            if ($path === '') {
                return '';
            }
        }
        $problem = LibraryFile::problem($path);
        if ($problem !== '') {
            $reason = \file_exists($path) ? LoadException::LIBRARY_LOAD_FAILED : LoadException::LIBRARY_NOT_FOUND;
            throw new LoadException($reason, "the library '$path', named by $source, $problem");
        }
        return (string) \realpath($path);
    }

    /** The file of an engine's library, or a name for the system's loader to look for. */
    private static function find(string $engine): string
    {
        foreach (self::places($engine) as $path) {
            if (\file_exists($path)) {
                $problem = LibraryFile::problem($path);
                if ($problem !== '') {
                    throw new LoadException(LoadException::LIBRARY_LOAD_FAILED, "the library '$path' $problem");
                }
                return $path;
            }
        }
        return self::ENGINES[$engine][1];
    }

    /** @return string[] */
    private static function places(string $engine): array
    {
        $places = [];
        if ($engine === 'lua54') {
            $machine = \php_uname('m') === 'x86_64' ? 'amd64' : \php_uname('m');
            $machine = $machine === 'aarch64' ? 'arm64' : $machine;
            $places[] = self::root() . '/dist/libmoonspan-' . \strtolower(\PHP_OS_FAMILY) . "-$machine.so";
        }
        $places[] = self::root() . '/' . self::ENGINES[$engine][0];
        return $places;
    }

    /**
     * Loads the library and makes sure that it is the one that this package was made for.
     *
     * @return Native
     */
    private static function attach(string $file, string $engine)
    {
        $header = self::header();
        try {
            /** @var Native $ffi */
            $ffi = \FFI::cdef($header, $file);
        } catch (\FFI\Exception $e) {
            throw self::attachFailure($file, $engine, $e->getMessage());
        }
        if ($ffi->moon_abi() !== Abi::ABI) {
            throw self::mismatch($file, 'has ABI ' . $ffi->moon_abi() . ' (version ' . $ffi->moon_version() . ')');
        }
        return $ffi;
    }

    private static function attachFailure(string $file, string $engine, string $message): LoadException
    {
        if (\strpos($message, 'Failed loading') !== 0) {
            return self::mismatch($file, self::describeStranger($file, $message));
        }
        $reason = self::loaderReason($file);
        if (\strpos($file, '/') !== false) {
            $message = "the library '$file' cannot be loaded: $reason";
            return new LoadException(LoadException::LIBRARY_LOAD_FAILED, $message);
        }
        $tried = \array_merge(self::places($engine), ["$file, wherever the system keeps its libraries ($reason)"]);
        $make = $engine === 'lua54-system' ? 'make ENGINE=lua54-system' : 'make';
        $message = "there is no libmoonspan for the engine '$engine'. Looked for\n  " . \implode("\n  ", $tried)
            . "\nRun '$make' in " . self::root() . ', or name the file in Options::$libraryPath or in the '
            . 'environment variable MOONSPAN_LIBRARY';
        return new LoadException(LoadException::LIBRARY_NOT_FOUND, $message);
    }

    /** What the system's loader says against a file, which PHP does not pass on. */
    private static function loaderReason(string $file): string
    {
        /** @var Native $loader */
        $loader = \FFI::cdef('const char *dlerror(void);');
        try {
            \FFI::cdef('', $file);
        } catch (\FFI\Exception $e) {
            return $loader->dlerror() ?? $e->getMessage();
        }
        return '';
    }

    /** A library that lacks some of what the header declares. */
    private static function describeStranger(string $file, string $message): string
    {
        try {
            /** @var Native $ffi */
            $ffi = \FFI::cdef('int32_t moon_abi(void);', $file);
        } catch (\FFI\Exception $e) {
            return 'is not libmoonspan: it has no function moon_abi()';
        }
        \preg_match('/\bmoon_\w+/', $message, $names);
        return 'has ABI ' . $ffi->moon_abi() . ' and lacks the function ' . ($names[0] ?? "($message)");
    }

    private static function mismatch(string $file, string $what): LoadException
    {
        return new LoadException(LoadException::ABI_MISMATCH, "the library '$file' $what; "
            . 'the PHP files in ' . self::root() . '/php need a libmoonspan of ABI ' . Abi::ABI
            . ', of the same release as they are');
    }

    private static function header(): string
    {
        $path = self::root() . '/' . self::HEADER;
        $text = \is_readable($path) ? \file_get_contents($path) : false;
        if ($text === false) {
            throw new LoadException(LoadException::HEADER_NOT_FOUND, "the declarations of libmoonspan are missing: "
                . "'$path' cannot be read. The file is part of the package; install that again");
        }
        return $text;
    }

    private static function root(): string
    {
        return \dirname(__DIR__, 3);
    }
}
