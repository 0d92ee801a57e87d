-- The module `php` as a script sees it; what its functions give is compared
-- with PHP in tests/str.

local test = require "harness"
local php = require "php"

test("the module is a global and can be required", function()
  test.equal(type(php), "table")
  test.equal(rawget(_G, "php"), php)
end)

test("constants have PHP's values", function()
  test.equal(php.STR_PAD_LEFT, 0)
  test.equal(php.STR_PAD_BOTH, 2)
  test.equal(php.ENT_QUOTES, 3)
  test.equal(php.ENT_SUBSTITUTE, 8)
  test.equal(php.ENT_HTML5, 48)
  test.equal(php.MB_CASE_TITLE, 2)
  test.equal(php.PHP_QUERY_RFC3986, 2)
  test.equal(php.PHP_URL_FRAGMENT, 7)
end)

test("an optional argument that is nil has its default", function()
  test.equal(php.str_pad("a", 3, nil, php.STR_PAD_LEFT), "  a")
  test.equal(php.trim(" a ", nil), "a")
  test.equal(php.htmlspecialchars("&amp;", nil, nil, false), "&amp;")
  test.equal(php.number_format(1234.5, 1, nil, nil), "1,234.5")
  test.equal(php.trim(" a ", php.null), "a")
  test.equal(php.nl2br("\n", php.null), "<br />\n")
end)

test("nil is null where an argument has to be", function()
  test.equal(php.strlen(nil), 0)
  test.equal(php.str_repeat("a", nil), "")
  test.equal(php.strlen(php.null), 0)
end)

test("what PHP returns by reference is a second result", function()
  local text, count = php.str_replace({ "a", "b" }, { "b", "c" }, "ab")
  test.equal(text, "cc")
  test.equal(count, 3)
  local common, percent = php.similar_text("World", "Word")
  test.equal(common, 4)
  test.is_true(percent > 88 and percent < 89)
  test.equal(php.parse_str("a[x]=1&b[]=2&b[]=3").b[2], "3")
end)

test("null stands in tables where PHP has one", function()
  test.equal(php.implode(",", { 1, php.null, true, false, "x" }), "1,,1,,x")
  test.equal(php.str_getcsv("")[1], php.null)
end)

test("a sequence of pairs keeps its order", function()
  test.equal(php.http_build_query { { "b", 1 }, { "a", { 2, 3 } } },
    "b=1&a%5B0%5D=2&a%5B1%5D=3")
  test.equal(php.implode(",", { { "z", 1 }, { "a", 2 } }), "1,2")
end)

test("keys come in an order of their own elsewhere", function()
  test.equal(php.implode(",", { b = 1, a = 2, [10] = 3, [-1] = 4 }), "4,3,2,1")
end)

test("a table with keys that PHP does not have is an error", function()
  test.error_matches("a key of an array cannot be a boolean value",
    php.implode, ",", { [true] = 1 })
end)

test("a table that contains itself is an error or is passed over", function()
  local loop = {}
  loop[1] = loop
  test.equal(php.implode(",", loop), "Array")
  test.error_matches("nested too deeply", php.http_build_query, loop)
  test.error_matches("nested too deeply", php.mb_check_encoding, loop)
  test.error_matches("nested too deeply", php.mb_convert_encoding, loop,
    "UTF-16")
end)

test("an error names the line of the script", function()
  local chunk = (loadstring or load)("\nphp.strpos()", "=script")
  test.error_matches(
    "^script:2: strpos%(%) expects at least 2 arguments, 0 given$", chunk)
end)

-- Each function with too few arguments, which says how many there have to be.
test("every function counts its arguments", function()
  for name, func in pairs(php) do
    if type(func) == "function" and name ~= "mb_check_encoding" then
      test.error_matches("^" .. name .. "%(%) expects ", func)
    end
  end
end)

-- What a hostile script may try: no argument makes any of them crash.
local STRANGE = { -1, 0, 2 ^ 53, -2 ^ 63, 0 / 0, 1 / 0, "", "\0", "\255\254",
  ("a"):rep(300), {}, { {} }, { 1, php.null }, true, false, print, php.null,
  coroutine.create(print), "UTF-8", "9999999999999999999999" }

local function try_all(func, count)
  local arguments = {}
  for i = 1, #STRANGE do
    for j = 1, #STRANGE do
      arguments[1], arguments[2] = STRANGE[i], STRANGE[j]
      arguments[3] = STRANGE[(i * 7 + j) % #STRANGE + 1]
      arguments[4] = STRANGE[(i + j * 5) % #STRANGE + 1]
      pcall(func, (table.unpack or unpack)(arguments, 1, count))
    end
  end
end

test("no function minds strange arguments", function()
  for name, func in pairs(php) do
    if type(func) == "function" and name ~= "str_repeat"
      and name ~= "str_pad" and name ~= "number_format" then
      for count = 1, 4 do try_all(func, count) end
    end
  end
end)

test.finish()
