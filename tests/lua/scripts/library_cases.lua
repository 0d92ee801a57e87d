-- Prints what functions of the base library, `table`, `utf8`, `math`, `os` and
-- the packing of `string` make of random arguments, sound and broken: one line
-- for each case.
--
--   lua library_cases.lua SEED COUNT

local seed, count = tonumber(arg[1]), tonumber(arg[2])

-- A linear congruential generator (Numerical Recipes): the same everywhere.
local function random(n)
  seed = (seed * 1664525 + 1013904223) % 4294967296
  return seed // 65536 % n + 1
end

local NOTHING = {}

local function pick(list)
  local value = list[random(#list)]
  if value == NOTHING then return nil end
  return value
end

local ANY = { NOTHING, 0, 1, 2, 3, -1, 5, 10, 1.5, 2.0, "2", "x", "", true,
  false, math.mininteger, math.maxinteger, 1e308, 0 / 0 }
local SMALL = { NOTHING, 0, 1, 2, 3, -1, -2, 5, 7, "2", "x", 1.5, 2.0 }
local PLACES = { 0, 1, 2, 3, 4, 5, 7, 9, -1, -2, -4, -9 }
local LETTERS = { "a", "é", "€", "\u{1d11e}", "\xff", "\x80", "\xc3" }
local FORMATS = { "i4", "z", "s1", "d", "!4 i8", "<h", ">I3", "b", "j", "n",
  "Xi4", "i17", "s" }

local function any() return pick(ANY) end
local function small() return pick(SMALL) end
local function place() return pick(PLACES) end

local function array()
  local list = {}
  for i = 1, random(7) - 1 do
    list[i] = random(10) == 1 and "s" or random(9)
  end
  if random(5) == 1 then list.k = 1 end
  return list
end

local function text()
  local parts = {}
  for i = 1, random(9) - 1 do parts[i] = pick(LETTERS) end
  return table.concat(parts)
end

-- The first few of the values, as many as chance has it.
local function some(...)
  return table.unpack({ ... }, 1, random(select("#", ...) + 1) - 1)
end

local function codes(s, is_lax)
  local list = {}
  for at, code in utf8.codes(s, is_lax) do
    list[#list + 1] = at .. ":" .. code
  end
  return table.concat(list, " ")
end

-- Each makes a call; the table that it changes comes first.
local CASES = {
  { "insert", function(t) return table.insert(t, some(small(), any())) end },
  { "remove", function(t) return table.remove(t, some(small())) end },
  { "move", function(t)
    return table.move(t, small(), small(), small(), some(array()))
  end },
  { "concat", function(t)
    return table.concat(t, some(any(), small(), small()))
  end },
  { "unpack", function(t) return table.unpack(t, small(), place()) end },
  { "pack", function() return table.pack(any(), any(), any()) end },
  { "sort", function(t)
    for i, value in ipairs(t) do t[i] = tonumber(value) or 0 end
    return table.sort(t)
  end },
  { "select", function() return select(small(), any(), any(), any()) end },
  { "tostring", function() return tostring(any()) end },
  { "tonumber", function() return tonumber(any(), some(small())) end },
  { "rawlen", function() return rawlen(any()) end },
  { "rawequal", function() return rawequal(any(), any()) end },
  { "setmetatable", function(t) return setmetatable(t, any()) end },
  { "next", function(t) return next(t, small()) end },
  { "load", function() return load(any(), some(any(), any())) end },
  { "tointeger", function() return math.tointeger(any()) end },
  { "fmod", function() return math.fmod(any(), any()) end },
  { "ult", function() return math.ult(any(), any()) end },
  { "time", function()
    return os.time { year = 2000 + random(30), month = any(), day = any() }
  end },
  { "date", function() return os.date("!%F %T %j %a %p", random(9 ^ 9)) end },
  { "offset", function()
    return utf8.offset(text(), place(), some(place()))
  end },
  { "len", function()
    return utf8.len(text(), some(place(), place(), random(2) == 1))
  end },
  { "codepoint", function()
    return utf8.codepoint(text(), some(place(), place(), random(2) == 1))
  end },
  { "char", function() return utf8.char(some(place(), random(2 ^ 22))) end },
  { "codes", function() return codes(text(), random(2) == 1) end },
  { "string.pack", function()
    return string.pack(pick(FORMATS), some(any()))
  end },
  { "string.unpack", function()
    return string.unpack(pick(FORMATS), "abcdefgh\0\1\2\3", some(small()))
  end },
}

local function show(value)
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for key, entry in pairs(value) do
    parts[#parts + 1] = tostring(key) .. "=" .. tostring(entry)
  end
  table.sort(parts)
  return "{" .. table.concat(parts, ",") .. "}"
end

local function show_all(...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
  return table.concat(parts, " ")
end

for _ = 1, count do
  local case, t = CASES[random(#CASES)], array()
  local results = show_all(pcall(case[2], t))
  local line = case[1] .. " " .. results .. " " .. show(t)
  print((line:gsub("0x%x+", "ADDRESS"):gsub("%c", "?")))
end
