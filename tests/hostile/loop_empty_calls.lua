-- expect: time
local function f() end
while true do f() end
