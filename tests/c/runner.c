#include "runner.h"

#include <stdio.h>
#include <stdlib.h>

int runner_main(runner_suite *const *suites)
{
    SRunner *runner = srunner_create(NULL);
    int run, failed;

    for (; *suites; suites++)
        srunner_add_suite(runner, (*suites)());
    srunner_run_all(runner, CK_ENV);
    run = srunner_ntests_run(runner);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", run - failed, failed);
    return failed || run == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
