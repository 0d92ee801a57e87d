-- expect: ok
local chunk = load("\27Lua\84\0")
assert(not chunk)
assert(not load("\27LJ\2\0"))
assert(not load("return 1", "x", "b"))
