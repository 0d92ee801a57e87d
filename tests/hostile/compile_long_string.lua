-- expect: ok
assert(#load("return \"" .. ("x"):rep(1e6) .. "\"")() == 1e6)
