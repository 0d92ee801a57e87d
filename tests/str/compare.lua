-- Calls the functions of `php` as tests/str/cases.php has called PHP's, and
-- compares what comes out, byte for byte.
--
--   lua-cli tests/str/compare.lua CASES [-v | --plant]
--
-- Every function is a test.  With -v all differences are shown, not the first
-- of each function.  With --plant one result of each is made wrong beforehand,
-- and a test passes when it notices.

local php = require(os.getenv("PHP_MODULE") or "php")
local math_type = math.type or type
local is_jit = math.type == nil
local unpack = table.unpack or unpack

-- These give tables whose keys are not places in a list.
local MAPS = { count_chars = true, str_word_count = true, unpack = true }

local decode, keeps_keys

-- LuaJIT cannot tell them from integers.
local has_whole_float

local function decode_array(text, at)
  local count, from = text:match("^a:(%d+):{()", at)
  local result, is_list = {}, true
  for i = 1, tonumber(count) do
    local key, after = decode(text, from)
    local value
    value, from = decode(text, after)
    if key ~= i - 1 then is_list = false end
    if value == nil then value = php.null end
    result[i] = { key, value }
  end
  local array = {}
  for i, pair in ipairs(result) do
    array[is_list and not keeps_keys and i or pair[1]] = pair[2]
  end
  return array, from + 1
end

local FLOATS = { INF = math.huge, ["-INF"] = -math.huge, NAN = 0 / 0,
  ["-0"] = -1 / math.huge } -- for "-0" reads as an integer

local function integer(digits)
  if is_jit then return tonumber(digits) end
  return math.tointeger(digits)
end

-- A value of serialize() at `at`, and where the next one is.
function decode(text, at)
  local kind = text:sub(at, at)
  if kind == "N" then return nil, at + 2 end
  if kind == "a" then return decode_array(text, at) end
  if kind == "s" then
    local len, from = text:match("^s:(%d+):\"()", at)
    return text:sub(from, from + len - 1), from + len + 2
  end
  local body, from = text:match("^%a:([^;]*);()", at)
  if kind == "b" then return body == "1", from end
  if kind == "i" then return integer(body), from end
  local float = FLOATS[body] or tonumber(body) + 0.0
  has_whole_float = has_whole_float or float == math.floor(float)
  return float, from
end

local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^ !#-~]", function(c)
      return ("\\x%02x"):format(c:byte())
    end) .. '"'
  end
  if type(value) ~= "table" then
    return math_type(value) == "float" and ("%.17g (float)"):format(value)
      or tostring(value)
  end
  local parts = {}
  for key, entry in pairs(value) do
    parts[#parts + 1] = "[" .. show(key) .. "]=" .. show(entry)
  end
  table.sort(parts)
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function is_same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return (a == b and math_type(a) == math_type(b)) or (a ~= a and b ~= b)
  end
  for key, value in pairs(a) do
    if not is_same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

-- Neither does it have all of them.
local function has_unfit(value)
  if type(value) == "table" then
    for key, entry in pairs(value) do
      if has_unfit(entry) or has_unfit(key) then return true end
    end
  end
  return type(value) == "number"
    and (value >= 2 ^ 53 or value <= -2 ^ 53 or value == 0 and 1 / value < 0)
end

local function describe(name, arguments, count, expected, actual)
  local list = {}
  for i = 1, count do list[i] = show(arguments[i]) end
  return ("%s(%s)\n      php: %s\n      lua: %s"):format(name,
    table.concat(list, ", "), expected, actual)
end

-- Lua has no exceptions of the kind; the message may have a place before it.
local function differs(name, arguments, count, expected)
  local results = { pcall(php[name], unpack(arguments, 1, count)) }
  if is_jit and not results[1]
    and results[2]:find("does not fit a number", 1, true) then
    return nil -- what LuaJIT says instead of changing an integer
  end
  if type(expected) == "string" then
    if results[1] then
      return describe(name, arguments, count, expected, show(results[2]))
    elseif results[2] ~= expected then
      return describe(name, arguments, count, expected, results[2])
    end
    return nil
  end
  if not results[1] then
    return describe(name, arguments, count, show(expected[1]),
      tostring(results[2]))
  end
  for i = 1, 2 do
    local wanted = expected[i]
    if wanted == php.null then wanted = nil end
    if not is_same(wanted, results[i + 1]) then
      return describe(name, arguments, count, show(wanted),
        show(results[i + 1]))
    end
  end
end

-- The value with one thing wrong.
local function spoil(value)
  if type(value) == "string" then
    return value == "" and "\0"
      or value:sub(1, -2) .. string.char((value:byte(-1) + 1) % 256)
  elseif type(value) == "table" then
    local copy = { planted = true }
    for key, entry in pairs(value) do copy[key] = entry end
    return copy
  end
  return type(value) == "boolean" and not value or "planted"
end

local is_planting = arg[2] == "--plant"

local function count_arguments(text, at)
  return tonumber(text:match("a:(%d+):", at))
end

local file = assert(io.open(arg[1], "rb"))
local order, tests, skipped = {}, {}, 0
for line in file:lines() do
  local text = file:read(tonumber(line))
  has_whole_float = false
  file:read(1)
  local name, at = decode(text, 6 + #"i:0;")
  local _, from = decode(text, at)
  local count = count_arguments(text, from)
  local arguments, rest = decode(text, from)
  _, rest = decode(text, rest)
  keeps_keys = MAPS[name] and not (name == "str_word_count"
    and tonumber(arguments[2]) ~= 2)
  local expected = decode(text, rest)
  keeps_keys = false
  if MAPS[name] and type(expected) == "table" and expected[0] ~= nil then
    expected[1], expected[0] = expected[0], nil
  end
  for i = 1, count do
    if arguments[i] == php.null then arguments[i] = nil end
  end
  if not tests[name] then
    tests[name] = { count = 0 }
    order[#order + 1] = name
  end
  if is_jit and (has_whole_float or has_unfit(arguments)
    or has_unfit(expected)) then
    skipped = skipped + 1
  elseif php[name] then
    tests[name].count = tests[name].count + 1
    if is_planting and tests[name].count == 1 then
      if type(expected) == "table" then
        expected[1] = spoil(expected[1])
      else
        expected = spoil(expected)
      end
    end
    local difference = differs(name, arguments, count, expected)
    if difference then
      tests[name].failure = tests[name].failure or difference
      tests[name].failed = (tests[name].failed or 0) + 1
      if arg[2] == "-v" then print(difference) end
    end
  else
    tests[name].failure = "there is no php." .. name
  end
end

local passed, failed = 0, 0
for _, name in ipairs(order) do
  if is_planting then
    local is_noticed = tests[name].failed == 1
    passed, failed = passed + (is_noticed and 1 or 0),
      failed + (is_noticed and 0 or 1)
    if not is_noticed then
      print("FAIL  a fault in " .. name .. " is noticed")
    end
  elseif tests[name].failure then
    failed = failed + 1
    print(("FAIL  php.%s is PHP's: %d of %d differ\n      %s"):format(name,
      tests[name].failed or 0, tests[name].count, tests[name].failure))
  else
    passed = passed + 1
  end
end
print(("%d passed, %d failed"):format(passed, failed))
os.exit(failed == 0)
