-- expect: ok
local t = {}
for i = 1, 50000 do t[("x"):rep(40) .. i] = i end
for i = 1, 50000 do assert(t[("x"):rep(40) .. i] == i) end
