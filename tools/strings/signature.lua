-- From PHP's declaration of a function to its shape in C.
--
-- Fit are functions whose arguments and results are single values.  Where PHP
-- takes or gives an array or a string, the string is meant; a parameter that
-- PHP writes to is no parameter here, and what it gets is a second result.

local M = {}

-- Names that C or C++ has taken.
local TAKEN = { ["break"] = "line_break", operator = "comparison" }

-- The alternatives of a type, as a set; "?" is null.
local function alternatives(type)
  local set = {}
  for name in type:gmatch("[%a]+") do set[name] = true end
  return set
end

local function kind_of(type)
  local set = alternatives(type)
  if set.string or set.mixed then return "s" end
  return set.int and "i" or set.bool and "b" or set.float and "f"
end

-- A parameter as { kind, name, optional }; nil for what is left out, and false
-- for what does not fit.
local function read_parameter(text)
  local type, name, default = text:match("^(%S*) ?%$([%w_]+)(.*)$")
  if text:find("^&") or default == " = []" then return nil end
  local kind = not text:find("...", 1, true) and kind_of(type)
  return kind and {
    kind = kind, name = TAKEN[name] or name, optional = default ~= "",
    takes_array = type:find("array", 1, true) ~= nil,
  } or false
end

-- "s", "i", "b" or "f", with "?" when false means that there is none, and
-- whether a truth value is a number in C; nil when it can be of other types.
local function read_result(text, takes_array)
  local set = alternatives(text:match("^[^,]+"))
  if takes_array then set.array = nil end
  local may_fail = set["false"]
  set["false"] = nil
  local is_mixed = set.int and set.bool
  if is_mixed then set.bool = nil end
  local name = next(set)
  local kind = name and not next(set, name) and kind_of(name)
  return kind and kind .. (may_fail and "?" or ""), is_mixed
end

-- A row as { parameters, result, is_mixed, second }, or nil when it does not
-- fit.
function M.read(row)
  local list, takes_array = {}, false
  for text in (row[2] .. ", "):gmatch("(.-), ") do
    -- A default may hold a comma; what follows is no declaration.
    local parameter
    if text:find("$", 1, true) then parameter = read_parameter(text) end
    if parameter == false then return nil end
    takes_array = takes_array or parameter ~= nil and parameter.takes_array
    list[#list + 1] = parameter
  end
  local result, is_mixed = read_result(row[3], takes_array)
  return result and {
    parameters = list, result = result, is_mixed = is_mixed,
    second = row[3]:find(",") ~= nil,
  }
end

return M
