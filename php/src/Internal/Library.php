<?php

declare(strict_types=1);

namespace Moonspan\Internal;

#ifndef KPHP
/** libmoonspan in this process: found, checked and loaded once for each engine. */
final class Library
{
    /** @var Library[] by engine and path */
    private static $loaded = [];

    /**
     * @var ffi_scope<moonspan>
     * @phpstan-var Native
     */
    public $ffi;

    /** @var Words what a closed state has in place of moon_frame(); no result is read from there */
    public $noInts;

    /** @var FloatWords */
    public $noFloats;

    /** @var \FFI\CData the same for its bytes */
    public $noText;

    /** @param Native $ffi */
    private function __construct($ffi)
    {
        $words = Abi::FRAME_FIRST + 2 * Abi::FRAME_SLOTS;
        $this->ffi = $ffi;
        $this->noInts = $ffi->new("int64_t[$words]");
        $this->noFloats = $ffi->new("double[$words]");
        $this->noText = $ffi->new('char[' . Abi::FRAME_BYTES . ']'); // @phpstan-ignore-line (no words)
    }

    /** What C may call, made when first needed. */
    private ?Callback $callback = null;

    public function callback(): Callback
    {
        return $this->callback ??= new Callback($this->ffi);
    }

    /** The library of an engine; $path is its file, or null to look for it. */
    public static function open(string $engine, ?string $path): Library
    {
        $key = $path === null ? $engine : "$engine:$path";
        if (!isset(self::$loaded[$key])) {
            self::$loaded[$key] = self::load($engine, $path);
        }
        return self::$loaded[$key];
    }

    private static function load(string $engine, ?string $path): Library
    {
        if (!\in_array($engine, Finder::engines(), true)) {
            throw Failure::usage("Options::\$engine is '$engine'; it takes '"
                . \implode("', '", Finder::engines()) . "'");
        }
        return self::begin(Loader::load($engine, $path));
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
}
#endif
