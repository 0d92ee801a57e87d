-- expect: time
local t = setmetatable({}, { __len = function() while true do end end,
  __call = function(t) return #t end })
while true do t() end
