<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\LoadException;
use Moonspan\Platform;

#ifndef KPHP
/**
 * The command moonspan-install: finds the library where programs will find it, or builds it from
 * the C source of the package. It says what it does; what it cannot do it says in one sentence.
 */
final class Installer
{
    private const USAGE = "usage: moonspan-install\n\n"
        . "Looks for libmoonspan where Moonspan will look for it, and builds it from the package's own C\n"
        . "source if it is nowhere. That needs make, a C compiler and the source of Lua, which is fetched\n"
        . "unless the environment variable LUA_SRC names a folder or tarball that has it.\n";

    /** What make is asked for, and where Moonspan looks for it. */
    private const MADE = 'build/lua54-release/libmoonspan.so';
    private const WANTED = 'build/libmoonspan.so';

    /** How much of what make has printed is shown when it fails. */
    private const LINES_SHOWN = 12;

    private string $root;

    public function __construct()
    {
        $this->root = Finder::root();
    }

    /**
     * @param string[] $arguments of the command
     * @return int its exit status
     */
    public function run(array $arguments): int
    {
        if ($arguments !== []) {
            echo self::USAGE;
            return $arguments === ['--help'] ? 0 : 2;
        }
        try {
            if (!$this->find()) {
                $this->build();
                $this->find();
            }
        } catch (\RuntimeException $e) {
            \fwrite(\STDERR, "moonspan-install: {$e->getMessage()}\n");
            return 1;
        }
        return 0;
    }

    /** Whether there is a library; one that cannot be used is an exception. */
    private function find(): bool
    {
        try {
            $ffi = Loader::load('lua54', null);
        } catch (LoadException $e) {
            if ($this->wouldBuildingHelp($e->getReason())) {
                return false;
            }
            throw $e;
        }
        $file = (new Finder('lua54'))->find(null);
        self::say("libmoonspan {$ffi->moon_version()} with {$ffi->moon_engine()} is ready: $file");
        return true;
    }

    private function wouldBuildingHelp(string $reason): bool
    {
        return \in_array($reason, [LoadException::LIBRARY_NOT_FOUND, LoadException::UNSUPPORTED_PLATFORM], true)
            && \in_array(\getenv('MOONSPAN_LIBRARY'), ['', false], true)
            && !\is_file("$this->root/" . self::WANTED);
    }

    private function build(): void
    {
        $this->refuseWithoutTools();
        self::say('no library for ' . Platform::current()->name() . " is there; building one in $this->root/build");
        $this->fetchLua();
        self::say('compiling, which takes a minute or two');
        $output = [];
        if (!$this->make(self::MADE, $output)) {
            throw self::failure('build the library', $output);
        }
        if (!\copy("$this->root/" . self::MADE, "$this->root/" . self::WANTED)) {
            throw new \RuntimeException("cannot write $this->root/" . self::WANTED);
        }
    }

    private function fetchLua(): void
    {
        self::say('getting the source of Lua');
        $output = [];
        if ($this->make('engine', $output)) {
            return;
        }
        if (\is_file("$this->root/build/engine/version")) {
            throw self::failure('prepare the source of Lua', $output);
        }
        $reasons = \preg_grep('/^make|^Bring|^ +make /', $output, \PREG_GREP_INVERT);
        throw new \RuntimeException('the source of Lua cannot be had; bring its tarball here and say where it is, as '
            . "in LUA_SRC=/path/to/lua-5.4.9.tar.gz moonspan-install. What was tried:\n"
            . \implode("\n", (array) $reasons));
    }

    private function refuseWithoutTools(): void
    {
        if (!\is_file("$this->root/Makefile") || !\is_dir("$this->root/src")) {
            throw new \RuntimeException("there is no library for " . Platform::current()->name() . ", and no C source "
                . "in $this->root to build one from; install a package of Moonspan that has either");
        }
        if (!\is_writable($this->root)) {
            throw new \RuntimeException("the library cannot be built, as $this->root may not be written to; run this "
                . 'as the user whom it belongs to');
        }
        $compiler = (string) \getenv('CC') ?: 'cc';
        foreach (['make', \explode(' ', $compiler)[0]] as $program) {
            \exec('command -v ' . \escapeshellarg($program), $output, $status);
            if ($status !== 0) {
                throw new \RuntimeException("the library has to be built, and there is no '$program'; install a C "
                    . "compiler and make (on Debian: apt-get install build-essential) and run this again");
            }
        }
    }

    /** @param string[] $output the lines that it prints */
    private function make(string $goal, array &$output): bool
    {
        $output = [];
        $make = 'MAKEFLAGS= make -j"$(nproc 2>/dev/null || echo 2)" -C ';
        \exec($make . \escapeshellarg($this->root) . " $goal 2>&1", $output, $status);
        return $status === 0;
    }

    /** @param string[] $output */
    private static function failure(string $what, array $output): \RuntimeException
    {
        return new \RuntimeException("make could not $what; the last that it said is\n"
            . \implode("\n", \array_slice($output, -self::LINES_SHOWN)));
    }

    private static function say(string $text): void
    {
        echo "moonspan-install: $text\n";
    }
}
#endif
