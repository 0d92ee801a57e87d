/*
 * What the suites share: short ways to call and to compare.
 */
#ifndef MOON_TESTS_SUPPORT_H
#define MOON_TESTS_SUPPORT_H

#include <stdint.h>

#include "moonspan.h"
#include "runner.h"

/* The state of the running test; opened and closed by the fixture. */
extern int64_t state;

void open_state(void);
void close_state(void); /* and checks that nothing is left */

/* Makes it one whose scripts may collect garbage. */
void reopen_standard(void);

/* A sandbox with a limit in bytes, on any engine. */
int64_t open_limited(int64_t memory_limit);

void set_limit(int32_t limit, int64_t value);

int32_t eval(const char *code);
int64_t load(const char *code);

/* Whether the engine is LuaJIT, where all numbers are floats. */
int is_luajit(void);

const char *message(void);
const char *traceback(void);

void assert_state_goes_on(void);

void assert_int(int32_t index, int64_t expected);
void assert_float(int32_t index, double expected);
void assert_text(int32_t index, const char *expected);
void assert_contains(const char *text, const char *part);

#endif
