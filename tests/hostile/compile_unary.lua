-- expect: ok
assert(not load("return " .. ("- "):rep(1e5) .. "1"))
