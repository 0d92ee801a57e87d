<?php

/** Prints values so that PHP and KPHP print the same. */
class Show
{
    public static function value(string $what, mixed $value): void
    {
        echo $what, ': ', self::text($value), "\n";
    }

    public static function exception(string $what, \Throwable $e): void
    {
        echo $what, ': ', \get_class($e), ': ', $e->getMessage(), "\n";
    }

    private static function text(mixed $value): string
    {
        if (\is_array($value)) {
            return self::list($value);
        }
        if (\is_float($value)) {
            return \sprintf('float %.17G', (float) $value);
        }
        if (\is_string($value)) {
            return '"' . \addcslashes((string) $value, "\0..\37\177..\377") . '"';
        }
        if (\is_int($value)) {
            return (string) $value;
        }
        if (\is_bool($value)) {
            return $value ? 'true' : 'false';
        }
        if ($value instanceof Moonspan\LuaFunction) {
            return 'a LuaFunction';
        }
        return $value === null ? 'null' : 'something else';
    }

    /** @param mixed[] $array */
    private static function list(array $array): string
    {
        /** @var string[] $entries */
        $entries = [];
        foreach ($array as $key => $value) {
            $entries[] = (\array_is_list($array) ? '' : $key . ' => ') . self::text($value);
        }
        return '[' . \implode(', ', $entries) . ']';
    }
}
