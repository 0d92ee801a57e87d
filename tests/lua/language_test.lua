-- The engine inside works as a whole: not Lua's own test suite, but a walk
-- through the language and its libraries that every engine must survive.

local test = require "harness"

local IS_54 = _VERSION == "Lua 5.4"
local unpack = table.unpack or _G.unpack

test("closures keep their own variables", function()
  local function counter()
    local n = 0
    return function() n = n + 1 return n end
  end
  local a, b = counter(), counter()
  a() a()
  test.equal(a(), 3)
  test.equal(b(), 1)
end)

test("metatables stand in for what is missing", function()
  local base = { greet = function(self) return "hello " .. self.name end }
  local object = setmetatable({ name = "you" }, { __index = base })
  test.equal(object:greet(), "hello you")
  local sum = setmetatable({}, { __add = function() return "added" end,
    __call = function(_, x) return x * 2 end, __tostring = function()
      return "a sum" end })
  test.equal(sum + 1, "added")
  test.equal(sum(21), 42)
  test.equal(tostring(sum), "a sum")
end)

test("errors are caught with their values", function()
  local is_fine, value = pcall(error, { code = 7 })
  test.equal(is_fine, false)
  test.equal(value.code, 7)
  local _, trace = xpcall(function() error("deep") end, debug.traceback)
  test.matches(trace, "deep\nstack traceback:")
  test.error_matches("attempt to index", function() return (nil).x end)
end)

test("coroutines pass values both ways", function()
  local co = coroutine.create(function(a)
    local b = coroutine.yield(a + 1)
    return b * 2
  end)
  local _, first = coroutine.resume(co, 1)
  local _, second = coroutine.resume(co, 10)
  test.equal(first, 2)
  test.equal(second, 20)
  test.equal(coroutine.status(co), "dead")
  local sum = 0
  for n in coroutine.wrap(function()
    for i = 1, 10 do coroutine.yield(i) end
  end) do
    sum = sum + n
  end
  test.equal(sum, 55)
end)

test("yields pass through pcall and through depth", function()
  local co = coroutine.wrap(function()
    local _, value = pcall(function() return coroutine.yield(1) + 1 end)
    coroutine.wrap(function() coroutine.yield(2) end)()
    return value
  end)
  test.equal(co(), 1)
  test.equal(co(41), 42)
end)

test("strings are searched, cut and put together", function()
  test.equal(("key = value"):match("^(%w+)%s*=%s*(%w+)$"), "key")
  test.equal(("hello world"):gsub("o", "0"), "hell0 w0rld")
  test.equal(("%d-%s-%5.2f"):format(42, "x", 3.14159), "42-x- 3.14")
  test.equal(("abc"):byte(-1), 99)
  test.equal(("x"):rep(3), "xxx")
  test.equal(#"a\0b", 3)
  test.equal(tostring(1e15), IS_54 and "1e+15" or "1e+15")
  local words = {}
  for word in ("one two three"):gmatch("%a+") do words[#words + 1] = word end
  test.equal(table.concat(words, ","), "one,two,three")
end)

test("tables are sorted, joined and spread", function()
  local t = { 5, 2, 8, 1 }
  table.sort(t, function(a, b) return a > b end)
  test.equal(table.concat(t, " "), "8 5 2 1")
  table.insert(t, 1, 9)
  test.equal(table.remove(t), 1)
  test.equal(select("#", unpack(t)), 4)
  test.equal(next({}), nil)
end)

test("a chunk is loaded with an environment of its own", function()
  local env = { x = 20 }
  local chunk = load("x = x + 1 return x", "chunk", "t", env)
  test.equal(chunk(), 21)
  test.equal(env.x, 21)
  local _, message = load("return +", "=broken")
  test.matches(message, "^broken:1:")
end)

test("garbage is collected, through weak tables too", function()
  local weak = setmetatable({}, { __mode = "v" })
  weak[1] = {}
  collectgarbage()
  test.equal(weak[1], nil)
  local before = collectgarbage("count")
  for _ = 1, 1000 do local _ = ("x"):rep(10000) .. _ end
  collectgarbage()
  test.is_true(collectgarbage("count") < before + 1000, "memory")
end)

test("numbers keep what IEEE 754 promises", function()
  test.equal(0.1 + 0.2 == 0.3, false)
  test.equal(0 / 0 ~= 0 / 0, true)
  test.equal(1 / 0, math.huge)
  test.equal(math.floor(-3.5), -4)
  test.equal(tonumber("0x10"), 16)
  test.equal(tonumber("  12  "), 12)
  test.equal(tonumber("z", 36), 35)
end)

if IS_54 then
  test("integers are of 64 bits and wrap", function()
    test.equal(math.maxinteger + 1, math.mininteger)
    test.equal(load("return 7 // 2, 7 % -3, 1 << 62, ~0")(), 3)
    test.equal(math.type(load("return 2^53")()), "float")
    test.equal(string.format("%d", 3), "3")
    test.equal(utf8.char(8364), "€")
  end)

  test("variables are closed at the end of their block", function()
    local log = {}
    assert(load([[
      local log = ...
      do
        local a <close> = setmetatable({}, {__close = function(_, e)
          log[#log + 1] = tostring(e) end})
        local b <const> = 1
      end
      pcall(function()
        local c <close> = setmetatable({}, {__close = function(_, e)
          log[#log + 1] = e end})
        error("why", 0)
      end)]]))(log)
    test.equal(table.concat(log, " "), "nil why")
  end)
end

test("goto continues a loop", function()
  local sum = 0
  for i = 1, 10 do
    if i % 2 == 0 then goto continue end
    sum = sum + i
    ::continue::
  end
  test.equal(sum, 25)
end)

test("files are written and read", function()
  local path = os.tmpname()
  local file = assert(io.open(path, "w"))
  file:write("line one\n", 2, "\n")
  file:close()
  local lines = {}
  for line in io.lines(path) do lines[#lines + 1] = line end
  os.remove(path)
  test.equal(table.concat(lines, "|"), "line one|2")
end)

test.finish()
