/*
 * The date and the time.
 */
#ifndef MOON_VM_LIB_OS_H
#define MOON_VM_LIB_OS_H

#include <stdint.h>

#include "engine/engine.h"

/*
 * Replaces `os.clock`, `os.date` and `os.time` where scripts are not trusted,
 * or where the clock is to stand at zero, in UTC.
 */
void lib_os_open(lua_State *L, int32_t profile, int32_t flags);

#endif
