-- lua-cli beside another `lua`: start-up, ten classic scripts, and the scripts
-- again with limits armed.
--
--   lua tests/bench/cli.lua LUA_CLI LUA [ROUNDS]
--
-- The programs take turns, and of many rounds the shortest counts.

local ours, other = arg[1], arg[2]
local rounds = tonumber(arg[3]) or 15

local SCRIPTS = { "scripts/fib", "scripts/nbody", "classic/binary_trees",
  "scripts/spectral", "classic/fannkuch", "classic/gsub", "classic/find",
  "classic/concat", "scripts/tables", "classic/closures" }

local LIMITS = " --memory=1G --cpu=60 --wall=60 --instructions=1e12"

local function read(command)
  local pipe = io.popen(command)
  local text = pipe:read("a")
  pipe:close()
  return text
end

-- Seconds of processor time that a script takes, as it sees it itself.
local function run(program, script)
  local code = ("local c = os.clock() dofile('tests/bench/%s.lua') "
    .. "io.write(os.clock() - c)"):format(script)
  return tonumber(read(('%s -e "%s"'):format(program, code)))
end

-- Seconds of processor time that it takes to start and end, many times.
local function start(program)
  local loop = ("for i in {1..200}; do %s -e ''; done"):format(program)
  local line = read("bash -c \"TIMEFORMAT='%U %S'; time { "
    .. loop .. "; }\" 2>&1")
  local user, system = line:match("([%d.]+) ([%d.]+)")
  return (user + system) / 200
end

local function shortest(measure, programs, script)
  local best = {}
  for _ = 1, rounds do
    for i, program in ipairs(programs) do
      local time = measure(program, script)
      if not best[i] or time < best[i] then best[i] = time end
    end
  end
  return best
end

print(("%-24s %9s %9s %7s %8s")
  :format("milliseconds", "lua-cli", "lua", "ratio", "limits"))
local started = shortest(start, { ours, other })
print(("%-24s %9.3f %9.3f %7.3f"):format("start and end", started[1] * 1e3,
  started[2] * 1e3, started[1] / started[2]))
local product, product_limits = 1, 1
for _, script in ipairs(SCRIPTS) do
  local best = shortest(run, { ours, other, ours .. LIMITS }, script)
  local ratio, limits = best[1] / best[2], best[3] / best[1]
  product, product_limits = product * ratio, product_limits * limits
  print(("%-24s %9.2f %9.2f %7.3f %8.3f"):format(script:match("[^/]+$"),
    best[1] * 1e3, best[2] * 1e3, ratio, limits))
  io.flush()
end
print(("%-24s %9s %9s %7.3f %8.3f"):format("geometric mean", "", "",
  product ^ (1 / #SCRIPTS), product_limits ^ (1 / #SCRIPTS)))
