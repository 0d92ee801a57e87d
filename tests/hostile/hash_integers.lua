-- expect: ok
-- luajit: its hash can be attacked
local t = {}
for i = 1, 65536 do t[i * 65535] = i end
for i = 1, 65536 do assert(t[i * 65535] == i) end
