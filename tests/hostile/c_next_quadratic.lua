-- expect: time
local t = {}
for i = 1, 3e5 do t["k" .. i] = true end
while next(t) do t[next(t)] = nil end
