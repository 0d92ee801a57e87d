-- expect: memory
local t = {}
while true do t[#t + 1] = { (table.unpack or unpack)(t) } end
