-- expect: memory
local function f(e) return f(e .. e) end
xpcall(error, f, "x")
local s = "x"
while true do s = s .. s end
