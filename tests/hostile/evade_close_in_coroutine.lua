-- expect: time
local make = load([[
  local x <close> = setmetatable({}, { __close = function() while true do end end })
  coroutine.yield()]])
local co = coroutine.create(make or function() end)
coroutine.resume(co)
if coroutine.close then coroutine.close(co) end
while true do end
