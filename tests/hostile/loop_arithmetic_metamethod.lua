-- expect: time
local t = setmetatable({}, { __add = function(a) return a end })
while true do t = t + 1 end
