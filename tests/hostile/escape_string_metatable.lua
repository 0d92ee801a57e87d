-- expect: ok
local m = getmetatable("")
if type(m) == "table" then m.__index = nil end
assert(not pcall(function() return ("x").y.z end))
