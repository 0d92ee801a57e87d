-- expect: ok
local m = {}
local t = setmetatable({}, m)
m.__gc = function() while true do end end
t = nil
for i = 1, 200 do local _ = ("x"):rep(1e5) .. i end
assert(t == nil)
