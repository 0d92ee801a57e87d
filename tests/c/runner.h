/*
 * Runs Check suites and closes with a line `N passed, M failed`.
 */
#ifndef MOON_TESTS_RUNNER_H
#define MOON_TESTS_RUNNER_H

#include <check.h>

typedef Suite *runner_suite(void);

/* `suites` ends with NULL.  Returns the exit status. */
int runner_main(runner_suite *const *suites);

#endif
