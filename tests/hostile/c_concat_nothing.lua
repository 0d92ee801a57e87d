-- expect: time
-- luajit: concat knows no metamethods
local t = setmetatable({}, { __index = function() return "" end })
while true do table.concat(t, "", 1, 1e9) end
