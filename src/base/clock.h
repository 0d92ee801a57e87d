/*
 * Clocks, in nanoseconds.
 */
#ifndef MOON_BASE_CLOCK_H
#define MOON_BASE_CLOCK_H

#include <stdint.h>

/* Time that goes on; some 20 ns to read, for it takes no system call. */
int64_t clock_wall_ns(void);

/* What this thread has used of a processor; a system call. */
int64_t clock_cpu_ns(void);

#endif
