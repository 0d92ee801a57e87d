-- Functions that are made all the time and share what they close over.
local function counter(step)
  local n = 0
  return function() n = n + step return n end, function() return n end
end

local function compose(f, g) return function(x) return f(g(x)) end end

local sum = 0
for i = 1, 100000 do
  local add, get = counter(i)
  add() add()
  sum = sum + get()
end
local f = function(x) return x + 1 end
for _ = 1, 10 do f = compose(f, f) end
assert(f(0) == 1024 and sum > 0)
