-- expect: error
local f = print
for _ = 1, 1e5 do f = setmetatable({}, { __call = f }) end
f()
