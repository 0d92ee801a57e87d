-- expect: time
local unpack = table.unpack or unpack
while true do local _ = select("#", unpack({}, 1, 7000)) end
