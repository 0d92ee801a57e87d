-- expect: ok
local set = setmetatable
set(_G, { __index = function(_, k) return k end,
  __newindex = function() end })
x = 5
