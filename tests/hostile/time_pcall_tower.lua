-- expect: time
-- Every level catches the error, and looks for who could catch the next.
local function f()
  pcall(f)
  while true do pcall(f) end
end
f()
