-- The declarations for those who read no C file: PHP's FFI and KPHP, which take
-- scope and library from the first bytes, and LuaJIT.

local lexer = require "ffigen.lexer"
local text = require "ffigen.text"

local M = {}

-- The constants and functions, in the order of the header.
local function declarations(header, write_function)
  local parts = {}
  for _, item in ipairs(header.items) do
    if item.kind == "enum" then
      parts[#parts + 1] = text.enum(item)
    elseif item.kind == "function" then
      parts[#parts + 1] = write_function(item)
    end
  end
  return table.concat(parts, "\n\n") .. "\n"
end

local function marked(func)
  return (func.safe and lexer.MARK .. "\n" or "") .. text.prototype(func)
end

local function ffi_header(header, key, file)
  return ('#define FFI_SCOPE "%s"\n#define %s "%s"\n// %s\n\n'):format(
    header.name, key, file, text.made_from(header))
    .. declarations(header, marked)
end

function M.dynamic(header)
  return ffi_header(header, "FFI_LIB", "lib" .. header.library .. ".so")
end

function M.static(header)
  return ffi_header(header, "FFI_STATIC_LIB", "lib" .. header.library .. ".a")
end

local CDEF = [=[
-- %s
-- For LuaJIT: require "ffi".cdef(require "%s.cdef")

return [[
%s]]
]=]

function M.cdef(header)
  return CDEF:format(text.made_from(header), header.name,
    declarations(header, text.prototype))
end

return M
