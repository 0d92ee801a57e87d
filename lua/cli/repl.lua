-- What the interactive mode asks of Lua: prompts, completion, and results in
-- a form to be read.
--
-- Returns a function (name, ...) that calls one of those below.  Whatever they
-- use of the libraries is taken when this is loaded; tables are looked into by
-- raw access, so that completion runs no code of the script's.

local type, next, tostring, rawget, pcall = type, next, tostring, rawget, pcall
local select, getmetatable = select, debug and debug.getmetatable
  or getmetatable
local find, match, sub, format, rep, gsub, byte, lower = string.find,
  string.match, string.sub, string.format, string.rep, string.gsub,
  string.byte, string.lower
local concat, sort = table.concat, table.sort
local math_type = math.type
local unpack = table.unpack or unpack -- luacheck: globals unpack
local globals = _G

local M = {}

function M.prompt(name)
  local value = globals[name]
  if value == nil then return end
  return tostring(value)
end

function M.print(...)
  local print = globals.print
  local fine, why = pcall(print, ...)
  if not fine then return tostring(why) end
end

-- Completion ------------------------------------------------------------------

local KEYWORDS = {}
for word in ([[and break do else elseif end false for function goto if in local
  nil not or repeat return then true until while]]):gmatch("%a+") do
  KEYWORDS[word] = true
end

-- Tables are not looked into any further than this.
local STEPS_MAX, CHAIN_MAX = 20000, 10

-- The table that fields of a value are also looked for in, if it is a table.
local function behind(value)
  local meta = getmetatable(value)
  local index = type(meta) == "table" and rawget(meta, "__index")
  return type(index) == "table" and index or nil
end

-- The tables in which fields of a value are found, nearest first.
local function places(value)
  local list, place = {}, type(value) == "table" and value or behind(value)
  while place and #list < CHAIN_MAX do
    list[#list + 1] = place
    place = behind(place)
  end
  return list
end

local function field(value, name)
  for _, place in next, places(value) do
    local found = rawget(place, name)
    if found ~= nil then return found end
  end
end

local function resolve(path)
  local value = globals
  for name in path:gmatch("[%a_][%w_]*") do
    value = field(value, name)
    if value == nil then return nil end
  end
  return value
end

local function add_keys(found, place, start, functions_only)
  local steps = 0
  for key, value in next, place do
    steps = steps + 1
    if steps > STEPS_MAX then return end
    if type(key) == "string" and sub(key, 1, #start) == start
      and find(key, "^[%a_][%w_]*$")
      and not (functions_only and type(value) ~= "function") then
      found[key] = true
    end
  end
end

-- The keys that begin as typed, sorted, after their common length.
local function words_of(found, typed, max)
  local list = {}
  for word in next, found do list[#list + 1] = word end
  sort(list)
  return typed, unpack(list, 1, #list < max and #list or max)
end

-- What is typed of a module's name.
local function module_of(text)
  return match(text, "require%s*%(?%s*[\"']([^\"']*)$")
end

local function package_field(name, kind)
  local package = rawget(globals, "package")
  local value = type(package) == "table" and rawget(package, name)
  return type(value) == kind and value or nil
end

-- What the name of a module begins with, and the path that its file is
-- searched by; nothing if the text asks for no module.
function M.module(text)
  local start, path = module_of(text), package_field("path", "string")
  if start and path then return start, path end
end

-- Of loaded modules, and of those that are found in files.
local function complete_module(start, max, ...)
  local found = {}
  local function add(name)
    if type(name) == "string" and sub(name, 1, #start) == start then
      found[name] = true
    end
  end
  for _, kind in next, { "loaded", "preload" } do
    for name in next, package_field(kind, "table") or {} do add(name) end
  end
  for i = 1, select("#", ...) do add((select(i, ...))) end
  return words_of(found, #start, max)
end

-- Up to `max` words; what follows are names of modules that have files.
function M.complete(text, max, ...)
  local module = module_of(text)
  if module then return complete_module(module, max, ...) end
  local word = match(text, "[%a_][%w_%.:]*$") or ""
  local path, mark, start = match(word, "^(.*)([.:])([%w_]*)$")
  local found = {}
  if path then
    for _, place in next, places(resolve(path)) do
      add_keys(found, place, start, mark == ":")
    end
    return words_of(found, #start, max)
  end
  add_keys(found, globals, word)
  add_keys(found, KEYWORDS, word)
  return words_of(found, #word, max)
end

-- Results ---------------------------------------------------------------------

local DEPTH_MAX, ENTRIES_MAX, STRING_MAX, PARTS_MAX = 4, 50, 400, 2000

local COLOURS = {
  string = "\27[32m", number = "\27[36m", boolean = "\27[33m",
  ["nil"] = "\27[90m", other = "\27[35m",
}

local ESCAPES = {
  ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\\"] = "\\\\",
  ['"'] = '\\"',
}

local function escape(char)
  return ESCAPES[char] or format("\\%03d", byte(char))
end

local function quote(text)
  local rest = #text - STRING_MAX
  if rest > 0 then text = sub(text, 1, STRING_MAX) end
  text = '"' .. gsub(text, '[%c\\"]', escape) .. '"'
  return rest > 0 and format("%s ... %d bytes more", text, rest) or text
end

local function paint(out, text, kind)
  if not out.has_colours then return text end
  return (COLOURS[kind] or COLOURS.other) .. text .. "\27[0m"
end

local function put(out, text)
  out[#out + 1] = text
end

local function is_name(key)
  return type(key) == "string" and find(key, "^[%a_][%w_]*$")
    and not KEYWORDS[key]
end

-- Numbers before names before the rest.
local ORDER = { number = 1, string = 2, boolean = 3 }

local function comes_before(a, b)
  local kind_a, kind_b = type(a), type(b)
  if kind_a ~= kind_b or not ORDER[kind_a] or kind_a == "boolean" then
    local place_a, place_b = ORDER[kind_a] or 4, ORDER[kind_b] or 4
    if place_a ~= place_b then return place_a < place_b end
    return tostring(a) < tostring(b)
  end
  if kind_a == "string" and lower(a) ~= lower(b) then
    return lower(a) < lower(b)
  end
  return a < b
end

local put_value

-- The keys to be shown, those of the sequence left out, and whether that is
-- all of them.
local function keys_of(value, length)
  local keys, steps = {}, 0
  for key in next, value do
    steps = steps + 1
    if steps > STEPS_MAX then return keys, false end
    if not (type(key) == "number" and key >= 1 and key <= length
      and key % 1 == 0) then
      keys[#keys + 1] = key
    end
  end
  return keys, true
end

local function sequence_length(value)
  local length = 0
  while length < ENTRIES_MAX and rawget(value, length + 1) ~= nil do
    length = length + 1
  end
  return length
end

local function put_entries(out, value, indent)
  local length = sequence_length(value)
  local keys, is_whole = keys_of(value, length)
  for i = 1, length do
    put(out, indent)
    put_value(out, rawget(value, i), indent)
    put(out, ",\n")
  end
  if is_whole then sort(keys, comes_before) end
  for i = 1, #keys do
    if i + length > ENTRIES_MAX or #out > PARTS_MAX then
      put(out, format("%s... %s%d more\n", indent, is_whole and "" or "over ",
        #keys - i + 1))
      return
    end
    local key = keys[i]
    put(out, indent)
    if is_name(key) then
      put(out, key)
    else
      put(out, "[")
      put_value(out, key, indent, true)
      put(out, "]")
    end
    put(out, " = ")
    put_value(out, rawget(value, key), indent)
    put(out, ",\n")
  end
end

local function put_table(out, value, indent)
  if out.inside[value] then
    put(out, paint(out, "<a table that this is in>"))
  elseif next(value) == nil then
    put(out, "{}")
  elseif out.depth >= DEPTH_MAX or #out > PARTS_MAX then
    put(out, "{ ... }")
  else
    out.inside[value], out.depth = true, out.depth + 1
    put(out, "{\n")
    put_entries(out, value, indent .. "  ")
    put(out, indent .. "}")
    out.inside[value], out.depth = nil, out.depth - 1
  end
end

local function describes_itself(value)
  local meta = getmetatable(value)
  return type(meta) == "table" and rawget(meta, "__tostring") ~= nil
end

function put_value(out, value, indent, is_key)
  local kind = type(value)
  if kind == "string" then
    put(out, paint(out, quote(value), kind))
  elseif kind == "table" and not is_key and not describes_itself(value) then
    put_table(out, value, indent)
  elseif kind == "number" and math_type then
    put(out, paint(out, tostring(value), kind))
  else
    local fine, text = pcall(tostring, value)
    put(out, paint(out, fine and text or kind, kind))
  end
end

function M.show(has_colours, ...)
  local out = { has_colours = has_colours, inside = {}, depth = 0 }
  for i = 1, select("#", ...) do
    if i > 1 then put(out, rep(" ", 2)) end
    put_value(out, (select(i, ...)), "")
  end
  return concat(out)
end

return function(name, ...)
  return M[name](...)
end
