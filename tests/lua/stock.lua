-- Runs a script of tests/lua/scripts with the interpreter under test, LUA_CLI,
-- and with stock Lua, LUA_STOCK, and expects that they print the same lines.
-- Returns how many there were.

local CLI, STOCK = os.getenv("LUA_CLI"), os.getenv("LUA_STOCK")

local function open(interpreter, script)
  return io.popen(("'%s' tests/lua/scripts/%s"):format(interpreter, script))
end

return function(script)
  local ours, stock = open(CLI, script), open(STOCK, script)
  local count = 0
  for theirs in stock:lines() do
    local line = ours:read("*l")
    if line ~= theirs then
      error(("line %d: got %s\nexpected %s"):format(count + 1, line, theirs), 2)
    end
    count = count + 1
  end
  local rest = ours:read("*l")
  ours:close()
  stock:close()
  if rest then error("there is more: " .. rest, 2) end
  return count
end
