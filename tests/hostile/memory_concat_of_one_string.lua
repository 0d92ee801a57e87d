-- expect: memory
local s, t = ("x"):rep(1e6), {}
for i = 1, 1000 do t[i] = s end
return table.concat(t)
