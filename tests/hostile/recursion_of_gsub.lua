-- expect: stopped
local function f() return (string.gsub("x", "x", f)) end
pcall(f)
while true do end
