-- expect: ok
local a, b = {}, {}
assert(tostring(a) == tostring(a) and tostring(a) ~= tostring(b))
assert(tostring(a):find("^table: "))
