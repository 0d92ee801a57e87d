/*
 * What a host sees: these suites use the shared library and its headers, and
 * nothing else of ours.
 */
#include "runner.h"

runner_suite process_suite, state_suite, code_suite, argument_suite,
    result_suite, wire_suite, mark_suite, table_suite, path_suite, error_suite,
    output_suite, host_suite, coroutine_suite, limit_suite,
    limit_coroutine_suite, sweep_suite, str_suite;

int main(void)
{
    static runner_suite *const suites[] = {
        process_suite,   state_suite,  code_suite,
        argument_suite,  result_suite, wire_suite,
        mark_suite,      table_suite,  path_suite,
        error_suite,     output_suite, host_suite,
        coroutine_suite, limit_suite,  limit_coroutine_suite,
        sweep_suite,     str_suite,    NULL,
    };

    return runner_main(suites);
}
