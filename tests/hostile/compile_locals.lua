-- expect: ok
assert(not load(("local x "):rep(300)))
