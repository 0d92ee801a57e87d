-- The base library where it is ours: `load`, `select`, `tostring` and, on
-- lua54, what the engine's edits change in the language.

local test = require "harness"

local IS_54 = _VERSION == "Lua 5.4"

test("select gives what follows, from the end too", function()
  test.equal(select("#"), 0)
  test.equal(select("#", nil, nil), 2)
  test.equal((select(2, "a", "b", "c")), "b")
  test.equal((select(-1, "a", "b", "c")), "c")
  test.equal(select("#", select(4, "a", "b", "c")), 0)
  test.error_matches("bad argument #1 to 'select' %(index out of range%)",
    function() select(0) end)
  test.error_matches("index out of range", function() select(-2, 1) end)
end)

test("load reads a function piece by piece", function()
  local pieces, i = { "return ", "1", " + ", "41", "" }, 0
  local chunk = load(function() i = i + 1 return pieces[i] end)
  test.equal(chunk(), 42)
  test.equal(i, 5)
end)

test("a piece may be longer than what the parser is given at once", function()
  local done
  local text = "return '" .. ("x"):rep(10000) .. "'"
  local chunk = load(function()
    if done then return nil end
    done = true
    return text
  end)
  test.equal(#chunk(), 10000)
end)

test("load says what is wrong", function()
  local chunk, message = load(function() return {} end)
  test.equal(chunk, nil)
  test.matches(message, "reader function must return a string")
  chunk, message = load(function() error("no more", 0) end)
  test.equal(chunk, nil)
  test.equal(message, "no more")
  test.error_matches("bad argument #1 to 'load'", function() load({}) end)
  test.error_matches("bad argument #1 to 'load'", function() load() end)
end)

test("load gives the chunk its name and its environment", function()
  local env = { x = 5 }
  test.equal(load("return x", "c", "t", env)(), 5)
  test.matches(select(2, load("x =", "=name")), "^name:1:")
  test.matches(select(2, load("x =")), '^%[string "x ="%]:1:')
  if IS_54 then
    test.error_matches("attempt to index a nil value %(upvalue '_ENV'%)",
      load("return x", "c", "t", nil))
    test.matches(select(2, load("return", "=c", "b")),
      "attempt to load a")
  end
end)

test("a chunk nested deeply is an error", function()
  local chunk, message = load("return " .. ("("):rep(100000))
  test.equal(chunk, nil)
  test.is_true(message:find("overflow") or message:find("too many"), message)
  chunk = load(("do "):rep(100000) .. ("end "):rep(100000))
  test.equal(chunk, nil)
end)

if IS_54 then
  test("strings are compared by their bytes", function()
    test.is_true("a\0b" < "a\0c" and "a\0" > "a" and "" < "\0")
    test.is_true("Z" < "a" and "\xff" > "a" and "a" <= "b")
    local a, b = "a", "b"
    test.equal(b <= a, false)
    test.equal(a < a, false)
    test.equal(a <= a, true)
    local long = ("x"):rep(1000)
    test.is_true(long .. "a" < long .. "b" and long < long .. "a")
    test.is_true(long .. "a" == long .. "a" and long .. "a" ~= long .. "b")
  end)
end

test.finish()
