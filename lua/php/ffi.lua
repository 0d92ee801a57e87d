-- The module `php` for LuaJIT, over ffi: calls that have plain arguments
-- compile, and go to the functions of moonspan_str.h without a detour.
--
-- Whatever is not plain - an argument of another type than the function takes,
-- a missing one, an array, and what PHP refuses - goes to moon_str_call(),
-- which converts arguments and words errors as PHP does.
--
-- The library is the one in the environment variable MOONSPAN_LIBRARY, or
-- `libmoonspan.so` where the system finds it.

local ffi = require "ffi"
local table_new = require "table.new"
local catalogue = require "php.catalogue"
local wire = require "php.wire"

ffi.cdef(require "moonspan_str.cdef")

local function open()
  local path = os.getenv("MOONSPAN_LIBRARY")
  if path then return ffi.load(path) end
  local is_there, library = pcall(ffi.load, "moonspan")
  return is_there and library or ffi.load("moonspan-luajit")
end

local lib = open()
local text_type = ffi.typeof "const char *"
local M = { null = wire.null }

-- Calls any function with any arguments, `count` of them.
local function call(name, count, ...)
  local a, b, c, d = ...
  local bytes, len, problem =
    wire.encode(count, a, b, c, d, count > 4 and { select(5, ...) })
  if problem then error(name .. "(): " .. problem, 2) end
  if lib.moon_str_call(name, #name, ffi.cast(text_type, bytes), len) < 0 then
    error(ffi.string(lib.moon_str_bytes(), lib.moon_str_len()), 2)
  end
  local wrong, first, second = wire.decode(lib.moon_str_bytes())
  if wrong then error(name .. "(): " .. wrong, 2) end
  if second == nil then return first end
  return first, second
end

-- How arguments of each kind are checked and passed; $ is the name.
local CHECKS = {
  s = 'type($) == "string"', b = 'type($) == "boolean"',
  i = 'type($) == "number" and $ == floor($) and $ <= MAX and $ >= -MAX',
  f = 'type($) == "number"',
}
local PASSED = { s = "$, #$", i = "$", b = "$ and 1 or 0", f = "$" }
local PASSED_OPTIONAL = {
  s = "$, $ and #$ or 0", i = "$ or LEAST",
  b = "($ == nil and -1 or $ and 1 or 0)",
}

-- What is made of the result `r`.
local RESULTS = {
  s = "if r >= 0 then return text(lib.moon_str_bytes(), r)$ end",
  i = "if r >= 0 or lib.moon_str_status() == 0 then return tonumber(r)$ end",
  b = "if r >= 0 then return r ~= 0 end",
  f = "if lib.moon_str_status() == 0 then return r end",
}
-- The same where PHP may give false.
local RESULTS_OR_FALSE = {
  s = RESULTS.s,
  i = "if r >= 0 then return tonumber(r) end",
}
local FALSE = "if r == lib.MOON_STR_FALSE then return false end"

local TEMPLATE = [[
local lib, call, text, floor = ...
local type, tonumber, select = type, tonumber, select
local MAX, LEAST = 2 ^ 53, -2 ^ 63

return function(...)
  local %s = ...
  if %s and select("#", ...) <= %d then
    local r = lib.moon_str_%s(%s)
    %s
  end
  return call("%s", select("#", ...), ...)
end
]]

-- A function made for its signature, so that nothing is decided when it runs.
local function make(name, signature)
  local kinds, result, marks = signature:match("^(%S*) (%a)(%S*)$")
  local names, checks, passed = {}, {}, {}
  local is_optional = false
  for kind in kinds:gmatch(".") do
    if kind == ":" then
      is_optional = true
    else
      local letter = ("abcdefg"):sub(#names + 1, #names + 1)
      local check = "(" .. CHECKS[kind] .. ")"
      if is_optional then check = "($ == nil or " .. check .. ")" end
      local way = is_optional and PASSED_OPTIONAL or PASSED
      names[#names + 1] = letter
      checks[#checks + 1] = check:gsub("%$", letter)
      passed[#passed + 1] = way[kind]:gsub("%$", letter)
    end
  end
  local may_fail = marks:find("?", 1, true)
  local returned = (may_fail and RESULTS_OR_FALSE or RESULTS)[result]
  returned = returned:gsub("%$", marks:find("+", 1, true)
    and ", lib.moon_str_second()" or "")
  if may_fail then returned = returned .. "\n    " .. FALSE end
  local source = TEMPLATE:format(table.concat(names, ", "),
    table.concat(checks, "\n    and "), #names, name,
    table.concat(passed, ", "), returned, name)
  return assert(loadstring(source, "=php." .. name))(lib, call, ffi.string,
    math.floor)
end

for name, signature in pairs(catalogue.signatures) do
  M[name] = make(name, signature)
end
for _, name in ipairs(catalogue.others) do
  M[name] = function(...) return call(name, select("#", ...), ...) end
end

-- Where the pieces are is enough to cut them out.
local pieces_type = ffi.typeof "const int64_t *"
local explode, sub = M.explode, string.sub

function M.explode(...)
  local separator, text = ...
  if type(separator) ~= "string" or type(text) ~= "string"
    or select("#", ...) > 2 or separator == "" then
    return explode(...)
  end
  local count = tonumber(lib.moon_str_pieces(separator, #separator, text,
    #text))
  if count < 0 then return explode(...) end
  local pieces = ffi.cast(pieces_type, lib.moon_str_bytes())
  local list = table_new(count, 0)
  for i = 0, count - 1 do
    local start = tonumber(pieces[2 * i])
    list[i + 1] = sub(text, start + 1, start + tonumber(pieces[2 * i + 1]))
  end
  return list
end

-- Whether a table is a list of strings, and nothing else.
local function are_texts(list)
  local count = 0
  for key, entry in pairs(list) do
    if type(entry) ~= "string" or type(key) ~= "number" then return false end
    count = count + 1
  end
  return count == #list
end

-- Such a list needs no way through C.
for _, name in ipairs { "implode", "join" } do
  local implode = M[name]
  M[name] = function(...)
    local separator, list = ...
    if type(separator) == "string" and type(list) == "table"
      and select("#", ...) == 2 and are_texts(list) then
      return table.concat(list, separator)
    end
    return implode(...)
  end
end

for _, name in ipairs(catalogue.constants) do
  M[name] = tonumber(lib.moon_str_constant(name, #name))
end

return M
