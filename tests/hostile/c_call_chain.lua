-- expect: error
local t = {}
setmetatable(t, { __call = t })
t()
