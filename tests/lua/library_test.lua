-- The libraries that are ours beside those of stock Lua.

local test = require "harness"
local compare = require "stock"

if math.type then
  test("random arguments give the same results as in stock Lua", function()
    for seed = 1, 3 do
      test.equal(compare(("library_cases.lua %d 20000"):format(seed)), 20000)
    end
  end)
end

test.finish()
