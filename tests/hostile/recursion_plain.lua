-- expect: stopped
-- luajit: a stack overflow comes first
local function f() return 1 + f() end
f()
