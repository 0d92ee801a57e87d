<?php

declare(strict_types=1);

namespace Moonspan\Internal;

use Moonspan\Platform;

#ifndef KPHP
/**
 * A shared object of 64 bits in the format ELF (System V ABI, chapters 4 and 5), as far as its
 * headers tell whether it can be loaded. Nothing that a file says of itself is trusted.
 */
final class Elf
{
    public const MAGIC = "\x7fELF";

    private const HEADER_BYTES = 64;
    private const SHARED_OBJECT = 3;
    private const LITTLE_ENDIAN = 1;
    private const BEYOND_ALL_FILES = 1 << 60;

    private const SEGMENT_HEADER_BYTES = 56;
    private const SEGMENT_LOADED = 1;
    private const SEGMENT_DYNAMIC = 2;

    private const DYNAMIC_ENTRY_BYTES = 16;
    private const DYNAMIC_BYTES_AT_MOST = 1 << 16;
    private const DYNAMIC_NEEDED = 1;
    private const DYNAMIC_NAMES = 5;

    private const NAME_BYTES_AT_MOST = 256;

    /** Bytes of a number, by unpack()'s letter. */
    private const WIDTHS = ['v' => 2, 'V' => 4, 'P' => 8];

    /** Our names of processors, by ELF's number. */
    private const PROCESSORS = [
        3 => 'i386',
        21 => 'ppc64le',
        40 => 'arm',
        62 => 'amd64',
        183 => 'arm64',
        243 => 'riscv64',
        258 => 'loongarch64',
    ];

    /** @var resource */
    private $file;

    private int $size;
    private string $header;

    /** @var array<int, array{int, int, int, int}> kind, offset, address and length in the file of each */
    private array $segments = [];

    /** @param resource $file open for reading */
    public function __construct($file, int $size)
    {
        $this->file = $file;
        $this->size = $size;
        $this->header = $this->read(0, self::HEADER_BYTES);
        $this->readSegments();
    }

    /** What keeps it from being loaded on a platform, as a sentence without its subject; or ''. */
    public function problem(Platform $platform): string
    {
        if (\strlen($this->header) < self::HEADER_BYTES) {
            return "is cut short: it has only $this->size bytes";
        }
        $problem = $this->kindProblem($platform);
        if ($problem !== '') {
            return $problem;
        }
        $end = $this->end();
        if ($end > $this->size) {
            return "is cut short: it has $this->size of at least $end bytes";
        }
        return $this->libcProblem($platform);
    }

    private function kindProblem(Platform $platform): string
    {
        if (\ord($this->header[4]) !== 2) {
            return 'is a 32-bit library, and this PHP is a 64-bit program';
        }
        $number = \ord($this->header[5]) === self::LITTLE_ENDIAN ? self::number('v', $this->header, 18) : 0;
        $processor = self::PROCESSORS[$number] ?? "ELF machine $number";
        if ($processor !== $platform->processor() && \in_array($platform->processor(), self::PROCESSORS, true)) {
            return "is built for another processor ($processor, not {$platform->processor()})";
        }
        if (self::number('v', $this->header, 16) !== self::SHARED_OBJECT) {
            return 'is an ELF file, but no shared library';
        }
        return '';
    }

    /** glibc is called libc.so.6; musl libc.so, or libc.musl-x86_64.so.1 and the like on Alpine. */
    private function libcProblem(Platform $platform): string
    {
        foreach ($this->needed() as $name) {
            if (\preg_match('/^libc\.(so|musl-.*)/', $name) === 1) {
                $libc = $name === 'libc.so.6' ? 'gnu' : 'musl';
                return $platform->libc() === '' || $platform->libc() === $libc ? ''
                    : "is built for another C library ($libc, needed as '$name'; this PHP runs on {$platform->libc()})";
            }
        }
        return '';
    }

    /**
     * The libraries that it needs, by the names that the system's loader looks for.
     *
     * @return string[]
     */
    public function needed(): array
    {
        $offsets = [];
        $names = 0;
        foreach ($this->segments as [$kind, $offset, , $length]) {
            $entries = $kind === self::SEGMENT_DYNAMIC && $length <= self::DYNAMIC_BYTES_AT_MOST
                ? \str_split($this->read($offset, $length), self::DYNAMIC_ENTRY_BYTES) : [];
            foreach ($entries as $entry) {
                $tag = self::number('P', $entry, 0);
                if ($tag === self::DYNAMIC_NEEDED) {
                    $offsets[] = self::number('P', $entry, 8);
                } elseif ($tag === self::DYNAMIC_NAMES) {
                    $names = $this->offset(self::number('P', $entry, 8));
                }
            }
        }
        return $names === 0 ? [] : \array_map(fn(int $offset) => $this->name($names + $offset), $offsets);
    }

    private function name(int $offset): string
    {
        return \explode("\0", $this->read($offset, self::NAME_BYTES_AT_MOST), 2)[0];
    }

    /** Where in the file the bytes are that come to an address; 0 if nowhere. */
    private function offset(int $address): int
    {
        foreach ($this->segments as [$kind, $offset, $start, $length]) {
            if ($kind === self::SEGMENT_LOADED && $address >= $start && $address - $start < $length) {
                return $offset + $address - $start;
            }
        }
        return 0;
    }

    /** Where the last of what the headers speak of ends: sections, and what is loaded. */
    private function end(): int
    {
        $end = self::number('P', $this->header, 40)
            + self::number('v', $this->header, 58) * self::number('v', $this->header, 60);
        $end = \max($end, self::number('P', $this->header, 32)
            + self::number('v', $this->header, 56) * self::SEGMENT_HEADER_BYTES);
        foreach ($this->segments as [$kind, $offset, , $length]) {
            $end = $kind === self::SEGMENT_LOADED ? \max($end, $offset + $length) : $end;
        }
        return $end;
    }

    private function readSegments(): void
    {
        if (self::number('v', $this->header, 54) !== self::SEGMENT_HEADER_BYTES) {
            return;
        }
        $length = self::number('v', $this->header, 56) * self::SEGMENT_HEADER_BYTES;
        $headers = $this->read(self::number('P', $this->header, 32), $length);
        for ($at = 0; $at + self::SEGMENT_HEADER_BYTES <= \strlen($headers); $at += self::SEGMENT_HEADER_BYTES) {
            $this->segments[] = [
                self::number('V', $headers, $at),
                self::number('P', $headers, $at + 8),
                self::number('P', $headers, $at + 16),
                self::number('P', $headers, $at + 32),
            ];
        }
    }

    private function read(int $offset, int $length): string
    {
        if ($length < 1 || $offset >= $this->size || \fseek($this->file, $offset) !== 0) {
            return '';
        }
        return (string) \fread($this->file, $length);
    }

    /** The number at an offset, 0 where there are no bytes; a few of them can be added. */
    private static function number(string $format, string $bytes, int $offset): int
    {
        $isThere = $offset + self::WIDTHS[$format] <= \strlen($bytes);
        $fields = $isThere ? \unpack($format, $bytes, $offset) : false;
        $number = $fields === false ? 0 : (int) $fields[1];
        return $number < 0 || $number > self::BEYOND_ALL_FILES ? self::BEYOND_ALL_FILES : $number;
    }
}
#endif
