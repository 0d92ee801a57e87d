-- What string functions cost: those of `php`, and what people write in Lua
-- instead of them.
--
--   lua strings.lua lua             lua-cli strings.lua php
--   luajit strings.lua lua          luajit strings.lua php.ffi
--   lua strings.lua report LUA PHP HOST JIT_LUA JIT_PHP
--
-- The first four print `name size nanoseconds`, as strings.php does for PHP's
-- own functions; the last puts five such files side by side.  The times are
-- the least of many rounds.

local SIZES = { 16, 256, 4096, 1048576 }

local floor = math.floor
local utf8 = rawget(_G, "utf8")

local function fill(text, size)
  return text:rep(floor(size / #text) + 1):sub(1, size)
end

-- The same, less what is left of a character at the end.
local function fill_whole(text, size)
  return (fill(text, size):gsub("[\xc0-\xff]$", ""))
end

local gsub, find, sub, byte = string.gsub, string.find, string.sub, string.byte
local concat, format, char = table.concat, string.format, string.char
local PROSE = "The quick brown Fox & the <lazy> dog said: \"no\". "
local CYRILLIC = "Привет, мир: это строка. "
local ESCAPES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ['"'] = "&quot;", ["'"] = "&#039;" }

local function escape_magic(text)
  return (gsub(text, "%p", "%%%0"))
end

local function split(text, separator)
  local list, from = {}, 1
  while true do
    local at, to = find(text, separator, from, true)
    if not at then break end
    list[#list + 1] = sub(text, from, at - 1)
    from = to + 1
  end
  list[#list + 1] = sub(text, from)
  return list
end

local function levenshtein(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal, c = row[0], byte(a, i)
    row[0] = i
    for j = 1, #b do
      local best = diagonal + (byte(b, j) == c and 0 or 1)
      diagonal = row[j]
      if row[j] + 1 < best then best = row[j] + 1 end
      if row[j - 1] + 1 < best then best = row[j - 1] + 1 end
      row[j] = best
    end
  end
  return row[#b]
end

local function words(size)
  local list = {}
  for i = 1, size / 8 do list[i] = "word" .. i % 1000 end
  return list
end

-- Each: its name, what makes its arguments from a size, the function of `php`,
-- the idiom, and the largest size it is tried with.
local TASKS = {
  { "replace", function(n) return fill(PROSE, n), "fox", "wolf" end,
    function(php) return function(s, a, b) return php.str_replace(a, b, s) end
    end, function(s, a, b) return (gsub(s, escape_magic(a), b)) end },
  { "split", function(n) return fill(PROSE, n), " " end,
    function(php) return function(s, a) return php.explode(a, s) end end,
    split },
  { "join", function(n) return words(n), "," end,
    function(php) return function(t, a) return php.implode(a, t) end end,
    concat },
  { "escape", function(n) return fill(PROSE, n) end,
    function(php) return php.htmlspecialchars end,
    function(s) return (gsub(s, "[&<>\"']", ESCAPES)) end },
  { "lower", function(n) return fill(PROSE, n) end,
    function(php) return php.strtolower end, string.lower },
  { "upper", function(n) return fill(PROSE, n) end,
    function(php) return php.strtoupper end, string.upper },
  { "reverse", function(n) return fill(PROSE, n) end,
    function(php) return php.strrev end, string.reverse },
  { "mb_strlen", function(n) return fill_whole(CYRILLIC, n) end,
    function(php) return php.mb_strlen end,
    utf8 and function(s) return utf8.len(s, 1, -1, true) end or function(s)
      return select(2, gsub(s, "[^\128-\191]", ""))
    end },
  { "hard find", function(n) return fill("aaaaaaab", n), "aaaaaaaab" end,
    function(php) return php.strpos end,
    function(s, a) return (find(s, a, 1, true)) end },
  { "easy find", function(n) return fill(PROSE, n) .. "#!", "#!" end,
    function(php) return php.strpos end,
    function(s, a) return (find(s, a, 1, true)) end },
  { "trim", function(n)
      local space = (" "):rep(n / 4)
      return space .. fill("ab c", n / 2) .. space
    end,
    function(php) return php.trim end,
    function(s) return (gsub(gsub(s, "^%s+", ""), "%s+$", "")) end, 4096 },
  { "repeat", function(n) return "abcdefgh", floor(n / 8) end,
    function(php) return php.str_repeat end, string.rep },
  { "levenshtein", function(n)
      return fill(PROSE, n), fill("the slow brown bear ", n)
    end,
    function(php) return php.levenshtein end, levenshtein, 4096 },
  { "bin2hex", function(n) return fill(PROSE, n) end,
    function(php) return php.bin2hex end,
    function(s)
      return (gsub(s, ".", function(c) return format("%02x", byte(c)) end))
    end },
  { "urlencode", function(n) return fill(PROSE, n) end,
    function(php) return php.rawurlencode end,
    function(s)
      return (gsub(s, "[^%w%-._~]", function(c)
        return format("%%%02X", byte(c))
      end))
    end },
  { "urldecode", function(n) return fill("a%20b%2Fcdefgh", n) end,
    function(php) return php.rawurldecode end,
    function(s)
      return (gsub(s, "%%(%x%x)", function(hex)
        return char(tonumber(hex, 16))
      end))
    end },
  { "contains", function(n) return fill(PROSE, n), "lazy cat" end,
    function(php) return php.str_contains end,
    function(s, a) return find(s, a, 1, true) ~= nil end },
  { "starts", function(n) return fill(PROSE, n), "The quick" end,
    function(php) return php.str_starts_with end,
    function(s, a) return sub(s, 1, #a) == a end },
  { "pad", function(n) return "abc", n, " " end,
    function(php) return php.str_pad end,
    function(s, n, pad) return s .. pad:rep(n - #s) end },
  { "md5", function(n) return fill(PROSE, n) end,
    function(php) return php.md5 end },
  { "sha1", function(n) return fill(PROSE, n) end,
    function(php) return php.sha1 end },
  { "crc32", function(n) return fill(PROSE, n) end,
    function(php) return php.crc32 end },
  { "base64_encode", function(n) return fill(PROSE, n) end,
    function(php) return php.base64_encode end },
  { "base64_decode", function(n) return fill("VGhpcyBp", n) end,
    function(php) return php.base64_decode end },
  { "mb_check_encoding", function(n) return fill_whole(CYRILLIC, n) end,
    function(php) return php.mb_check_encoding end },
  { "mb_strtolower", function(n) return fill_whole(CYRILLIC, n) end,
    function(php) return php.mb_strtolower end },
  { "addslashes", function(n) return fill(PROSE, n) end,
    function(php) return php.addslashes end },
}

-- The value, not the same but alike, so that no compiler sees that nothing
-- changes from call to call.
local function vary(value)
  if type(value) == "string" then return "A" .. value:sub(2) end
  local copy = {}
  for i, entry in ipairs(value) do copy[i] = entry end
  return copy
end

-- By how many arguments there are.  Returns a result, or nobody would need one.
local LOOPS = {
  function(count, func, a, b)
    local last
    for i = 1, count do last = func(i % 2 == 0 and a or b) end
    return last
  end,
  function(count, func, a, b, x)
    local last
    for i = 1, count do last = func(i % 2 == 0 and a or b, x) end
    return last
  end,
  function(count, func, a, b, x, y)
    local last
    for i = 1, count do last = func(i % 2 == 0 and a or b, x, y) end
    return last
  end,
}

-- Seconds for one call: the least of several rounds that each take a while.
local function measure(func, ...)
  local count, least, first = 1, math.huge, ...
  local loop, other = LOOPS[select("#", ...)], vary(first)
  while true do
    local start = os.clock()
    loop(count, func, first, other, select(2, ...))
    local time = os.clock() - start
    if time > 0.004 then break end
    count = count * 4
  end
  for _ = 1, 9 do
    local start = os.clock()
    loop(count, func, first, other, select(2, ...))
    least = math.min(least, (os.clock() - start) / count)
  end
  return least
end

local function run(php)
  for _, task in ipairs(TASKS) do
    local name, prepare, idiom, largest = task[1], task[2], task[4], task[5]
    local func = idiom
    if php then func = task[3](php) end
    for _, size in ipairs(func and SIZES or {}) do
      if size <= (largest or size) then
        print(("%s\t%d\t%.1f"):format(name, size,
          measure(func, prepare(size)) * 1e9))
      end
    end
  end
end

local function read(path)
  local times = {}
  for line in io.lines(path) do
    local name, size, time = line:match("^(.-)\t(%d+)\t(.*)$")
    if name then times[name .. size] = tonumber(time) end
  end
  return times
end

-- How many times faster ours is.
local function ratio(other, ours)
  return other and ours and ("%8.2f"):format(other / ours) or "       -"
end

local function report(lua, php, host, jit_lua, jit_php)
  print("how many times faster php.* is than the idiom in Lua | PHP's own |"
    .. " over ffi\nthan the idiom on LuaJIT, by bytes")
  io.write(("%-18s"):format(""))
  for _, size in ipairs(SIZES) do io.write(("%28d"):format(size)) end
  print()
  for _, task in ipairs(TASKS) do
    io.write(("%-18s"):format(task[1]))
    for _, size in ipairs(SIZES) do
      local key = task[1] .. size
      io.write("  ", ratio(lua[key], php[key]), "|",
        ratio(host[key], php[key]), "|", ratio(jit_lua[key], jit_php[key]))
    end
    print()
  end
end

if arg[1] == "report" then
  local files = {}
  for i = 2, 6 do files[i - 1] = read(arg[i]) end
  report((table.unpack or unpack)(files))
else
  run(arg[1] ~= "lua" and require(arg[1]) or nil)
end
