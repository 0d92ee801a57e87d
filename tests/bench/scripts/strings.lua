-- A report out of words: cut, count, replace, join.
local text = ("the quick brown fox jumps over the lazy dog, again; "):rep(40)
local count = {}
for _ = 1, 150 do
  for word in text:gmatch("%a+") do count[word] = (count[word] or 0) + 1 end
  local lines = {}
  for word, n in pairs(count) do
    lines[#lines + 1] = ("%-10s %5d"):format(word:upper(), n)
  end
  text = text:gsub("again", "once more"):gsub("once more", "again")
  local joined = table.concat(lines, "\n")
  assert(joined:find("QUICK", 1, true))
end
return count.quick
