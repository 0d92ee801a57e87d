-- Words replaced by strings, tables and functions.
local text = ("the quick brown fox, the lazy dog; "):rep(100)
local names = { fox = "wolf", dog = "cat" }
for _ = 1, 60 do
  local _, words = text:gsub("%a+", "<%0>")
  assert(words == 700)
  text:gsub("%a+", names)
  text:gsub("(%a+) (%a+)", function(a, b) return b .. a end)
  text:gsub("%s+", " ")
end
