-- expect: stopped
local function f() table.sort({ 1, 2, 3 }, f) end
pcall(f)
while true do end
