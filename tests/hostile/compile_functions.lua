-- expect: ok
assert(not load(("return function() "):rep(1e5)))
