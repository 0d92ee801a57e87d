-- expect: time
local t = { 1 }
while true do for k in pairs(t) do t[k] = k end end
