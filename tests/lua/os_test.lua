-- `os.date`, `os.time` and `os.clock`: the engine's own in lua-cli, ours in a
-- state below trusted, in which tests/php/LibraryTest.php runs this file.

local test = require "harness"

test("a date is read back as the time it was made of", function()
  for _, time in ipairs { 0, 86400, 951782400, 1700000000, 4102444800 } do
    test.equal(os.time(os.date("*t", time)), time)
  end
end)

test("a table of a date has all fields", function()
  local t = os.date("!*t", 951827696)
  test.equal(("%d-%d-%d %d:%d:%d %d %d %s"):format(t.year, t.month, t.day,
    t.hour, t.min, t.sec, t.wday, t.yday, tostring(t.isdst)),
    "2000-2-29 12:34:56 3 60 false")
end)

test("dates are written by format", function()
  test.equal(os.date("!%Y-%m-%dT%H:%M:%S", 951827696), "2000-02-29T12:34:56")
  test.equal(os.date("!%A %d %B %y%%", 951827696), "Tuesday 29 February 00%")
  test.equal(os.date("!%c", 0), "Thu Jan  1 00:00:00 1970")
  test.equal(os.date("!", 0), "")
  test.equal(os.date("!plain", 0), "plain")
  test.equal(#os.date("!" .. ("%Y"):rep(1000), 0), 4000)
end)

test("fields are normalized", function()
  local t = { year = 2001, month = 14, day = -3, hour = 30 }
  test.equal(os.date("%Y-%m-%d %H", os.time(t)), "2002-01-29 06")
  if _VERSION == "Lua 5.4" then
    test.equal(t.month, 1)
    test.equal(t.year, 2002)
  end
end)

test("a field that is missing, odd or too large is named", function()
  local function fails(pattern, t)
    test.error_matches(pattern, function() os.time(t) end)
  end
  fails("'day' missing in date table", { year = 2000, month = 1 })
  fails("'year' missing in date table", { month = 1, day = 1 })
  fails("table expected", 5)
  if _VERSION == "Lua 5.4" then
    fails("'month' is not an integer", { year = 2000, month = 1.5, day = 1 })
    fails("'day' is not an integer", { year = 2000, month = 1, day = "x" })
    fails("'year' is out%-of%-bound", { year = 1099511627776, month = 1,
      day = 1 })
  end
end)

if _VERSION == "Lua 5.4" then
  test("a conversion that C does not know is refused", function()
    for _, format in ipairs { "%", "%E", "%Ez", "%O", "%Ea", "%Oc", "%9", "%Q",
      "%5d", "%-d", "%\0" } do
      test.error_matches("bad argument #1 to 'date' %(invalid conversion",
        function() os.date(format) end)
    end
    test.equal(os.date("!%Ey %Od", 0), "70 01")
  end)
end

test("the clock goes on", function()
  local before = os.clock()
  local n = 0
  while os.clock() == before do n = n + 1 end
  test.is_true(os.clock() > before, "time to pass")
end)

test.finish()
