-- Prints what find, match, gmatch and gsub make of random subjects and random
-- patterns, most of them sound and many broken: one line for each case.
--
--   lua pattern_cases.lua SEED COUNT [find]
--
-- Two interpreters that print the same have the same patterns; with `find`,
-- whether they are of Lua 5.1 or of 5.4.

local seed, count, only_find = tonumber(arg[1]), tonumber(arg[2]), arg[3]

-- A linear congruential generator (Numerical Recipes): the same everywhere.
local function random(n)
  seed = (seed * 1664525 + 1013904223) % 4294967296
  return math.floor(seed / 65536) % n + 1
end

local function pick(list) return list[random(#list)] end

local BYTES = { "a", "b", "c", "a", "b", "1", "2", " ", "(", ")", "x", "Z", "]",
  "%", "-", "\0", "\233", "_", "\n", "$", "^" }

-- Single-byte items, of which most patterns are made.
local SINGLES = { "a", "b", "c", "x", "1", ".", "%a", "%d", "%s", "%w", "%l",
  "%p", "%u", "%x", "%c", "%g", "%z", "%A", "%D", "%S", "%W", "%P", "%G",
  "%.", "%%", "%(", "%]", "[ab]", "[^a]", "[a-c]", "[%a1]", "[%w_]", "[]]",
  "[^]]", "[]-a]", "[a-]", "[-a]", "[%]]", "[^%s]", "[a-%z]", "[%z\233]",
  "[^%z]", "[c-a]", "\0", "\233", "_", "Z", "-", "]", "%\233", "%y", "[%y-a]",
  "[^^]", "[%a-z]", "[0-9%-]" }
local SUFFIXES = { "", "", "", "*", "+", "-", "?", "*", "+" }
local OTHERS = { "(", ")", "()", "(", ")", "%1", "%2", "%0", "%b()", "%bab",
  "%baa", "%f[%a]", "%f[^%w]", "%f[%z]", "%f[a]", "$", "^", "(a*)", "(.-)",
  "(.)", "(%w+)", "%3" }
local BROKEN = { "%", "[", "[^", "[a", "[%", "%f", "%fa", "%b", "%ba", "[a-",
  "[]", "[^]", "%9" }

-- Of few different bytes half of the time, so that more is found.
local FEW = { "a", "b", "1", " ", "a" }

local function subject()
  local bytes = {}
  local from = random(2) == 1 and FEW or BYTES
  for i = 1, random(16) - 1 do bytes[i] = pick(from) end
  return table.concat(bytes)
end

local function pattern()
  local items = { random(6) == 1 and "^" or "" }
  for _ = 1, random(6) - 1 do
    local kind = random(20)
    if kind <= 13 then
      items[#items + 1] = pick(SINGLES) .. pick(SUFFIXES)
    elseif kind < 20 then
      items[#items + 1] = pick(OTHERS)
    end
  end
  if random(12) == 1 then items[#items + 1] = pick(BROKEN) end
  if random(6) == 1 then items[#items + 1] = "$" end
  return table.concat(items)
end

local TEXTS = { "", "x", "<%0>", "%1", "%2%1", "%%", "%", "%x", "a%1b%0", "%9",
  "-", "%3" }

local function show(value)
  if type(value) == "number" then return ("%d"):format(value) end
  if type(value) ~= "string" then return tostring(value) end
  return '"' .. value:gsub("[^%w%p ]", function(c)
    return ("\\%d"):format(c:byte())
  end) .. '"'
end

local function line(...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
  return table.concat(parts, " ")
end

local function all_matches(s, p)
  local found = {}
  for a, b, c in s:gmatch(p) do found[#found + 1] = line(a, b, c) end
  return table.concat(found, ";")
end

local function echo(a, b)
  if a == "b" then return false end
  return a == 1 and "one" or b or nil
end

local names = setmetatable({ a = "A", b = false }, {
  __index = function(_, key) return key == "1" and 7 or nil end,
})

-- The first three are the same in Lua 5.1.
local OPERATIONS = {
  function(s, p) return line(pcall(string.find, s, p)) end,
  function(s, p) return line(pcall(string.find, s, p, 1, true)) end,
  function(s, p) return line(pcall(string.match, s, p)) end,
  function(s, p)
    local from = random(#s + 1)
    return line(pcall(string.find, s, p, from))
  end,
  function(s, p) return line(pcall(string.find, s, p, -random(5))) end,
  function(s, p) return line(pcall(all_matches, s, p)) end,
  function(s, p) return line(pcall(string.gsub, s, p, pick(TEXTS))) end,
  function(s, p)
    local limit = random(4) - 1
    return line(pcall(string.gsub, s, p, pick(TEXTS), limit))
  end,
  function(s, p) return line(pcall(string.gsub, s, p, echo)) end,
  function(s, p) return line(pcall(string.gsub, s, p, names)) end,
}

local choice = only_find and 3 or #OPERATIONS

for _ = 1, count do
  local s, p, operation = subject(), pattern(), random(choice)
  print(line(operation, s, p) .. " -> " .. OPERATIONS[operation](s, p))
end
