-- What ordinary patterns cost, as one column of a table.
--
--   lua tests/bench/patterns.lua            prints nanoseconds, one task a line
--   lua tests/bench/patterns.lua OURS STOCK compares two interpreters
--
-- The interpreters take turns, and of many rounds the shortest counts.

local unpack = table.unpack or _G.unpack
local clock = os.clock

local TEXT = ("The quick brown fox jumps over the lazy dog, and 27 others "
  .. "watched from 192.168.10.254 (see http://example.org/fox?id=7#top).\n")
  :rep(8)
local CSV = 'alpha,beta,"gamma, delta",42,3.14,,last one,2024-05-17\n'
local PAIRS = "name = Moonspan; license=MIT ; year = 2024;kind=library"
local COLOURS = { red = "rouge", blue = "bleu", fox = "renard", dog = "chien" }
local CODE = "f(a, g(b, (c + d) * e), h()) + i(j)"
local PADDED = "   \t some words with blanks around   \n"

-- Each is a name and a function that does the work once.
local TASKS = {
  { "split into words", function()
      local n = 0
      for _ in TEXT:gmatch("%a+") do n = n + 1 end
      return n
    end },
  { "trim", function() return PADDED:match("^%s*(.-)%s*$") end },
  { "key = value", function()
      local n = 0
      for k, v in PAIRS:gmatch("(%w+)%s*=%s*([^;%s]+)") do n = n + #k + #v end
      return n
    end },
  { "CSV fields", function()
      local n = 0
      for field in CSV:gmatch("([^,\n]*)[,\n]") do n = n + #field end
      return n
    end },
  { "a date", function()
      return CSV:match("(%d%d%d%d)%-(%d%d)%-(%d%d)")
    end },
  { "gsub with a string", function()
      return (TEXT:gsub("(%w+) (%w+)", "%2 %1"))
    end },
  { "gsub with a table", function() return (TEXT:gsub("%a+", COLOURS)) end },
  { "gsub with a function", function()
      return (TEXT:gsub("%d+", function(digits) return #digits end))
    end },
  { "gsub of single bytes", function()
      return (TEXT:gsub("[&<>\"]", "?"):gsub("o", "0"))
    end },
  { "find a literal", function() return TEXT:find("nowhere", 1, true) end },
  { "find a word in text", function() return TEXT:find("w%w*ed") end },
  { "an IPv4 address", function()
      return TEXT:match("(%d+)%.(%d+)%.(%d+)%.(%d+)")
    end },
  { "a URL", function()
      return TEXT:match("(%a+)://([%w.-]+)(/[^?%s]*)%??([^#%s]*)")
    end },
  { "camelCase to snake_case", function()
      return (("someRatherLongName"):gsub("(%l)(%u)", "%1_%2"):lower())
    end },
  { "balanced parentheses", function() return CODE:match("%w+(%b())") end },
  { "a short match", function() return ("item42"):match("^(%a+)(%d+)$") end },
  { "no match", function() return ("item42"):match("^%d+$") end },
}

local function time(task, count)
  local start = clock()
  for _ = 1, count do task[2]() end
  local spent = clock() - start
  if spent < 0.004 then return time(task, count * 2) end
  return spent / count * 1e9
end

local function measure()
  for _, task in ipairs(TASKS) do
    local best = math.huge
    for _ = 1, 3 do best = math.min(best, time(task, 1)) end
    print(("%.1f"):format(best))
  end
end

local function read_column(interpreter, best)
  local pipe = io.popen(("'%s' '%s'"):format(interpreter, arg[0]))
  for i = 1, #TASKS do
    local text = pipe:read("*l") or error("nothing from " .. interpreter)
    best[i] = math.min(best[i] or math.huge, tonumber(text))
  end
  pipe:close()
end

local function compare(ours, stock, rounds)
  local a, b, product = {}, {}, 1
  for _ = 1, rounds do
    read_column(ours, a)
    read_column(stock, b)
  end
  print(("%-26s %10s %10s  ratio"):format("nanoseconds", "Moonspan", "stock"))
  for i, task in ipairs(TASKS) do
    product = product * (a[i] / b[i])
    print(("%-26s %10.0f %10.0f  %5.2f"):format(task[1], a[i], b[i],
      a[i] / b[i]))
  end
  print(("%-26s %10s %10s  %5.2f  <= 1.00"):format("geometric mean", "", "",
    product ^ (1 / #TASKS)))
end

local ours, stock, rounds = unpack(arg)
if ours then compare(ours, stock, tonumber(rounds) or 8) else measure() end
