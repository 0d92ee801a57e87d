-- expect: ok
local t = {}
for i = 1, 1000 do t[i] = (i * 7) % 13 .. "" end
table.sort(t)
assert(#table.concat(t) > 0)
