-- The table library: ours, in the engine's dialect.  tests/php/LibraryTest.php
-- runs this file, and those of its kind, in the other profiles.

local test = require "harness"

local IS_54 = _VERSION == "Lua 5.4"
local IS_OURS = IS_54 or not debug -- LuaJIT keeps its own for trusted scripts
local unpack = table.unpack or _G.unpack
local concat, insert, remove = table.concat, table.insert, table.remove

local function show(t) return concat(t, " ") end

test("insert puts an element at the end or before another", function()
  local t = {}
  insert(t, "b") insert(t, 1, "a") insert(t, 3, "d") insert(t, 3, "c")
  test.equal(show(t), "a b c d")
  test.equal(select("#", insert(t, "e")), 0)
  for i = 1, 3000 do insert(t, 1, i) end
  test.equal(t[1], 3000)
  test.equal(t[3000], 1)
  test.equal(t[3005], "e")
end)

test("remove closes the gap", function()
  local t = { "a", "b", "c" }
  test.equal(remove(t, 1), "a")
  test.equal(remove(t), "c")
  test.equal(show(t), "b")
  test.equal(remove(t), "b")
  test.equal(remove(t), nil)
  test.equal(#t, 0)
  for i = 1, 3000 do t[i] = i end
  for i = 1, 2999 do test.equal(remove(t, 1), i) end
  test.equal(show(t), "3000")
end)

test("what is wrong with the arguments is said as by the engine", function()
  local function fails(pattern, f, ...) test.error_matches(pattern, f, ...) end
  fails("bad argument #1 to 'insert' %(table expected, got nil%)",
    function() table.insert(nil, 1) end)
  fails("wrong number of arguments to 'insert'",
    function() table.insert({}) end)
  fails("wrong number of arguments to 'insert'",
    function() table.insert({}, 1, 2, 3) end)
  fails("bad argument #2 to 'insert' %(number expected, got string%)",
    function() table.insert({}, "x", 2) end)
  fails("invalid value %(table%) at index 2 in table for 'concat'",
    function() return table.concat({ 1, {} }) end)
  fails("bad argument #1 to 'sort' %(table expected, got number%)",
    function() table.sort(1) end)
  fails("bad argument #2 to 'sort' %(function expected, got number%)",
    function() table.sort({ 1, 2 }, 1) end)
  fails("attempt to compare", function() table.sort({ 1, "x" }) end)
  fails("attempt to compare two table values",
    function() table.sort({ {}, {} }) end)
  if IS_54 then
    fails("bad argument #2 to 'insert' %(position out of bounds%)",
      function() table.insert({ 1 }, 3, 1) end)
    fails("bad argument #2 to 'remove' %(position out of bounds%)",
      function() table.remove({ 1 }, 3) end)
    fails("too many elements to move",
      function() table.move({}, -1, math.maxinteger, 2) end)
    fails("destination wrap around",
      function() table.move({}, 1, math.maxinteger, 2) end)
    fails("too many results to unpack", function() table.unpack({}, 1, 1e7) end)
    fails("too many results to unpack",
      function() table.unpack({}, math.mininteger, math.maxinteger) end)
    fails("array too big", function()
      table.sort(setmetatable({}, { __len = function()
        return math.maxinteger end })) end)
  end
end)

test("concat joins strings and numbers", function()
  test.equal(concat({}), "")
  test.equal(concat({ 1, 2.5, "x" }, ", "), "1, 2.5, x")
  test.equal(concat({ 1, 2, 3 }, "-", 2), "2-3")
  test.equal(concat({ 1, 2, 3 }, "-", 2, 2), "2")
  test.equal(concat({ 1, 2, 3 }, "-", 3, 2), "")
  test.equal(concat({ "a\0b", "c" }, "\0"), "a\0b\0c")
  local t = {}
  for i = 1, 5000 do t[i] = "piece" .. i end
  test.equal(#concat(t, ("="):rep(100)), 5000 * 5 + 18893 + 4999 * 100)
end)

test("unpack spreads a part of a list", function()
  test.equal(select("#", unpack({})), 0)
  test.equal(select("#", unpack({}, 1, 3)), 3)
  test.equal(select(2, unpack({ 1, 2, 3 }, 2)), 3)
  if IS_54 then test.equal(select("#", unpack({}, 1, 100000)), 100000) end
end)

if table.move then
  test("move copies a range, also over itself", function()
    local t = { 1, 2, 3, 4, 5 }
    test.equal(table.move(t, 2, 5, 1), t)
    test.equal(show(t), "2 3 4 5 5")
    table.move(t, 1, 4, 2)
    test.equal(show(t), "2 2 3 4 5")
    test.equal(show(table.move(t, 1, 3, 1, {})), "2 2 3")
    test.equal(show(table.move(t, 2, 1, 7, { "x" })), "x")
    local long = {}
    for i = 1, 5000 do long[i] = i end
    table.move(long, 1, 5000, 2)
    test.equal(long[5001], 5000)
    test.equal(long[1], 1)
  end)
end

if IS_54 then
  test("pack counts its arguments", function()
    local t = table.pack(nil, 2, nil)
    test.equal(t.n, 3)
    test.equal(t[2], 2)
    test.equal(table.pack().n, 0)
  end)

  local function proxy(of, log)
    return setmetatable({}, {
      __index = function(_, k) log[#log + 1] = "get" .. k return of[k] end,
      __newindex = function(_, k, v) log[#log + 1] = "set" .. k of[k] = v end,
      __len = function() return #of end,
    })
  end

  test("metamethods stand in for the elements", function()
    local of, log = { 3, 1, 2 }, {}
    local p = proxy(of, log)
    insert(p, 1, 9)
    test.equal(show(log), "get3 set4 get2 set3 get1 set2 set1")
    test.equal(show(of), "9 3 1 2")
    test.equal(remove(p, 1), 9)
    test.equal(concat(p, ","), "3,1,2")
    table.sort(p)
    test.equal(show(of), "1 2 3")
    table.sort(p, function(a, b) return a > b end)
    test.equal(show(of), "3 2 1")
    test.equal(show({ unpack(p, 1, 3) }), "3 2 1")
    test.equal(show(table.move(p, 1, 3, 1, {})), "3 2 1")
  end)

  test("a userdata or string without them is no list", function()
    test.error_matches("table expected", insert, "x", 1)
    test.error_matches("table expected, got", table.sort,
      coroutine.create(print))
  end)
end

-- A generator of our own, so that failures repeat.
local seed = 42
local function random(n)
  seed = (seed * 16807) % 2147483647
  return seed % n + 1
end

local function less(a, b) return a < b end

local function assert_sorted(t, count, before)
  test.equal(#t, count)
  for i = 2, #t do
    if before(t[i], t[i - 1]) then
      error(("%s stands before %s"):format(t[i - 1], t[i]), 2)
    end
  end
end

-- What sort has to keep: how often each value is there.
local function census(t)
  local counts = {}
  for _, v in ipairs(t) do counts[v] = (counts[v] or 0) + 1 end
  return counts
end

local function assert_sorts(make, order, sizes)
  for _, n in ipairs(sizes or { 0, 1, 2, 3, 5, 17, 24, 25, 100, 1000, 3001 }) do
    local t = {}
    for i = 1, n do t[i] = make(i, n) end
    local before = census(t)
    table.sort(t, order)
    assert_sorted(t, n, order or less)
    local after = census(t)
    for k, v in pairs(before) do test.equal(after[k], v) end
    for k in pairs(after) do test.is_true(before[k], "no new value") end
  end
end

local KINDS = {
  integers = function() return random(1000) - 500 end,
  ["large integers"] = function() return random(2 ^ 31 - 1) * 2 ^ 21 end,
  floats = function() return (random(100000) - 50000) / 128 end,
  strings = function() return ("k"):rep(random(20)) .. random(100) end,
  ["equal strings"] = function() return "prefix prefix" .. random(3) end,
  ["strings with zeros"] = function()
    return "\0\0\0\0\0\0\0" .. string.char(random(3) - 1):rep(random(4))
  end,
  ["one value"] = function() return 7 end,
  ["rising numbers"] = function(i) return i end,
  ["falling numbers"] = function(i, n) return n - i end,
}

for kind, make in pairs(KINDS) do
  test(kind .. " are sorted without an order function", function()
    assert_sorts(make)
  end)
  test(kind .. " are sorted by an order function", function()
    assert_sorts(make, function(a, b) return a > b end)
  end)
end

test("numbers of both kinds are sorted together", function()
  assert_sorts(function(i) return i % 2 == 0 and random(100) or
    random(1000) / 8 end)
  if IS_54 then
    local t = { math.maxinteger, 2 ^ 53, -math.huge, math.mininteger, math.huge,
      9007199254740993, 0.5, -0.5, 0 }
    table.sort(t)
    test.equal(show(t), "-inf -9223372036854775808 -0.5 0 0.5 "
      .. "9.007199254741e+15 9007199254740993 9223372036854775807 inf")
    t = { 3, 1, math.mininteger, math.maxinteger, -1, 0 }
    table.sort(t)
    test.equal(show(t), "-9223372036854775808 -1 0 1 3 9223372036854775807")
    test.equal(math.type(t[1]), "integer")
  end
end)

test("floats keep their signs and infinities their places", function()
  local t = { 1.5, -math.huge, math.huge, -1.5, 0.25, -0.25 }
  table.sort(t)
  test.equal(show(t), "-inf -1.5 -0.25 0.25 1.5 inf")
  t = { 0 / 0, 1.5, 0 / 0, 0.5 }
  table.sort(t)
  test.equal(#t, 4)
end)

if IS_OURS then test("records alike stay in their order", function()
  local t = {}
  for i = 1, 500 do t[i] = { key = random(10), place = i } end
  table.sort(t, function(a, b) return a.key < b.key end)
  for i = 2, 500 do
    local a, b = t[i - 1], t[i]
    test.is_true(a.key < b.key or a.key == b.key and a.place < b.place)
  end
end) end

test("an order function that lies does no harm and ends", function()
  local t, calls = {}, 0
  for i = 1, 2000 do t[i] = i end
  pcall(table.sort, t, function() calls = calls + 1 return random(2) == 1 end)
  test.is_true(calls < 2000 * 11 + 10, calls .. " calls to be few")
  local before = census(t)
  for i = 1, 2000 do test.equal(before[i], 1) end
end)

test("one that always says yes is invalid", function()
  for n = 4, 20 do
    local t = {}
    for i = 1, n do t[i] = i end
    test.error_matches("invalid order function for sorting", table.sort, t,
      function() return true end)
  end
end)

test("an error in the order function leaves the list as it was", function()
  local t, calls = { 5, 4, 3, 2, 1 }, 0
  test.error_matches("enough", table.sort, t, function(a, b)
    calls = calls + 1
    if calls == 4 then error("enough") end
    return a < b
  end)
  if IS_OURS then test.equal(show(t), "5 4 3 2 1") end
end)

test("elements may compare themselves", function()
  local meta = { __lt = function(a, b) return a.v < b.v end }
  local t = {}
  for i = 1, 100 do t[i] = setmetatable({ v = random(50) }, meta) end
  table.sort(t)
  assert_sorted(t, 100, less)
end)

if IS_54 then
  test("an order function may yield", function()
    local co = coroutine.wrap(function()
      local t = {}
      for i = 1, 100 do t[i] = random(1000) end
      table.sort(t, function(a, b) coroutine.yield("asking") return a < b end)
      assert_sorted(t, 100, less)
      return "sorted"
    end)
    local asked = 0
    local answer = co()
    while answer == "asking" do asked, answer = asked + 1, co() end
    test.equal(answer, "sorted")
    test.is_true(asked > 300 and asked < 800, asked .. " questions")
  end)
end

local freeze, isfrozen = rawget(table, "freeze"), rawget(table, "isfrozen")

if freeze then
  local function fails(f, ...)
    test.error_matches("attempt to modify a frozen table", f, ...)
  end

  test("a frozen table is read as before", function()
    local t = { 1, 2, x = "y" }
    test.equal(isfrozen(t), false)
    test.equal(freeze(t), t)
    test.equal(isfrozen(t), true)
    test.equal(t[2], 2)
    test.equal(t.x, "y")
    test.equal(#t, 2)
    test.equal(concat(t, ","), "1,2")
    local n = 0
    for _ in pairs(t) do n = n + 1 end
    test.equal(n, 3)
    test.equal(next(t), 1)
    freeze(t)
  end)

  test("nothing gets an assignment into it", function()
    local t = setmetatable({ 2, 1, x = 1, [1.5] = 1 },
      { __newindex = function() error("asked") end })
    local key = "x"
    freeze(t)
    fails(function() t[1] = 3 end)
    fails(function() t[3] = 3 end)
    fails(function() t.x = 2 end)
    fails(function() t.y = 2 end)
    fails(function() t[key] = nil end)
    fails(function() t[1.5] = 2 end)
    fails(function() t[{}] = 2 end)
    fails(rawset, t, 1, 2)
    fails(rawset, t, "y", 2)
    fails(insert, t, 3)
    fails(insert, t, 1, 3)
    fails(remove, t)
    fails(table.sort, t)
    fails(table.sort, t, function(a, b) return a < b end)
    fails(table.move, { 7 }, 1, 1, 1, t)
    fails(setmetatable, t, {})
    fails(setmetatable, t, nil)
    fails(function()
      local other = setmetatable({}, { __newindex = t })
      other[1] = 5
    end)
    fails(function()
      local other = setmetatable({}, { __newindex = t })
      other.new = 5
    end)
    fails(load("local _ENV = ... x = 2"), t)
    fails(load("local _ENV = ... y = 2"), t)
    fails(function() for k in next, t do t[k] = nil end end)
    test.equal(concat(t, " "), "2 1")
    test.equal(t.x, 1)
    test.equal(t[1.5], 1)
  end)

  test("the error names its line", function()
    local t = freeze({ 1 })
    local _, message = pcall(load("local t = ...\n\nt[1] = 2", "=c"), t)
    test.equal(message, "c:3: attempt to modify a frozen table")
  end)

  test("what it holds is as free as before", function()
    local t = freeze({ inner = {} })
    t.inner.x = 1
    test.equal(t.inner.x, 1)
  end)

  test("what others protect cannot be frozen", function()
    test.error_matches("protected metatable", freeze,
      setmetatable({}, { __metatable = false }))
    test.error_matches("table expected", freeze, "x")
  end)

  test("a frozen table stays so while garbage is collected", function()
    local t = setmetatable({}, { __mode = "k" })
    for i = 1, 100 do t[{}] = i end
    freeze(t)
    for _ = 1, 400 do local _ = ("x"):rep(100000) .. _ end
    fails(function() t[1] = 1 end)
  end)
end

test.finish()
