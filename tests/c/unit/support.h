/*
 * A sandbox for the tests that need a whole state, and what code costs in it.
 */
#ifndef MOON_TESTS_UNIT_SUPPORT_H
#define MOON_TESTS_UNIT_SUPPORT_H

#include "vm/state.h"

extern struct state *sandbox;

/* A fixture of Check: the engine's own sandbox, without limits. */
void open_sandbox(void);
void close_sandbox(void);

/* What moon_eval() returns. */
int32_t eval(const char *code);

/* Instructions that `code`, which succeeds, uses up. */
int64_t cost_of(const char *code);

#endif
