/*
 * What running code may still spend.
 *
 * The unit is a safepoint of the engine: a jump, an entry into a function. Work
 * in C that can be long is charged in the same coin before it is done, so that
 * limits of time and instructions hold there too, and so that the count does
 * not depend on the machine.
 */
#ifndef MOON_VM_BUDGET_H
#define MOON_VM_BUDGET_H

#include "engine/engine.h"

/* Bytes copied or compared in the time of one safepoint. */
enum { BUDGET_BYTES = 32 };

/* Raises the error of a limit when it is reached.  [-0, +0, e] */
static inline void budget_charge(lua_State *L, int64_t steps)
{
    engine_burn_fuel(L, steps);
}

static inline void budget_charge_bytes(lua_State *L, size_t len)
{
    engine_burn_fuel(L, (int64_t)(len / BUDGET_BYTES));
}

#endif
