-- The table functions beside another interpreter's: run by each in turn.
--
--   lua tests/bench/table.lua OURS STOCK [ROUNDS]
--
-- Each task runs in a process of its own, the two take turns, and of many
-- rounds the shortest counts.  Printed are milliseconds of processor time and
-- the ratio, ours over stock's.

local TASKS = {
  { "sort 100,000 integers", "local t = {} for i = 1, 1e5 do t[i] = i * 7919 "
    .. "% 100003 end", "local u = table.move(t, 1, #t, 1, {}) table.sort(u)" },
  { "sort 100,000 floats", "local t = {} for i = 1, 1e5 do t[i] = i * 7919 "
    .. "% 100003 / 8 end", "local u = table.move(t, 1, #t, 1, {}) "
    .. "table.sort(u)" },
  { "sort 20,000 strings", "local t = {} for i = 1, 2e4 do t[i] = 'k' .. "
    .. "i * 7919 % 100003 end", "local u = table.move(t, 1, #t, 1, {}) "
    .. "table.sort(u)" },
  { "sort 20,000 by a function", "local t = {} for i = 1, 2e4 do t[i] = "
    .. "i * 7919 % 100003 end", "local u = table.move(t, 1, #t, 1, {}) "
    .. "table.sort(u, function(a, b) return a > b end)" },
  { "sort 10 by a function, 1,000 times", "", "for i = 1, 1000 do "
    .. "local u = { 5, 2, 8, 1, 9, 3, 7, 4, 6, 0 } "
    .. "table.sort(u, function(a, b) return a < b end) end" },
  { "sort 10 integers, 1,000 times", "", "for i = 1, 1000 do "
    .. "local u = { 5, 2, 8, 1, 9, 3, 7, 4, 6, 0 } table.sort(u) end" },
  { "insert at the end, 100,000", "", "local u = {} for i = 1, 1e5 do "
    .. "table.insert(u, i) end" },
  { "insert at the front, 2,000", "", "local u = {} for i = 1, 2000 do "
    .. "table.insert(u, 1, i) end" },
  { "remove from the end, 100,000", "local t = {} for i = 1, 1e5 do t[i] = i "
    .. "end", "local u = table.move(t, 1, #t, 1, {}) for i = 1, 1e5 do "
    .. "table.remove(u) end" },
  { "concat 100,000 strings", "local t = {} for i = 1, 1e5 do t[i] = 'k' .. i "
    .. "end", "local s = table.concat(t, ',')" },
  { "unpack 10, 100,000 times", "local t = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }",
    "for i = 1, 1e5 do local _ = table.unpack(t) end" },
  { "pack 5, 100,000 times", "", "for i = 1, 1e5 do "
    .. "local _ = table.pack(1, 2, 3, 4, 5) end" },
  { "utf8.len of 100,000 characters", "local s = ('é'):rep(1e5)",
    "utf8.len(s)" },
  { "utf8.codes of 10,000 characters", "local s = ('é'):rep(1e4)",
    "for _, c in utf8.codes(s) do local _ = c end" },
}

local TIMED = "%s local best = 1e9 for _ = 1, 5 do local c = os.clock() "
  .. "do %s end best = math.min(best, os.clock() - c) end io.write(best)"

local function time(interpreter, task)
  local pipe = io.popen(("'%s' -e \"%s\""):format(interpreter,
    TIMED:format(task[2], task[3])))
  local seconds = tonumber(pipe:read("a"))
  pipe:close()
  if not seconds then error(task[1]) end
  return seconds
end

local ours, stock, rounds = arg[1], arg[2], tonumber(arg[3]) or 7

for _, task in ipairs(TASKS) do
  local a, b = math.huge, math.huge
  for _ = 1, rounds do
    a = math.min(a, time(ours, task))
    b = math.min(b, time(stock, task))
  end
  print(("%-38s %8.3f %8.3f %6.2f"):format(task[1], a * 1e3, b * 1e3, a / b))
end
