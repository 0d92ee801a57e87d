-- expect: error
local m = {}
m.__tostring = function(x) return tostring(x) end
tostring(setmetatable({}, m))
