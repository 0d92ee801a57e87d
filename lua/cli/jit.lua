-- The options -j, -O and -b of `luajit`.
--
--   (letter, value, word, word, ...)
--
-- Returns true, or false and a message.

local function arguments(text)
  local list = {}
  for word in text:gmatch("[^,]+") do list[#list + 1] = word end
  return unpack(list)
end

local function start(name)
  local found, module = pcall(require, "jit." .. name)
  if found then return module.start end
  if module:sub(1, 7) == "module " then
    module = "unknown luaJIT command or jit.* modules not installed"
  end
  error(module, 0)
end

local commands = {}

function commands.j(value)
  local name, rest = value:match("^([^=]*)=?(.*)$")
  local command = jit[name]
  if type(command) ~= "function" then command = start(name) end
  command(arguments(rest))
end

function commands.O(value)
  start("opt")(arguments(value))
end

-- The value is what follows in the same word, as in -bl.
function commands.b(value, ...)
  if value == "" then
    start("bcsave")(...)
  else
    start("bcsave")("-" .. value, ...)
  end
end

return function(letter, ...)
  return pcall(commands[letter], ...)
end
