-- expect: stopped
local function f() return coroutine.wrap(f)() end
pcall(f)
while true do end
