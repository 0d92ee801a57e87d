-- `require "php"` where Lua is not ours: lua5.4, and LuaJIT with the C module
-- or over ffi.  What the functions give is compared with PHP in tests/str.
--
--   LUA tests/module/php_test.lua [MODULE]

local test = require "harness"
local php = require(arg[1] or "php")
local jit = rawget(_G, "jit")

test("there are functions, constants and null", function()
  test.equal(php.strrev("abc"), "cba")
  test.equal(php.ENT_QUOTES, 3)
  test.equal(tostring(php.null), "null")
  test.equal(php.implode(",", { 1, php.null, "x" }), "1,,x")
  test.equal(php.str_getcsv("")[1], php.null)
end)

test("nothing becomes a global", function()
  test.equal(rawget(_G, "php"), nil)
end)

test("a function tells its usage", function()
  test.equal(php.usage("strrev"),
    "php.strrev(string $string): string\n  Its bytes from last to first.")
  test.equal(php.usage("nothing"), false)
end)

test("errors are PHP's and name the line", function()
  local _, message = pcall(function() local x = php.strpos("a", "b", 9) return x
  end)
  test.matches(message, "^[^\n]*php_test.lua:%d+: strpos%(%): Argument #3")
  _, message = pcall(php.str_repeat)
  test.equal(message, "str_repeat() expects exactly 2 arguments, 0 given")
end)

test("arguments are converted", function()
  test.equal(php.strrev(12), "21")
  test.equal(php.str_repeat("a", "3"), "aaa")
  test.equal(php.trim(" a ", nil), "a")
  test.equal(php.strpos("abc", "c", php.null), 2)
end)

test("tables go in and out", function()
  test.equal(php.http_build_query({ a = { 1, 2 }, b = true }),
    "a%5B0%5D=1&a%5B1%5D=2&b=1")
  test.equal(php.parse_str("a[x]=1&a[y]=2").a.y, "2")
  test.equal(#php.explode(",", ("x,"):rep(100000)), 100001)
  test.equal(php.strtr("0 1", { [0] = "a" }), "a 1")
  test.equal(php.count_chars("aa", 1)[97], 2)
  test.equal(php.vsprintf("%d %.1f %s", { -70000, 2.5, "z" }), "-70000 2.5 z")
end)

test("there is a second result only where PHP has one by reference", function()
  test.equal(select("#", php.strrev(12)), 1)
  test.equal(select("#", php.sprintf("%d", 1)), 1)
  test.equal(select("#", php.str_replace("a", "b", "a")), 2)
  test.equal(select("#", php.str_replace({ "a" }, "b", "a")), 2)
end)

test("what no array can hold is an error", function()
  test.equal(pcall(php.implode, ",", { [1.5] = 1 }), false)
  test.equal(pcall(php.implode, ",", { print }), false)
  test.equal(pcall(php.strrev, print), false)
end)

if jit and arg[1] == "php.ffi" then
  test("calls compile", function()
    local loops, aborts = 0, 0
    local function count(what)
      loops = loops + (what == "stop" and 1 or 0)
      aborts = aborts + (what == "abort" and 1 or 0)
    end
    jit.off(count)
    jit.flush()
    jit.attach(count, "trace")
    local sum = 0
    for i = 1, 1000 do
      sum = sum + php.strpos("haystack", "s", i % 3)
        + #php.strtoupper("abc") + #php.md5("x")
    end
    jit.attach(count)
    test.equal(sum, 1000 * (3 + 3 + 32))
    test.is_true(loops > 0)
    test.equal(aborts, 0)
  end)
end

test.finish()
