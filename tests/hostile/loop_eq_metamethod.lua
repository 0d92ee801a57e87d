-- expect: time
local m = { __eq = function() return false end }
local a, b = setmetatable({}, m), setmetatable({}, m)
repeat until a == b
