-- expect: instructions
local function f() end
while true do f() end
