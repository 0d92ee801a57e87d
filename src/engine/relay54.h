/*
 * What each coroutine keeps in its own space, on Lua 5.4.
 */
#ifndef MOON_ENGINE_RELAY54_H
#define MOON_ENGINE_RELAY54_H

#include "engine/engine.h"

/* A new coroutine has the main one's, which stays false. */
struct relay_note {
    bool waits;     /* it, or one that it runs, waits for the host's answer */
    bool is_struck; /* an error from a hook has ended it */
};

static inline struct relay_note *relay_note(lua_State *co)
{
    return lua_getextraspace(co);
}

/*
 * Whether what it still has to close could run for ever: no hook is called
 * again on a coroutine that an error from one has ended.
 */
static inline bool relay_is_beyond_limits(lua_State *co)
{
    return relay_note(co)->is_struck && engine_link(co)->hooks.armed;
}

#endif
