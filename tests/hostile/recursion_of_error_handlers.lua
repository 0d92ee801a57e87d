-- expect: error
local function f() error(setmetatable({}, { __tostring = f })) end
f()
