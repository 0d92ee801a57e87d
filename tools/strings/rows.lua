-- Reads the tables of rows in src/vm/php_*.c: M.groups() is the list of groups
-- in the order of src/vm/php.c, each { title, rows, constants }, where a row is
-- { name, usage, result, doc } and a constant its name.

local generated = require "generated"

local M = {}

local function read(path)
  return assert(generated.read(path))
end

local ESCAPES = { n = "\n", t = "\t", r = "\r", ["\\"] = "\\", ['"'] = '"' }

-- A C string literal at `at`, and where it ends.
local function read_string(text, at)
  local parts, from = {}, at + 1
  while true do
    local c = text:sub(from, from)
    if c == '"' then return table.concat(parts), from + 1 end
    if c == "\\" then
      from = from + 1
      c = text:sub(from, from)
      c = assert(ESCAPES[c], "an escape that is not known: " .. c)
    end
    parts[#parts + 1] = c
    from = from + 1
  end
end

-- The value of literals and names of literals that stand side by side, up to a
-- comma or brace; and where that is.
local function read_field(text, at, defined)
  local parts = {}
  while true do
    at = text:match("^%s*()", at)
    local c = text:sub(at, at)
    if c == '"' then
      parts[#parts + 1], at = read_string(text, at)
    elseif c:find("[%w_]") then
      local name
      name, at = text:match("^([%w_]+)()", at)
      parts[#parts + 1] = defined[name] or name
    else
      return table.concat(parts), at
    end
  end
end

-- The names that #define gives to literals.
local function read_defines(text)
  local defined = {}
  text = text:gsub("\\\n", " ")
  for name, value in text:gmatch("#%s*define ([%w_]+)%s+([^\n]*\"[^\n]*)") do
    defined[name] = read_field(value .. ";", 1, defined)
  end
  return defined
end

local function read_rows(text, defined)
  local at = text:match("struct php_row rows%[%] = {()")
  local rows = {}
  while at do
    at = text:match("^[%s,]*{()", at)
    if not at then break end
    local row = {}
    repeat
      row[#row + 1], at = read_field(text, at, defined)
      local c = text:sub(at, at)
      at = at + 1
    until c == "}"
    if row[1] ~= "NULL" then rows[#rows + 1] = row end
  end
  return rows
end

local function read_constants(text)
  local names = {}
  local body = text:match("struct php_constant constants%[%] = {(.-)\n};")
  for name in (body or ""):gmatch('{"([%w_]+)"') do
    names[#names + 1] = name
  end
  return names
end

local function files()
  local list = {}
  local pipe = io.popen("ls src/vm/php_*.c")
  for path in pipe:lines() do list[#list + 1] = path end
  pipe:close()
  return list
end

-- The groups by their names in C.
local function read_groups()
  local groups = {}
  for _, path in ipairs(files()) do
    local text = read(path)
    local name, title =
      text:match('php_group php_([%w_]+)_group = {"([^"]+)"')
    if name then
      groups[name] = { title = title, constants = read_constants(text),
        rows = read_rows(text, read_defines(text)) }
    end
  end
  return groups
end

function M.groups()
  local groups, list = read_groups(), {}
  for name in read("src/vm/php.c"):gmatch("&php_([%w_]+)_group") do
    list[#list + 1] = groups[name]
  end
  return list
end

return M
