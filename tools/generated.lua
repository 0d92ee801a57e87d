-- A generated file: brought up to date, or only looked at.
--
--   local generated = require "generated"
--   generated.update(path, text, is_check)   -- true, unless it is stale
--   generated.finish(text)                   -- for `lua TOOL TARGET [--check]`

local M = {}

function M.read(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, message end
  local text = file:read("a")
  file:close()
  return text
end

local function write(path, text)
  local folder = path:match("^(.*)/")
  if folder then
    os.execute(("mkdir -p '%s'"):format(folder:gsub("'", [['\'']])))
  end
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

-- Writes `text` to `path` if it is not there already.  When `is_check` is true
-- nothing is written: returns false and names the file if it is stale.
function M.update(path, text, is_check)
  if M.read(path) == text then return true end
  if is_check then
    io.stderr:write(path, ": stale; run `make gen`\n")
    return false
  end
  write(path, text)
  print("  GEN    " .. path)
  return true
end

-- Ends a program whose whole work is one file, named on its command line.
function M.finish(text)
  os.exit(M.update(arg[1], text, arg[2] == "--check"))
end

return M
