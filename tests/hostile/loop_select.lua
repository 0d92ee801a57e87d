-- expect: time
local function f(...) for _ = 1, 1e9 do local _ = select("#", ...) end end
f(1, 2, 3)
