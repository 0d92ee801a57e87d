-- expect: time
-- luajit: each level catches the error of the limit, one after another
-- Every level catches the error, and looks for who could catch the next.
local function f()
  pcall(f)
  while true do pcall(f) end
end
f()
