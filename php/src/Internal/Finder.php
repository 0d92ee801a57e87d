<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LoadException;
use Moonspan\Platform;

#ifndef KPHP
/**
 * Where the library of an engine is. The first of these that there is, is taken:
 *
 * 1. the file in Options::$libraryPath
 * 2. the file in the environment variable MOONSPAN_LIBRARY
 * 3. the package's dist/, by the name for this platform
 * 4. the package's build/, where make puts it
 * 5. what the system's loader finds
 *
 * A file that is named but unfit is an error, and not passed over; so is an unfit one in a place
 * of the package.
 */
final class Finder
{
    private const VARIABLE = 'MOONSPAN_LIBRARY';

    /** Where an engine's library is built, what it is called where it is installed, how it is made. */
    private const ENGINES = [
        'lua54' => ['build/libmoonspan.so', 'libmoonspan', 'make'],
        'lua54-system' => ['build/lua54-system-release/libmoonspan.so', 'libmoonspan', 'make ENGINE=lua54-system'],
        'luajit' => ['build/libmoonspan-luajit.so', 'libmoonspan-luajit', 'make'],
    ];

    private string $engine;
    private Platform $platform;

    /** @var string[] places, each with what was found wrong with it */
    private array $tried = [];

    public function __construct(string $engine, ?Platform $platform = null)
    {
        $this->engine = $engine;
        $this->platform = $platform ?? Platform::current();
    }

    /** @return string[] */
    public static function engines(): array
    {
        return \array_keys(self::ENGINES);
    }

    /** The folder of the package. */
    public static function root(): string
    {
        return \dirname(__DIR__, 3);
    }

    /**
     * The library's file, or the name by which the system's loader may know it.
     *
     * @param ?string $path what Options::$libraryPath says
     */
    public function find(?string $path): string
    {
        $named = $this->named('Options::$libraryPath', $path);
        $variable = \getenv(self::VARIABLE);
        $named ??= $this->named('the environment variable ' . self::VARIABLE, $variable === '' ? false : $variable);
        if ($named !== null) {
            return $named;
        }
        foreach ($this->places() as $place) {
            $file = new LibraryFile($place, $this->platform);
            if ($file->problem() === '') {
                return $place;
            }
            if ($file->isReadable()) {
                throw self::unfit("the library '$place' {$file->problem()}");
            }
            $this->tried[] = "$place: {$file->problem()}";
        }
        return $this->platform->installedName(self::ENGINES[$this->engine][1]);
    }

    /** That the system's loader does not know the name either. */
    public function failure(string $name, string $loaderReason): LoadException
    {
        [, , $make] = self::ENGINES[$this->engine];
        $tried = \implode("\n  ", \array_merge($this->tried, ["$name, wherever the system looks: $loaderReason"]));
        $sentence = "there is no libmoonspan for the engine '$this->engine' on {$this->platform->name()}.";
        $isSupported = $this->platform->isSupported();
        if (!$isSupported) {
            $sentence .= ' Moonspan is not made for this platform, but for '
                . \implode(', ', Platform::supported()) . '; it may still be possible to build it.';
        }
        return new LoadException(
            $isSupported ? LoadException::LIBRARY_NOT_FOUND : LoadException::UNSUPPORTED_PLATFORM,
            "$sentence Looked for\n  $tried\nRun '$make' in " . self::root() . ' or, with Composer, '
                . "'vendor/bin/moonspan-install'; or name a file in Options::\$libraryPath or in the environment "
                . 'variable ' . self::VARIABLE
        );
    }

    /**
     * The path of a file that somebody named; null if nobody did.
     *
     * @param string|false|null $path
     */
    private function named(string $source, $path): ?string
    {
        if ($path === null || $path === false) {
            $this->tried[] = "$source: not set";
            return null;
        }
        $absolute = \preg_match('~^([/\\\\]|\w:)~', $path) === 1 ? $path : \getcwd() . "/$path";
        $file = new LibraryFile($absolute, $this->platform);
        if ($file->problem() === '') {
            return $absolute;
        }
        $message = "the library '$path', named by $source, {$file->problem()}";
        throw $file->problem() === LibraryFile::MISSING
            ? new LoadException(LoadException::LIBRARY_NOT_FOUND, $message) : self::unfit($message);
    }

    private static function unfit(string $message): LoadException
    {
        return new LoadException(LoadException::LIBRARY_LOAD_FAILED, $message);
    }

    /** @return string[] the files of the package that may be it */
    private function places(): array
    {
        $dist = $this->engine === 'lua54' ? [self::root() . '/dist/' . $this->platform->libraryFile()] : [];
        return \array_merge($dist, [self::root() . '/' . self::ENGINES[$this->engine][0]]);
    }
}
#endif
