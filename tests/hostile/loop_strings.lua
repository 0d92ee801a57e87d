-- expect: time
local i = 0
while true do i = i + 1 local _ = "k" .. i end
