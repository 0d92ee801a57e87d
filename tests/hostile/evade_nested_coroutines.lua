-- expect: time
local function nest(n)
  if n == 0 then while true do end end
  coroutine.resume(coroutine.create(nest), n - 1)
  while true do end
end
nest(20)
