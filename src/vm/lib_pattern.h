/*
 * Lua's patterns on the Lua side: what find, match, gmatch and gsub share.
 *
 * Patterns are decoded once and kept in a table, the first upvalue of those
 * functions, where a few dozen have a place each.  What a match costs is
 * charged to the running call while it goes on.
 */
#ifndef MOON_VM_LIB_PATTERN_H
#define MOON_VM_LIB_PATTERN_H

#include "engine/engine.h"
#include "str/pattern_match.h"

/*
 * Whether scripts expect Lua 5.1: there a match may be empty where another has
 * just ended, a start behind the end is the end, and in a replacement any byte
 * may follow a '%'.
 */
static const bool lib_pattern_is_51 = LUA_VERSION_NUM < 502;

/* Pushes the table that is to be their first upvalue.  [-0, +1, m] */
void lib_pattern_push_cache(lua_State *L);

/*
 * The pattern that is written so; it is good as long as what this pushes.  With
 * `anchors`, a '^' at the start is one.  [-0, +1, e]
 */
const struct pattern *lib_pattern_get(lua_State *L, const char *bytes,
                                      size_t len, bool anchors);

/* Makes ready to match against `len` bytes that stay where they are. */
void lib_pattern_init(struct pattern_match *match, lua_State *L,
                      const struct pattern *pattern, const char *subject,
                      size_t len);

/*
 * The first match at or behind `from`, of which pattern_match_find() tells the
 * rest; it is paid for.  [-0, +0, e]
 */
bool lib_pattern_find(struct pattern_match *match, const char *from,
                      const char *reject);

/* Where to go on after a match: behind the end when there is no more room. */
const char *lib_pattern_next(const struct pattern_match *match);

/* The bytes of capture `index`, or NULL for a position; an error if unfinished.
 * Capture 0 of a pattern without any is the whole match.  [-0, +0, v] */
const char *lib_pattern_view(lua_State *L, const struct pattern_match *match,
                             int index, size_t *len);

/* [-0, +1, v] */
void lib_pattern_push_capture(lua_State *L, const struct pattern_match *match,
                              int index);

/*
 * Pushes all captures, or the match if it has none and `whole`; returns their
 * number.  [-0, +n, v]
 */
int lib_pattern_push_captures(lua_State *L, const struct pattern_match *match,
                              bool whole);

/* The optional argument where to start, from 0, by 1 for the first byte. */
size_t lib_pattern_start(lua_State *L, int index, size_t len);

#endif
