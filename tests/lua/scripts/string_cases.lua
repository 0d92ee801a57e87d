-- Prints what the functions of `string` that have to do without patterns make
-- of random arguments, sound and broken: one line for each case.
--
--   lua string_cases.lua SEED COUNT

local seed, count = tonumber(arg[1]), tonumber(arg[2])

-- A linear congruential generator (Numerical Recipes): the same everywhere.
local function random(n)
  seed = (seed * 1664525 + 1013904223) % 4294967296
  return seed // 65536 % n + 1
end

local function pick(list) return list[random(#list)] end

local NUMBERS = { 0, 1, -1, 2, 3, -3, 42, 255, 256, 1.0, 1.5, -0.0, 0.1, 1e15,
  1e100, -1e-7, 123456.789, 2^53, 2^63, 1 / 0, -1 / 0, 0 / 0, math.maxinteger,
  math.mininteger, "10", "0x1p4", " 7 ", "1.5", "x", false, nil }
local TEXTS = { "", "a", "hello", "ab\0cd", "q\"\\\n\r\0001\1279\200", "%d",
  ("long "):rep(30), 12, 1.5, true, "Gr\195\182\195\159e" }
local VALUES = { 1, "two", 3.0, nil, true, "a\nb\0c", -5, 2^70,
  setmetatable({}, { __tostring = function() return "shown" end }),
  setmetatable({}, { __tostring = function() return 12 end }),
}
local LETTERS = { "d", "i", "u", "o", "x", "X", "c", "e", "E", "f", "g", "G",
  "a", "A", "q", "s", "s", "d", "%", "y", "", "\0", "D", "F", "n" }
local MODIFIERS = { "", "", "", "", "5", "-5", "05", "+", " ", "#", ".3", ".0",
  "10.4", "-+ #0", "123", "5.", "5.123", "--", "0-3", "+.3", "00000000000000",
  "0000000000000000000000000", "#.2", "99.99", "20" }

local function show(value)
  if type(value) == "string" then
    return '"' .. value:gsub("[^%w%p ]", function(c)
      return "\\" .. c:byte()
    end) .. '"'
  end
  return math.type(value) == "float" and value ~= value and "nan"
    or tostring(value)
end

local function line(...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
  return table.concat(parts, " ")
end

local function spec()
  local parts = { pick { "", "<", "%%", "\0" } }
  for _ = 1, random(3) do
    parts[#parts + 1] = "%" .. pick(MODIFIERS) .. pick(LETTERS)
      .. pick { "", "|" }
  end
  return table.concat(parts)
end

local function argument()
  return pick(pick { NUMBERS, NUMBERS, TEXTS, VALUES })
end

local function call(name, ...)
  return line(name, ...) .. " -> " .. line(pcall(string[name], ...))
end

local OPERATIONS = {
  function()
    local s = spec()
    local a, b, c = argument(), argument(), argument()
    local got = line(pcall(string.format, s, a, b, c))
    return line("format", s, type(a), type(b), type(c)) .. " -> " .. got
  end,
  function() return call("sub", pick(TEXTS), pick(NUMBERS), pick(NUMBERS)) end,
  function() return call("sub", pick(TEXTS), pick(NUMBERS)) end,
  function() return call("byte", pick(TEXTS), pick(NUMBERS), pick(NUMBERS)) end,
  function() return call("byte", pick(TEXTS), random(9) - 5) end,
  function()
    return call("rep", pick(TEXTS), pick { 0, -1, 1, 2, 7, 100, "3", 1.5,
      math.maxinteger }, pick { ",", "ab", 1 })
  end,
  function() return call(pick { "upper", "lower", "reverse", "len" },
    pick(TEXTS)) end,
  function() return call("pack", pick { "i4", "z", "s1", "c10", "!8 i1 Xi8",
    "i17", "<I2", "d", "j" }, pick(TEXTS)) end,
  function() return call("unpack", pick { "i4", "z", "s1", "c3", "<I2", "B" },
    pick(TEXTS), pick { 1, 2, -1, 9 }) end,
  function() return call("packsize", pick { "i4", "c100", "!8 i1 Xi8 d", "s",
    "c2147483647c1" }) end,
}

-- Formats have the most to go wrong.
for _ = 1, count do
  local kind = random(2) == 1 and 1 or random(#OPERATIONS)
  print(OPERATIONS[kind]())
end
