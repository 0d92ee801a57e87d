<?php

// Made by tools/ffigen.lua from moonspan.h; do not edit.

/*
 * For static analysis only: what the objects that PHP's FFI makes at run time
 * look like.  The functions of moonspan.h are their methods; memory of C has words in
 * the manner of an array.
 */

declare(strict_types=1);

namespace Moonspan\Internal;

/** @extends \ArrayAccess<int, int> */
interface Words extends \ArrayAccess
{
    /** @param int $offset */
    public function offsetGet(mixed $offset): int;
}

/** @extends \ArrayAccess<int, float> */
interface FloatWords extends \ArrayAccess
{
    /** @param int $offset */
    public function offsetGet(mixed $offset): float;
}

interface Native
{
    /** @return Words&FloatWords */
    public function new(string $type): \ArrayAccess;

    /** @return Words&FloatWords */
    public function cast(string $type, mixed $memory): \ArrayAccess;

    public function dlerror(): ?string;

    public function moon_version(): string;

    public function moon_abi(): int;

    public function moon_engine(): string;

    public function moon_copyright(): string;

    public function moon_engine_id(): string;

    public function moon_platform(): string;

    public function moon_status_text(int $status): string;

    public function moon_live_states(): int;

    public function moon_live_handles(): int;

    public function moon_live_bytes(): int;

    public function moon_close_all(): int;

    public function moon_open(int $profile, int $flags, int $memory_limit): int;

    public function moon_close(int $handle): int;

    public function moon_memory_used(int $state): int;

    public function moon_memory_peak(int $state): int;

    public function moon_collect(int $state): int;

    public function moon_set_limit(int $state, int $limit, int $value): int;

    public function moon_pause(int $state, int $paused): int;

    public function moon_interrupt(int $state): int;

    public function moon_cpu_used(int $state): int;

    public function moon_instructions_used(int $state): int;

    public function moon_profile_start(int $state, int $interval_ns): int;

    public function moon_profile_get(int $state): int;

    public function moon_push_nil(int $state): int;

    public function moon_push_bool(int $state, int $value): int;

    public function moon_push_int(int $state, int $value): int;

    public function moon_push_float(int $state, float $value): int;

    public function moon_push_bytes(int $state, ?string $bytes, int $len): int;

    public function moon_push_wire(int $state, int $format, ?string $bytes, int $len): int;

    public function moon_push_handle(int $state, int $handle): int;

    public function moon_push_host(int $state, int $number): int;

    public function moon_push_result(int $state, int $index): int;

    public function moon_drop_arguments(int $state): int;

    public function moon_eval(int $state, ?string $code, int $code_len, ?string $name, int $name_len): int;

    public function moon_load(int $state, ?string $code, int $code_len, ?string $name, int $name_len): int;

    public function moon_call(int $function): int;

    public function moon_call_path(int $state, ?string $path, int $path_len): int;

    public function moon_get(int $state, ?string $path, int $path_len): int;

    public function moon_set(int $state, ?string $path, int $path_len): int;

    public function moon_remove(int $state, ?string $path, int $path_len): int;

    public function moon_provide(int $state, ?string $name, int $name_len): int;

    public function moon_host_called(int $state): int;

    public function moon_answer(int $state): int;

    public function moon_raise(int $state, int $number): int;

    public function moon_abandon(int $state): int;

    public function moon_set_callback(int $state, int $address): int;

    public function moon_open_host(int $state, int $number): int;

    public function moon_released(int $state): int;

    public function moon_function_info(int $function): int;

    public function moon_coroutine(int $state): int;

    public function moon_coroutine_resume(int $coroutine): int;

    public function moon_coroutine_raise(int $coroutine, int $number): int;

    public function moon_coroutine_close(int $coroutine): int;

    public function moon_coroutine_status(int $coroutine): int;

    public function moon_result_count(int $state): int;

    public function moon_result_kind(int $state, int $index): int;

    public function moon_result_int(int $state, int $index): int;

    public function moon_result_float(int $state, int $index): float;

    public function moon_result_bytes(int $state, int $index): \FFI\CData;

    public function moon_result_len(int $state, int $index): int;

    public function moon_result_handle(int $state, int $index): int;

    public function moon_result_wire(int $state, int $index, int $format): int;

    public function moon_wire(int $state): \FFI\CData;

    public function moon_value(int $handle): int;

    public function moon_table_get(int $table): int;

    public function moon_table_set(int $table): int;

    public function moon_table_next(int $table): int;

    public function moon_table_len(int $table): int;

    public function moon_table_count(int $table): int;

    public function moon_error_status(int $state): int;

    public function moon_error_host(int $state): int;

    public function moon_error_message(int $state): \FFI\CData;

    public function moon_error_message_len(int $state): int;

    public function moon_error_traceback(int $state): \FFI\CData;

    public function moon_error_traceback_len(int $state): int;

    public function moon_error_path(int $state): \FFI\CData;

    public function moon_error_path_len(int $state): int;

    public function moon_output(int $state): \FFI\CData;

    public function moon_output_len(int $state): int;

    public function moon_output_clear(int $state): int;

    public function moon_frame(int $state): Words;

    public function moon_frame_floats(int $state): FloatWords;
}
