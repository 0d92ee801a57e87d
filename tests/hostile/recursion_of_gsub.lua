-- expect: stopped
-- luajit: its gsub overflows the C stack
local function f() return (string.gsub("x", "x", f)) end
pcall(f)
while true do end
