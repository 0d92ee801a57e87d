-- expect: ok
local sum = 0
for v in coroutine.wrap(function() for i = 1, 1000 do coroutine.yield(i) end end) do
  sum = sum + v
end
assert(sum == 500500)
