-- expect: error
-- luajit: its stack takes more memory
local t = setmetatable({}, {})
getmetatable(t).__index = function(x, k) return x[k .. "x"] .. "" end
return t.a
