-- expect: time
local t = setmetatable({}, { __len = function() return 2 ^ 53 end })
pcall(table.insert, t, 1, 1)
while true do end
