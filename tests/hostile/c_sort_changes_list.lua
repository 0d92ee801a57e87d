-- expect: ok
local t = {}
for i = 1, 100 do t[i] = i end
pcall(table.sort, t, function(a, b) t[a] = nil t[#t + 1] = b return a > b end)
