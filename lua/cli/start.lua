-- Makes the global `arg` out of the command line: the script is word 0, what
-- stands before it has negative indices.
--
--   (index of the script, word, word, ...)
--
-- Returns a function that gives the arguments of the script, which are what is
-- in `arg` by then, after true; or false and a message if that is no table.

local words = { ... }
local script = words[1]

local result = {}
for i = 2, #words do
  result[i - 2 - script] = words[i]
end
_G.arg = result

-- As `lua` does.
if _VERSION == "Lua 5.4" then
  pcall(collectgarbage, "generational")
end

local type, globals = type, _G
local unpack = table.unpack or unpack

return function()
  local list = globals.arg
  if type(list) ~= "table" then return false, "'arg' is not a table" end
  return true, unpack(list, 1, #list)
end
