-- The generated files: which there are, and where they belong.  A new one is
-- one line here and the function that writes it.

local binding = require "ffigen.binding"
local headers = require "ffigen.headers"
local page = require "ffigen.page"
local php = require "ffigen.php"
local text = require "ffigen.text"

local M = {}

-- "const char *" -> "char*": one word, for readers that split at spaces.
local function type_word(type)
  return (type:gsub("^const ", ""):gsub(" ", ""))
end

-- One line for each function: name, type of the result, types of parameters.
function M.function_list(header)
  local lines = {}
  for func in text.each(header, "function") do
    local words = { func.name, type_word(func.result) }
    for _, parameter in ipairs(func.parameters) do
      words[#words + 1] = type_word(parameter.type)
    end
    lines[#lines + 1] = table.concat(words, " ") .. "\n"
  end
  return table.concat(lines)
end

-- Of any header of ours: { path from the root, text } each.
local function common(header)
  local name = header.name
  return {
    { "php/ffi/" .. name .. ".h", headers.dynamic(header) },
    { "php/ffi/" .. name .. "_static.h", headers.static(header) },
    { "lua/" .. name .. "/cdef.lua", headers.cdef(header) },
    { "tests/data/" .. name:gsub("^moonspan", "abi") .. ".txt",
      M.function_list(header) },
  }
end

-- Of the header that is the library's interface.  `read` gives the text of a
-- file that is only partly generated.
local function interface(header, read)
  local list = common(header)
  table.move({
    { "php/src/Internal/Abi.php", php.class(header) },
    { "php/ffi/native.phpstan.php", php.stub(header) },
    { "docs/abi.md", page.write(header, read("docs/abi.md")) },
  }, 1, 3, #list + 1, list)
  return list
end

-- Of our own headers.
function M.ours(header, read)
  header.library = "moonspan"
  return (header.name == "moonspan" and interface or common)(header, read)
end

-- Of somebody else's header, for the PHP class `class`.
function M.theirs(header, class)
  local name = header.name
  return {
    { "ffi/" .. name .. ".h", headers.dynamic(header) },
    { "ffi/" .. name .. "_static.h", headers.static(header) },
    { name .. "/cdef.lua", headers.cdef(header) },
    { class:match("[^\\]+$") .. ".php", binding.class(header, class) },
  }
end

return M
