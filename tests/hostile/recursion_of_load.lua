-- expect: stopped
local function f() return load(f) end
pcall(f)
while true do end
