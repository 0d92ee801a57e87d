<?php

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * Looks into a file before the system's loader does. The loader says little about a file that it
 * cannot use, and a shared object that was cut short can kill the process when its pages are read.
 */
final class LibraryFile
{
    private const ELF_HEADER_BYTES = 64;
    private const ELF_SHARED_OBJECT = 3;
    private const PROGRAM_HEADER_BYTES = 56;
    private const SEGMENT_IN_FILE = 1;
    private const BEYOND_ALL_FILES = 1 << 60;

    /** The number of a processor in ELF, by the name that the system gives it. */
    private const MACHINES = [
        'x86_64' => 62,
        'amd64' => 62,
        'aarch64' => 183,
        'arm64' => 183,
        'riscv64' => 243,
        'ppc64le' => 21,
        's390x' => 22,
        'loongarch64' => 258,
    ];

    /** @var resource */
    private $file;

    private int $size;

    /** The ELF header. */
    private string $head;

    /** @param resource $file */
    private function __construct($file)
    {
        $this->file = $file;
        $this->size = (int) (\fstat($file)['size'] ?? 0);
        $this->head = $this->read(0, self::ELF_HEADER_BYTES);
    }

    /** What is wrong with a file, as a sentence without its subject; '' if nothing is known to be. */
    public static function problem(string $path): string
    {
        if (!\file_exists($path)) {
            return 'does not exist';
        }
        if (\is_dir($path)) {
            return 'is a directory';
        }
        $file = \is_readable($path) ? \fopen($path, 'rb') : false;
        if ($file === false) {
            return 'cannot be read (permissions?)';
        }
        $problem = '';
        if (\in_array(\PHP_OS_FAMILY, ['Linux', 'BSD', 'Solaris'], true)) {
            $problem = (new LibraryFile($file))->elfProblem();
        }
        \fclose($file);
        return $problem;
    }

    private function elfProblem(): string
    {
        if ($this->size === 0) {
            return 'is empty';
        }
        if (\strncmp($this->head, "!<arch>\n", 8) === 0) {
            return 'is a static library; PHP needs the shared one (.so)';
        }
        if (\strncmp($this->head, "\x7fELF", \min($this->size, 4)) !== 0) {
            return 'is not a shared library (it does not begin as an ELF file does)';
        }
        if (\strlen($this->head) < self::ELF_HEADER_BYTES) {
            return "is cut short: it has only {$this->size} bytes";
        }
        $problem = $this->kindProblem();
        return $problem !== '' ? $problem : $this->extentProblem();
    }

    private function kindProblem(): string
    {
        if (self::number('C', $this->head, 4) !== 2) {
            return 'is a 32-bit library, and this PHP is a 64-bit program';
        }
        $expected = self::MACHINES[\php_uname('m')] ?? 0;
        $machine = self::number('v', $this->head, 18);
        if ($expected !== 0 && $machine !== $expected) {
            $name = \array_search($machine, self::MACHINES, true);
            return 'is built for another processor ('
                . ($name === false ? "ELF machine $machine" : $name) . ', not ' . \php_uname('m') . ')';
        }
        if (self::number('v', $this->head, 16) !== self::ELF_SHARED_OBJECT) {
            return 'is an ELF file, but no shared library';
        }
        return '';
    }

    /** Whether all that the headers speak of lies within the file. */
    private function extentProblem(): string
    {
        $segments = self::number('P', $this->head, 32);
        $stride = self::number('v', $this->head, 54);
        $count = self::number('v', $this->head, 56);
        $sections = self::number('P', $this->head, 40)
            + self::number('v', $this->head, 58) * self::number('v', $this->head, 60);
        $end = \max($segments + $stride * $count, $sections);
        if ($end <= $this->size) {
            $end = \max($end, self::endOfSegments($this->read($segments, $stride * $count), $stride));
        }
        return $end <= $this->size ? '' : "is cut short: it has {$this->size} of at least $end bytes";
    }

    private static function endOfSegments(string $headers, int $stride): int
    {
        $end = 0;
        $last = $stride < self::PROGRAM_HEADER_BYTES ? -1 : \strlen($headers) - $stride;
        for ($at = 0; $at <= $last; $at += $stride) {
            if (self::number('V', $headers, $at) === self::SEGMENT_IN_FILE) {
                $end = \max($end, self::number('P', $headers, $at + 8) + self::number('P', $headers, $at + 32));
            }
        }
        return $end;
    }

    private function read(int $offset, int $length): string
    {
        if ($length < 1 || \fseek($this->file, $offset) !== 0) {
            return '';
        }
        return (string) \fread($this->file, $length);
    }

    /** The number at an offset, in one of unpack()'s formats; two of them can be added. */
    private static function number(string $format, string $bytes, int $offset): int
    {
        $fields = \unpack($format, $bytes, $offset);
        $number = $fields === false ? 0 : (int) $fields[1];
        return $number < 0 || $number > self::BEYOND_ALL_FILES ? self::BEYOND_ALL_FILES : $number;
    }
}
