-- expect: ok
local m = getmetatable(php.null)
assert(m == false)
assert(not pcall(setmetatable, php.null, {}))
