-- The spectral norm of an infinite matrix, by the power method.
local size = 120

local function entry(i, j)
  local diagonal = i + j
  return 1 / (diagonal * (diagonal + 1) / 2 + i + 1)
end

local function multiply(vector, at)
  local product = {}
  for i = 1, size do
    local sum = 0
    for j = 1, size do sum = sum + at(i - 1, j - 1) * vector[j] end
    product[i] = sum
  end
  return product
end

local function transposed(i, j) return entry(j, i) end

local u, v = {}, nil
for i = 1, size do u[i] = 1 end
for _ = 1, 10 do
  v = multiply(multiply(u, entry), transposed)
  u = multiply(multiply(v, entry), transposed)
end
local uv, vv = 0, 0
for i = 1, size do
  uv, vv = uv + u[i] * v[i], vv + v[i] * v[i]
end
return math.sqrt(uv / vv)
