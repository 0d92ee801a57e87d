<?php

declare(strict_types=1);

namespace Moonspan;

/** The C library cannot be used. The message says what was looked for, where, and how to mend it. */
final class LoadException extends \RuntimeException
{
    /** PHP runs without its FFI extension. */
    public const FFI_MISSING = 'FFI_MISSING';

    /** The extension is there, but the setting ffi.enable forbids its use here. */
    public const FFI_DISABLED = 'FFI_DISABLED';

    /** A 32-bit PHP; or no library, on a platform that none is made for. */
    public const UNSUPPORTED_PLATFORM = 'UNSUPPORTED_PLATFORM';

    /** No library in any of the places where one may be. */
    public const LIBRARY_NOT_FOUND = 'LIBRARY_NOT_FOUND';

    /** The declarations that come with this package are missing, or are not what they were. */
    public const HEADER_NOT_FOUND = 'HEADER_NOT_FOUND';

    /** There is a file, but it is damaged, for another machine, of another engine, or none of ours. */
    public const LIBRARY_LOAD_FAILED = 'LIBRARY_LOAD_FAILED';

    /** A library of a release that these PHP files are not made for. */
    public const ABI_MISMATCH = 'ABI_MISMATCH';

    private string $reason;

    public function __construct(string $reason, string $message)
    {
        parent::__construct($message);
        $this->reason = $reason;
    }

    /** One of the constants of this class. */
    public function getReason(): string
    {
        return $this->reason;
    }
}
