-- expect: time
local t = {}
local long = ("x"):rep(1e5)
for i = 1, 100 do t[i] = long .. i end
while true do table.sort(t) t[1], t[100] = t[100], t[1] end
