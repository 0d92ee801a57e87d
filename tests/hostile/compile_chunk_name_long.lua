-- expect: ok
local _, why = load("x x", ("n"):rep(1e6))
assert(#why < 1000)
