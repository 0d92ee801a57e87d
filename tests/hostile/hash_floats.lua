-- expect: ok
local t = {}
for i = 1, 30000 do t[i * 65535 + 0.25] = i end
for i = 1, 30000 do assert(t[i * 65535 + 0.25] == i) end
