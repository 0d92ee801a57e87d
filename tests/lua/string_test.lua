-- The functions of `string` besides patterns: see pattern_test.lua for a
-- comparison with stock Lua's.

local test = require "harness"

local IS_54 = _VERSION == "Lua 5.4"

test("rep makes nothing of nothing at once", function()
  test.equal((""):rep(2^31 - 1), "")
  test.equal(("x"):rep(0), "")
  test.equal(("x"):rep(-5), "")
end)

test("sub and byte cut at both ends", function()
  test.equal(("hello"):sub(2, -2), "ell")
  test.equal(("hello"):sub(-100, 100), "hello")
  test.equal(("hello"):sub(4, 2), "")
  test.equal(select("#", ("hello"):byte(1, -1)), 5)
  test.equal(select("#", ("hello"):byte(10)), 0)
  test.equal(("\200"):byte(), 200)
end)

test("upper and lower change ASCII letters and nothing else", function()
  test.equal(("aZ@[`{\0\195\182"):upper(), "AZ@[`{\0\195\182")
  test.equal(("aZ@[`{\0\195\150"):lower(), "az@[`{\0\195\150")
end)

test("a long string is turned and changed as a whole", function()
  local text = ("ab"):rep(1000)
  test.equal(text:upper(), ("AB"):rep(1000))
  test.equal(text:reverse(), ("ba"):rep(1000))
  test.equal(text:rep(3, "-"), text .. "-" .. text .. "-" .. text)
end)

-- A locale with another radix character may not be there; then the same holds
-- in the one that is.
test("no locale changes numbers or letters", function()
  local before = os.setlocale()
  for _, name in ipairs { "de_DE.UTF-8", "de_DE", "de_DE.ISO-8859-1" } do
    if os.setlocale(name) then break end
  end
  local text = ("%.1f %g %5.2f"):format(1.5, 2.25, 3)
  local hex = IS_54 and ("%a %q"):format(1.5, 0.5)
  local letters = ("\228"):upper() .. tostring(("\228"):find("%a"))
  os.setlocale(before)
  test.equal(text, "1.5 2.25  3.00")
  test.equal(hex, IS_54 and "0x1.8p+0 0x1p-1")
  test.equal(letters, "\228nil")
end)

if IS_54 then
  local shown = setmetatable({}, { __tostring = function()
    return coroutine.yield("asked")
  end })

  test("format may yield in a __tostring", function()
    local co = coroutine.wrap(function()
      return ("%d %s|%5s|%s"):format(1, shown, shown, "end")
    end)
    test.equal(co(), "asked")
    test.equal(co("one"), "asked")
    test.equal(co("two"), "1 one|  two|end")
  end)

  test("format shows a value only where it is asked to", function()
    test.error_matches("number expected, got table", string.format, "%d",
      shown)
    test.error_matches("'__tostring' must return a string", string.format,
      "%s", setmetatable({}, { __tostring = function() return {} end }))
  end)

  test("rep refuses what is too long", function()
    test.error_matches("too large", string.rep, "xx", 2^31)
  end)

  test("pack and unpack work as before", function()
    test.equal(("<i4z"):unpack(("<i4z"):pack(7, "x")), 7)
    test.equal(("c100"):packsize(), 100)
    test.error_matches("data string too short", string.unpack, "i4", "abc")
  end)
end

test.finish()
