-- expect: stopped
local function f() return pcall(f) end
f()
while true do end
