-- expect: error chain too long
local t = {}
setmetatable(t, { __index = t })
local function f(x) return x.y or f(x) end
f(t)
