/*
 * What cannot be seen through the public interface.  CK_RUN_SUITE, CK_RUN_CASE,
 * CK_FORK and CK_VERBOSITY are read by Check itself.
 */
#include "runner.h"

runner_suite arena_suite, buffer_suite, copy_suite, handles_suite, fuel_suite,
    malloc_suite;
runner_suite engine_suite;
runner_suite hash_suite, number_suite, wire_msgpack_suite, wire_php_suite;
runner_suite wire_run_suite;
runner_suite lib_string_suite, pattern_suite, two_way_suite, wide_suite;

int main(void)
{
    static runner_suite *const suites[] = {
        arena_suite,        buffer_suite,   copy_suite,
        handles_suite,      fuel_suite,     malloc_suite,
        hash_suite,         number_suite,   pattern_suite,
        wire_msgpack_suite, wire_php_suite, wire_run_suite,
        lib_string_suite,   two_way_suite,  wide_suite,
        engine_suite,       NULL,
    };

    return runner_main(suites);
}
