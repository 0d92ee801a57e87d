-- The most flips of a pile of pancakes, over all piles.
local size = 8

local function flips(pile)
  local stack, count = {}, 0
  for i = 1, size do stack[i] = pile[i] end
  while stack[1] ~= 1 do
    local low, high = 1, stack[1]
    while low < high do
      stack[low], stack[high] = stack[high], stack[low]
      low, high = low + 1, high - 1
    end
    count = count + 1
  end
  return count
end

local most, pile = 0, {}
for i = 1, size do pile[i] = i end

-- Every order of the first `n`, by Heap's method.
local function permute(n)
  if n == 1 then
    local count = flips(pile)
    if count > most then most = count end
    return
  end
  for i = 1, n do
    permute(n - 1)
    local other = n % 2 == 0 and i or 1
    pile[other], pile[n] = pile[n], pile[other]
  end
end

permute(size)
assert(most == 22)
