-- expect: time
local function f(...) for i = 1, select("#", ...) do local _ = select(i, ...) end end
local unpack = table.unpack or unpack
while true do f(unpack({}, 1, 7000)) end
