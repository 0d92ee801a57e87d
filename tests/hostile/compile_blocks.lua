-- expect: ok
assert(not load(("do "):rep(1e5)))
