-- expect: error
local t = {}
setmetatable(t, { __index = t, __newindex = t })
t.x = 1
