-- expect: stopped
local t = {}
for i = 1, 3e5 do t[i] = i end
local n = 0
while true do
  pcall(table.sort, t, function() n = n + 1 return n % 3 == 0 end)
end
