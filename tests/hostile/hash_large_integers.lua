-- expect: ok
-- luajit: its hash can be attacked
local t = {}
for i = 1, 30000 do t[i * 131071 * 2 ^ 20] = i end
for i = 1, 30000 do assert(t[i * 131071 * 2 ^ 20] == i) end
