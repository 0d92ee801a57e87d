<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\Platform;

#ifndef KPHP
/**
 * Looks into a file before the system's loader does. The loader says little about a file that it
 * cannot use, and a shared object that was cut short can kill the process when its pages are read.
 */
final class LibraryFile
{
    /** How files in the formats of systems begin. */
    private const BEGINNINGS = [
        Elf::MAGIC => 'ELF',
        "\xcf\xfa\xed\xfe" => 'Mach-O',
        "\xce\xfa\xed\xfe" => 'Mach-O',
        "\xca\xfe\xba\xbe" => 'Mach-O',
        'MZ' => 'PE',
    ];

    /** What is not ELF. */
    private const FORMATS = ['darwin' => 'Mach-O', 'windows' => 'PE'];

    private const ARCHIVE = "!<arch>\n";

    private const TYPE_MASK = 0170000;
    private const DIRECTORY = 0040000;

    /** The problem of a file that is not there. */
    public const MISSING = 'does not exist';

    private Platform $platform;

    /** @var ?resource */
    private $file;

    private int $size = 0;
    private string $problem;

    public function __construct(string $path, ?Platform $platform = null)
    {
        $this->platform = $platform ?? Platform::current();
        $warning = '';
        $this->file = self::open($path, $warning);
        $this->problem = $this->file === null ? self::openProblem($warning) : $this->contentProblem($this->file);
    }

    public function __destruct()
    {
        if ($this->file !== null) {
            \fclose($this->file);
        }
    }

    /** Whether there is a file that can be read; one that cannot be may exist all the same. */
    public function isReadable(): bool
    {
        return $this->file !== null;
    }

    /** What is wrong with the file, as a sentence without its subject; '' if nothing is known to be. */
    public function problem(): string
    {
        return $this->problem;
    }

    /** @return string[] the libraries that it needs, as far as its header tells */
    public function needed(): array
    {
        return $this->file === null ? [] : (new Elf($this->file, $this->size))->needed();
    }

    /**
     * Without what PHP would print, or what the program would make of it; and without waiting for
     * a writer, should it be a pipe ("n").
     *
     * @return ?resource
     */
    private static function open(string $path, string &$warning)
    {
        \set_error_handler(static function (int $level, string $text) use (&$warning): bool {
            $warning .= $text;
            return true;
        });
        try {
            $file = \strpos($path, "\0") === false ? \fopen($path, 'rbn') : false;
        } finally {
            \restore_error_handler();
        }
        return $file === false ? null : $file;
    }

    private static function openProblem(string $warning): string
    {
        if (\strpos($warning, 'open_basedir') !== false) {
            return "lies outside the folders that PHP may look into: open_basedir is '"
                . \ini_get('open_basedir') . "'";
        }
        if ($warning === '' || \preg_match('/No such file|Not a directory/', $warning) === 1) {
            return self::MISSING;
        }
        return 'cannot be read: ' . \preg_replace('/^.*: /s', '', $warning);
    }

    /** @param resource $file */
    private function contentProblem($file): string
    {
        $status = \fstat($file);
        if ($status !== false && ($status['mode'] & self::TYPE_MASK) === self::DIRECTORY) {
            return 'is a directory';
        }
        $this->size = $status['size'] ?? 0;
        $head = (string) \fread($file, \strlen(self::ARCHIVE));
        $format = self::format($head);
        if ($format === '') {
            return self::strangeness($head);
        }
        if ($format !== (self::FORMATS[$this->platform->system()] ?? 'ELF')) {
            return "is made for another system: its format is $format, and this is {$this->platform->name()}";
        }
        return $format === 'ELF' ? (new Elf($file, $this->size))->problem($this->platform) : '';
    }

    private static function format(string $head): string
    {
        foreach (self::BEGINNINGS as $beginning => $format) {
            if (\strncmp($head, $beginning, \strlen($beginning)) === 0) {
                return $format;
            }
        }
        return '';
    }

    private static function strangeness(string $head): string
    {
        if ($head === '') {
            return 'is empty';
        }
        if ($head === self::ARCHIVE) {
            return 'is a static library; PHP needs the shared one';
        }
        return 'is not a shared library: it begins with ' . \json_encode($head, \JSON_INVALID_UTF8_SUBSTITUTE);
    }
}
#endif
