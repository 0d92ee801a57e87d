-- expect: output
local t = setmetatable({}, { __tostring = function() return ("x"):rep(1e5) end })
while true do print(t) end
