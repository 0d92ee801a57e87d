-- expect: time
local function make() return ("x"):rep(5e6) .. "a" end
local a, b = make(), make()
if rawequal(a, b) and _VERSION ~= "Lua 5.4" then while true do end end
while true do local _ = a == b end
