-- expect: time
local make = load([[
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  while true do end]])
if make then make() end
while true do end
