-- A PHP class for somebody else's library, of which KPHP compiles the same
-- source: constants, loaders, and a method for each function.
--
-- Bytes go in as `const char *x, size_t x_len` (or `len`), which is one string
-- in PHP, and come out of f() as `const uint8_t *` when there is a `size_t
-- f_len()` with the same parameters.  A `const char *` without its length is
-- text that ends at its first zero byte.

local php = require "ffigen.php"
local text = require "ffigen.text"

local M = {}

local TYPES = {
  ["double"] = "float", ["float"] = "float", ["bool"] = "bool",
  ["const char *"] = "string", ["void"] = "void",
}

-- What a class has besides the functions; PHP's names of methods have no case.
local TAKEN = { fromlibrary = true, fromarchive = true, attach = true }

-- "geo_hash_of" -> "hashOf"
local function method_name(header, func)
  local name = func.name:sub(#header.prefix + 2):gsub("_(%w)", string.upper)
  if TAKEN[name:lower()] then
    error(("%s.h:%d: the method of '%s' would be %s(), which is there already")
      :format(header.name, func.line, func.name, name), 0)
  end
  return name
end

-- Whether parameter `i` is bytes, and the one behind it how many.
local function is_bytes(parameters, i)
  local bytes, len = parameters[i], parameters[i + 1]
  return bytes.type == "const char *" and len and len.type == "size_t"
    and (len.name == bytes.name .. "_len" or len.name == "len")
end

-- The lists of what the method takes and of what the function is given.
local function pass(func)
  local taken, given, i = {}, {}, 1
  while func.parameters[i] do
    local parameter = func.parameters[i]
    local name = "$" .. parameter.name
    taken[#taken + 1] = (TYPES[parameter.type] or "int") .. " " .. name
    given[#given + 1] = name
    if is_bytes(func.parameters, i) then
      given[#given + 1] = "\\strlen(" .. name .. ")"
      i = i + 1
    end
    i = i + 1
  end
  return table.concat(taken, ", "), table.concat(given, ", ")
end

local function signature(func)
  local types = {}
  for i, parameter in ipairs(func.parameters) do types[i] = parameter.type end
  return table.concat(types, ",")
end

-- The function that tells how many bytes `func` gives.
local function length_of(header, functions, func)
  local length = functions[func.name .. "_len"]
  if not length or length.result ~= "size_t"
    or signature(length) ~= signature(func) then
    error(("%s.h:%d: '%s' needs 'size_t %s_len' with the same parameters")
      :format(header.name, func.line, func.name, func.name), 0)
  end
  return length
end

-- The type that the method returns, and the statement that does its work.
local function body(header, functions, func, given)
  local call = ("$this->ffi->%s(%s)"):format(func.name, given)
  if func.result == "void" then return "void", call end
  if func.result == "const char *" then return "?string", "return " .. call end
  if func.result ~= "const uint8_t *" then
    return TYPES[func.result] or "int", "return " .. call
  end
  local length = length_of(header, functions, func)
  return "string", ("return \\FFI::string(%s, $this->ffi->%s(%s))")
    :format(call, length.name, given)
end

local METHOD = [[
{{doc}}    public function {{name}}({{taken}}): {{type}}
    {
        {{statement}};
    }]]

local function method(header, functions, func)
  local taken, given = pass(func)
  local type, statement = body(header, functions, func, given)
  return text.template(METHOD, {
    doc = php.doc(func.comment), name = method_name(header, func),
    taken = taken, type = type, statement = statement,
  })
end

local function by_name(header)
  local functions = {}
  for func in text.each(header, "function") do functions[func.name] = func end
  return functions
end

-- The text of the class `class`, such as "My\Bindings".
function M.class(header, class)
  local namespace, name = class:match("^(.+)\\([^\\]+)$")
  local functions, constants = by_name(header), php.constants(header)
  return text.template(text.file("binding.php.in"), {
    made = text.made_from(header), name = header.name, class = name or class,
    library = header.library,
    namespace = namespace and "\nnamespace " .. namespace .. ";\n" or "",
    constants = constants ~= "" and constants .. "\n\n" or "",
    methods = text.map(header, "function", function(func)
      return method(header, functions, func)
    end),
  })
end

return M
