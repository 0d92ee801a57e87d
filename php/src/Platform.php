<?php

declare(strict_types=1);

namespace Moonspan;

#ifndef KPHP
/**
 * A kind of machine that a library is made for, such as linux-amd64: operating system, processor
 * and, on Linux, the C library. The names that systems use for the same thing are made one.
 */
final class Platform
{
    private const SYSTEMS = ['winnt' => 'windows', 'windows nt' => 'windows', 'macos' => 'darwin'];

    private const PROCESSORS = ['x86_64' => 'amd64', 'x64' => 'amd64', 'aarch64' => 'arm64'];

    private const OF_32_BITS = '/^(i[3-6]86|x86|arm(v[1-7].*|el|hf)?)$/';

    private const SUPPORTED = [
        'linux-amd64',
        'linux-amd64-musl',
        'linux-arm64',
        'linux-arm64-musl',
        'darwin-amd64',
        'darwin-arm64',
        'windows-amd64',
    ];

    /** By operating system: the end of a library's name, and how the system calls version 0 of ours. */
    private const LIBRARIES = [
        'darwin' => ['.dylib', '%s.0.dylib'],
        'windows' => ['.dll', '%s.dll'],
    ];

    private string $system;
    private string $processor;
    private string $libc;
    private int $bits;

    /**
     * @param string $system as PHP_OS_FAMILY and others name it
     * @param string $processor as php_uname('m') and others name it
     * @param string $libc 'gnu' or 'musl'; it matters on Linux only
     * @param int $bits of the program, which may have fewer than the processor
     */
    public function __construct(string $system, string $processor, string $libc = 'gnu', int $bits = 64)
    {
        $system = \strtolower($system);
        $processor = \strtolower($processor);
        $this->system = self::SYSTEMS[$system] ?? $system;
        $this->processor = self::PROCESSORS[$processor] ?? $processor;
        $this->libc = $this->system === 'linux' ? $libc : '';
        $this->bits = \preg_match(self::OF_32_BITS, $processor) === 1 ? 32 : $bits;
    }

    /** The one that this PHP runs on. */
    public static function current(): Platform
    {
        static $current = null;
        return $current ??= new Platform(\PHP_OS_FAMILY, \php_uname('m'), self::currentLibc(), 8 * \PHP_INT_SIZE);
    }

    /** @return string[] the names of those that Moonspan is made for */
    public static function supported(): array
    {
        return self::SUPPORTED;
    }

    public function isSupported(): bool
    {
        return $this->bits === 64 && \in_array($this->name(), self::SUPPORTED, true);
    }

    /** 'linux', 'darwin', 'windows', or what an unknown one was called, in small letters. */
    public function system(): string
    {
        return $this->system;
    }

    /** 'amd64', 'arm64', or what an unknown one was called, in small letters. */
    public function processor(): string
    {
        return $this->processor;
    }

    /** 'gnu' or 'musl' on Linux; elsewhere ''. */
    public function libc(): string
    {
        return $this->libc;
    }

    /** 32 or 64. */
    public function bits(): int
    {
        return $this->bits;
    }

    /** Such as 'linux-amd64' or 'linux-amd64-musl'. */
    public function name(): string
    {
        return "$this->system-$this->processor" . ($this->libc === 'musl' ? '-musl' : '');
    }

    /** The library's file in a release, such as 'libmoonspan-linux-amd64.so'. */
    public function libraryFile(): string
    {
        return 'libmoonspan-' . $this->name() . (self::LIBRARIES[$this->system][0] ?? '.so');
    }

    /** What the system's loader calls an installed library, such as 'libmoonspan.so.0'. */
    public function installedName(string $library = 'libmoonspan'): string
    {
        return \sprintf(self::LIBRARIES[$this->system][1] ?? '%s.so.0', $library);
    }

    /**
     * Only glibc has a function for its version. Files would tell less: a system may have both
     * libraries, and a server may forbid PHP to look. Where FFI may not be used nobody asks.
     */
    private static function currentLibc(): string
    {
        if (!\extension_loaded('FFI')) {
            return 'gnu';
        }
        try {
            \FFI::cdef('const char *gnu_get_libc_version(void);');
        } catch (\FFI\Exception $e) {
            return \strpos($e->getMessage(), 'gnu_get_libc_version') === false ? 'gnu' : 'musl';
        }
        return 'gnu';
    }
}
#endif
