-- find, match, gmatch and gsub: the same as in stock Lua, also where they are
-- called with nonsense, and what only ours can do.

local test = require "harness"

local IS_54 = _VERSION == "Lua 5.4"
local compare = require "stock"

test("random patterns find what they find in stock Lua", function()
  for seed = 1, 3 do
    local script = ("pattern_cases.lua %d 50000"):format(seed)
    test.equal(compare(IS_54 and script or script .. " find"), 50000)
  end
end)

if IS_54 then
  test("random arguments give the same strings as in stock Lua", function()
    for seed = 1, 2 do
      test.equal(compare(("string_cases.lua %d 30000"):format(seed)), 30000)
    end
  end)

  test("a match may not be empty where another has just ended", function()
    test.equal(("abc"):gsub("%w*", "x"), "x")
    test.equal(("hello world"):gsub("%w*", "x"), "x x")
    test.equal(select(2, (" a b "):gsub("%s*", "")), 3)
  end)

  test("gmatch begins where it is told to", function()
    local found = {}
    for word in ("one two three"):gmatch("%a+", 4) do
      found[#found + 1] = word
    end
    test.equal(table.concat(found, ","), "two,three")
    test.equal(("abc"):gmatch("%a", 10)(), nil)
    test.equal(("abc"):gmatch("%a", -1)(), "c")
  end)

  test("a start behind the end finds nothing", function()
    test.equal(("abc"):find("", 5), nil)
    test.equal(("abc"):find("", 4), 4)
  end)

  test("only known escapes may stand in a replacement", function()
    test.error_matches("invalid use of '%%' in replacement string",
      string.gsub, "abc", "b", "%x")
  end)
else
  test("a match may be empty where another has just ended", function()
    test.equal(("abc"):gsub("%w*", "x"), "xx")
    test.equal(select(2, ("abc"):gsub("%w*", "x")), 2)
    local count = 0
    for _ in ("ab cd"):gmatch("%a*") do count = count + 1 end
    test.equal(count, 4)
  end)

  test("a start behind the end is the end", function()
    test.equal(("abc"):find("", 10), 4)
  end)

  test("any byte may follow the '%' in a replacement", function()
    test.equal(("abc"):gsub("b", "%x"), "axc")
  end)
end

test("arguments are checked as ever", function()
  local function expect(pattern, call) test.error_matches(pattern, call) end
  expect("bad argument #1 to 'find' %(string expected, got no value%)",
    function() local _ = string.find() end)
  expect("bad argument #2 to 'match' %(string expected, got table%)",
    function() local _ = string.match("a", {}) end)
  expect("bad argument #3 to 'gsub' %(string/function/table expected",
    function() local _ = string.gsub("a", "b", nil) end)
  expect("bad argument #4 to 'gsub' %(number expected, got string%)",
    function() local _ = string.gsub("a", "b", "c", "x") end)
  test.equal(string.find(123, 23), 2)
end)

test("an error names the place of the call", function()
  test.error_matches("^[^\n]*pattern_test.lua:%d+: malformed pattern",
    function() local _ = ("a"):find("[a") end)
end)

test("gsub keeps what a callback does not replace", function()
  local text, count = ("a b c"):gsub("%a", function(letter)
    if letter == "b" then return false elseif letter == "c" then return 3 end
  end)
  test.equal(text, "a b 3")
  test.equal(count, 3)
  test.error_matches("invalid replacement value %(a table%)",
    string.gsub, "x", "x", function() return {} end)
end)

test("gsub gives the subject itself when nothing is replaced", function()
  test.equal(("abc"):gsub("x", "y"), "abc")
  test.equal(("abc"):gsub("b", "y", 0), "abc")
  test.equal(("abc"):gsub("%w", {}), "abc")
end)

test("gsub looks tables up with their metatables", function()
  local base = { b = "base" }
  local t = setmetatable({ a = "own" }, { __index = base })
  test.equal(("a b c"):gsub("%a", t), "own base c")
  local calls = {}
  local f = setmetatable({}, { __index = function(self, key)
    calls[#calls + 1] = key
    return rawequal(self, self) and key .. key
  end })
  test.equal(("a b"):gsub("%a", f), "aa bb")
  test.equal(("a b"):gsub("()%a", f), "11 33")
  test.equal(calls[1], "a")
  test.equal(("u"):gsub("%a", setmetatable({}, { __index = f })), "uu")
  test.error_matches("invalid replacement value %(a function%)", string.gsub,
    "upper", "%a+", setmetatable({}, { __index = "a string" }))
  test.error_matches("index",
    string.gsub, "x", "x", setmetatable({}, { __index = 1 }))
  local loop = {}
  setmetatable(loop, { __index = loop })
  test.error_matches("chain too long", string.gsub, "x", "x", loop)
end)

test("a callback may call gsub again, and fail", function()
  local function deep(n)
    return (("ab"):gsub("a", function()
      return n > 0 and deep(n - 1) or "x"
    end))
  end
  test.equal(deep(20), "x" .. ("b"):rep(21))
  local is_fine, message = pcall(string.gsub, "abc", "b", function()
    error("why", 0)
  end)
  test.equal(is_fine, false)
  test.equal(message, "why")
end)

test("many patterns in turn are each their own", function()
  for _ = 1, 3 do
    for i = 1, 300 do
      test.equal(("x" .. i .. "y"):match("^x(" .. i .. ")y$"), tostring(i))
    end
  end
end)

test("an iterator lives on while patterns come and go", function()
  local next_word = ("one two three"):gmatch("%a+")
  test.equal(next_word(), "one")
  for i = 1, 500 do ("x"):find("%a" .. i) end
  collectgarbage()
  test.equal(next_word(), "two")
  local text = ("a b c"):gsub("%a", function(c)
    for i = 1, 200 do (c):find("[" .. i .. "]") end
    collectgarbage()
    return c .. c
  end)
  test.equal(text, "aa bb cc")
end)

test("'^' stands for itself in gmatch", function()
  local found = {}
  for mark in ("^a^a"):gmatch("^a") do found[#found + 1] = mark end
  test.equal(#found, 2)
  test.equal(("^a^a"):find("^a"), nil)
end)

test("a long result is put together", function()
  local text = ("x"):rep(10000)
  test.equal(#text:gsub("x", "yz"), 20000)
  test.equal((text:gsub("x", "%0%0")), ("xx"):rep(10000))
  test.equal((text:gsub("x", function() return "abc" end)), ("abc"):rep(10000))
  test.equal((text:gsub("()x", "%1", 3)), "123" .. ("x"):rep(9997))
end)

test("a plain find sees every byte, near and far", function()
  local text = ("ab"):rep(100000) .. "\0needle" .. ("ab"):rep(10)
  test.equal(text:find("\0needle", 1, true), 200001)
  test.equal(text:find("needle"), 200002)
  test.equal(text:find("nail", 1, true), nil)
  test.equal(text:find("", 200000, true), 200000)
  test.equal(("abab"):find("abc", 1, true), nil)
  test.equal(("a.b"):find(".", 1, true), 2)
  local needle = ("a"):rep(70000) .. "b"
  test.equal((("a"):rep(300000) .. "b"):find(needle, 1, true), 230001)
  test.equal(("a"):rep(300000):find(needle, 1, true), nil)
end)

test("a result that grows is not lost to the collector", function()
  local text = ("abcdefgh"):rep(200):gsub("%a", function(c)
    if c == "h" then collectgarbage() end
    return c .. ("-"):rep(3)
  end)
  test.equal(text, ("a---b---c---d---e---f---g---h---"):rep(200))
end)

if IS_54 then
  test("callbacks may yield, from functions and from __index", function()
    local co = coroutine.wrap(function()
      return ("a-b-c"):gsub("%a", coroutine.yield)
    end)
    test.equal(co(), "a")
    test.equal(co("1"), "b")
    collectgarbage()
    test.equal(co(false), "c")
    local text, count = co(3)
    test.equal(text, "1-b-3")
    test.equal(count, 3)
    co = coroutine.wrap(function()
      return ("ab"):gsub("%a", setmetatable({}, {
        __index = function(_, key) return coroutine.yield(key) end,
      }))
    end)
    test.equal(co(), "a")
    test.equal(co("x"), "b")
    test.equal(co("y"), "xy")
  end)

  test("a gsub that is never resumed leaves nothing behind", function()
    collectgarbage()
    local before = collectgarbage("count")
    for _ = 1, 200 do
      coroutine.wrap(function()
        ("ab"):rep(5000):gsub("%a", coroutine.yield)
      end)()
    end
    collectgarbage()
    collectgarbage()
    test.is_true(collectgarbage("count") < before + 100, "memory")
  end)
end

test.finish()
