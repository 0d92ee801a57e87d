-- Trees of pairs that are made, counted and thrown away.
local function grow(depth)
  if depth == 0 then return {} end
  return { grow(depth - 1), grow(depth - 1) }
end

local function count(tree)
  if not tree[1] then return 1 end
  return 1 + count(tree[1]) + count(tree[2])
end

local kept = grow(13)
for depth = 4, 13, 3 do
  for _ = 1, 2 ^ (14 - depth) do
    assert(count(grow(depth)) == 2 ^ (depth + 1) - 1)
  end
end
assert(count(kept) == 2 ^ 14 - 1)
