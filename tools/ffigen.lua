-- Makes all that is derived from a header.
--
--   lua tools/ffigen.lua HEADER [--out DIR] [--check]
--
-- From a public header of ours, in the repository DIR: the headers that PHP's
-- FFI and KPHP load, LuaJIT's declarations, and the list of functions that
-- tests read; from moonspan.h also the constants in PHP, the stubs for editors,
-- and the reference in docs/abi.md.
--
--   lua tools/ffigen.lua HEADER --class 'My\Bindings' [--out DIR] [--check]
--                        [--prefix NAME] [--library NAME]
--
-- From the header of any library, in the folder DIR: a PHP class that loads the
-- library and has a method for each function, and the files that this needs.
-- Names begin with NAME_, and the file of the library is libNAME.so; as a rule
-- NAME is that of the header.
--
-- DIR is as a rule the current folder.  With --check nothing is written; it
-- says what is stale.  A construct that one of the header's readers would
-- refuse or misread is an error: `file:line: message`.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"
local reader = require "ffigen.reader"
local writers = require "ffigen.writers"

local USAGE = [=[
usage: lua tools/ffigen.lua HEADER [--class NAME [--prefix NAME]
                            [--library NAME]] [--out DIR] [--check]]=]

local function fail(message)
  io.stderr:write(message, "\n")
  os.exit(1)
end

local VALUES = { class = true, prefix = true, library = true, out = true }

-- The command line, as a table of what is said there; nil if it is wrong.
local function parse_arguments(list)
  local options, i = { out = "." }, 1
  while list[i] do
    local name = list[i]:match("^%-%-(%l+)$")
    if name == "check" then
      options.check = true
    elseif VALUES[name] and list[i + 1] then
      options[name], i = list[i + 1], i + 1
    elseif not name and not options.header then
      options.header = list[i]
    else
      return nil
    end
    i = i + 1
  end
  local is_fine = options.header
    and (options.class or not (options.prefix or options.library))
  return is_fine and options
end

-- The generated files, as { path from DIR, text } each.
local function outputs(options, text)
  if not options.class then
    return writers.ours(reader.read(text, options.header), function(path)
      return assert(generated.read(options.out .. "/" .. path))
    end)
  end
  if not options.class:find("^[%a_][%w_\\]*$") then
    error(("'%s' is no name of a PHP class"):format(options.class), 0)
  end
  local stem = options.header:match("([^/]+)%.h$") or options.header
  local header = reader.read(text, options.header, options.prefix or stem)
  header.library = options.library or stem
  return writers.theirs(header, options.class)
end

local options = parse_arguments(arg)
if not options then fail(USAGE) end

local text, message = generated.read(options.header)
if not text then fail("ffigen: " .. message) end
local is_read, list = pcall(outputs, options, text)
if not is_read then fail(list) end

local is_fresh = true
for _, output in ipairs(list) do
  local path = (options.out .. "/" .. output[1]):gsub("^%./", "")
  is_fresh = generated.update(path, output[2], options.check) and is_fresh
end
os.exit(is_fresh)
