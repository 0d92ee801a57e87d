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

-- What a program prints that sets a locale in which the radix character is
-- a comma and letters beyond ASCII are letters; in a folder that goes again.
local function run_in_german(code)
  local folder = os.tmpname()
  os.remove(folder)
  local command = ("mkdir '%s' && localedef -i de_DE -f ISO-8859-1 '%s/de_DE' "
    .. "2>/dev/null; LOCPATH='%s' '%s' -e '%s'; rm -r '%s'"):format(folder,
    folder, folder, os.getenv("LUA_CLI"), code, folder)
  local pipe = io.popen(command)
  local text = pipe:read("*a")
  pipe:close()
  return text
end

-- Where there is no such locale, it says so and shows the same in another.
test("no locale changes numbers or letters", function()
  local text = run_in_german([[
    if not os.setlocale("de_DE") then io.stderr:write("no de_DE\n") end
    print(("%.1f %g %5.2f"):format(1.5, 2.25, 3), ("\228"):upper() == "\228",
      ("\196"):lower() == "\196", ("\228"):find("%a"))]])
  test.equal(text, "1.5 2.25  3.00\ttrue\ttrue\tnil\n")
  if IS_54 then
    test.equal(run_in_german([[
      os.setlocale("de_DE")
      io.write(("%a %q %010.3f"):format(1.5, 0.5, 1.25))]]),
      "0x1.8p+0 0x1p-1 000001.250")
  end
end)

-- On the system's Lua it is the locale that decides.
test("no locale changes how numbers are read and strings compared", function()
  local text = run_in_german([[
    os.setlocale("de_DE")
    print(1.5, 0.1 .. "", tonumber("2.5"), tonumber("2,5"), "2.5" + 1,
      (load or loadstring)("return 7.25")(), "a" < "B", "\228" < "b")]])
  local found = text:find("1,5", 1, true)
  if os.getenv("LUA_CLI"):find("system") and found then return end
  test.equal(text, "1.5\t0.1\t2.5\tnil\t3.5\t7.25\tfalse\tfalse\n")
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
