-- expect: stopped
local t = {}
for i = 1, 5e4 do t[i] = "goto l" .. i .. " " end
load(table.concat(t))
while true do end
