-- Makes all that is derived from the public header: the headers that PHP's FFI
-- and KPHP load, the PHP constants, the list of functions that tests read.
--
--   lua tools/ffigen.lua HEADER [--out DIR]            writes what has changed
--   lua tools/ffigen.lua HEADER [--out DIR] --check    names what is stale
--
-- DIR is the root of the repository, as a rule the current folder.  A construct
-- that one of the header's readers would refuse or misread is an error:
-- `file:line: message`.

local here = arg[0]:match("^.*/") or "./"
package.path = here .. "?.lua;" .. package.path

local reader = require "ffigen.reader"
local writers = require "ffigen.writers"

local function fail(message)
  io.stderr:write(message, "\n")
  os.exit(1)
end

-- The command line, as { header, out, check }.
local function parse_arguments(list)
  local options, i = { out = "." }, 1
  while list[i] do
    if list[i] == "--out" and list[i + 1] then
      options.out, i = list[i + 1], i + 1
    elseif list[i] == "--check" then
      options.check = true
    elseif not options.header and not list[i]:find("^%-") then
      options.header = list[i]
    else
      return nil
    end
    i = i + 1
  end
  return options.header and options
end

local function read_file(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, message end
  local text = file:read("a")
  file:close()
  return text
end

local function write_file(path, text)
  local folder = path:match("^(.*)/")
  os.execute(("mkdir -p '%s'"):format(folder:gsub("'", [['\'']])))
  local file = assert(io.open(path, "wb"))
  assert(file:write(text))
  assert(file:close())
end

-- Brings one output up to date, or with `check` only says whether it is.
local function update(root, output, check)
  local path = root .. "/" .. output.path
  if read_file(path) == output.text then return true end
  if check then
    io.stderr:write(output.path, ": stale; run `make gen`\n")
    return false
  end
  write_file(path, output.text)
  print("  GEN    " .. output.path)
  return true
end

local options = parse_arguments(arg)
if not options then
  fail("usage: lua tools/ffigen.lua HEADER [--out DIR] [--check]")
end

local text, message = read_file(options.header)
if not text then fail("ffigen: " .. message) end
local is_read, header = pcall(reader.read, text, options.header)
if not is_read then fail(header) end

local is_fresh = true
for _, output in ipairs(writers.outputs(header)) do
  is_fresh = update(options.out, output, options.check) and is_fresh
end
os.exit(is_fresh)
