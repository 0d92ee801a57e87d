-- Writers: each makes the text of one generated file from what the reader
-- read.  A new output is one function and one line in M.outputs().

local M = {}

local lexer = require "ffigen.lexer"

local WIDTH = 80

local function file_name(header)
  return header.path:match("[^/]+$")
end

local function made_from(header)
  return ("// Made by tools/ffigen.lua from %s; do not edit."):format(
    file_name(header))
end

-- "int32_t", "x" -> "int32_t x"; a star stands at the name.
local function declare(type, name)
  return type .. (type:find("%*$") and "" or " ") .. name
end

-- Puts `parts`, with commas between them, behind `start` and within WIDTH.
local function fill(start, parts, finish)
  local lines, line = {}, start
  for i, part in ipairs(parts) do
    local piece = part .. (i < #parts and "," or finish)
    local space = (i == 1) and "" or " "
    if i > 1 and #line + #space + #piece > WIDTH then
      lines[#lines + 1] = line
      line = (" "):rep(#start) .. piece
    else
      line = line .. space .. piece
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local function prototype(func)
  local parts = {}
  for i, parameter in ipairs(func.parameters) do
    parts[i] = declare(parameter.type, parameter.name)
  end
  if #parts == 0 then parts[1] = "void" end
  local text = fill(declare(func.result, func.name) .. "(", parts, ");")
  return (func.safe and lexer.MARK .. "\n" or "") .. text
end

local function enum(item)
  local lines = {}
  for i, constant in ipairs(item.constants) do
    lines[i] = ("    %s = %d"):format(constant.name, constant.value)
  end
  return "enum {\n" .. table.concat(lines, ",\n") .. "\n};"
end

-- What PHP's FFI::load() and KPHP read.  The two names must come first.
local function ffi_header(header, library_key, library)
  local scope = file_name(header):gsub("%.h$", "")
  local parts = {
    ('#define FFI_SCOPE "%s"\n#define %s "lib%s%s"\n%s'):format(
      scope, library_key, scope, library, made_from(header)),
  }
  for _, item in ipairs(header.items) do
    if item.kind == "enum" then
      parts[#parts + 1] = enum(item)
    elseif item.kind == "function" then
      parts[#parts + 1] = prototype(item)
    end
  end
  return table.concat(parts, "\n\n") .. "\n"
end

function M.ffi_dynamic(header)
  return ffi_header(header, "FFI_LIB", ".so")
end

function M.ffi_static(header)
  return ffi_header(header, "FFI_STATIC_LIB", ".a")
end

local PHP_CLASS = [[
<?php

%s

declare(strict_types=1);

namespace Moonspan\Internal;

/**
 * The constants of %s, without their prefix.
 */
final class Abi
{
%s
}
]]

-- The constants of one enum, under its comment.
local function php_group(item)
  local lines = {}
  for line in (item.comment or ""):gmatch("[^\n]+") do
    lines[#lines + 1] = "    // " .. line
  end
  for _, constant in ipairs(item.constants) do
    local line = ("    public const %s = %d;"):format(
      constant.name:gsub("^MOON_", ""), constant.value)
    if constant.comment then
      line = line .. " // " .. constant.comment:gsub("%s+", " ")
    end
    lines[#lines + 1] = line
  end
  return table.concat(lines, "\n")
end

function M.php_constants(header)
  local groups = {}
  for _, item in ipairs(header.items) do
    if item.kind == "enum" then groups[#groups + 1] = php_group(item) end
  end
  return PHP_CLASS:format(made_from(header), file_name(header),
    table.concat(groups, "\n\n"))
end

-- "const char *" -> "char*": one word, for readers that split at spaces.
local function type_word(type)
  return (type:gsub("^const ", ""):gsub(" ", ""))
end

-- One line for each function: name, type of the result, types of parameters.
function M.function_list(header)
  local lines = {}
  for _, item in ipairs(header.items) do
    if item.kind == "function" then
      local words = { item.name, type_word(item.result) }
      for _, parameter in ipairs(item.parameters) do
        words[#words + 1] = type_word(parameter.type)
      end
      lines[#lines + 1] = table.concat(words, " ") .. "\n"
    end
  end
  return table.concat(lines)
end

local PHP_STUB = [[
<?php

%s

/*
 * For static analysis only: what the objects that PHP's FFI makes at run time
 * look like.  The functions of %s are their methods; memory of C has words in
 * the manner of an array.
 */

declare(strict_types=1);

namespace Moonspan\Internal;

/** @extends \ArrayAccess<int, int> */
interface Words extends \ArrayAccess
{
    /** @param int $offset */
    public function offsetGet(mixed $offset): int;
}

/** @extends \ArrayAccess<int, float> */
interface FloatWords extends \ArrayAccess
{
    /** @param int $offset */
    public function offsetGet(mixed $offset): float;
}

interface Native
{
    /** @return Words&FloatWords */
    public function new(string $type): \ArrayAccess;

    /** @return Words&FloatWords */
    public function cast(string $type, mixed $memory): \ArrayAccess;

    public function dlerror(): ?string;

%s
}
]]

-- PHP makes a string of static text, and leaves bytes to FFI::string().
local PHP_RESULTS = {
  ["double"] = "float", ["const char *"] = "string",
  ["const uint8_t *"] = "\\FFI\\CData", ["int64_t *"] = "Words",
  ["double *"] = "FloatWords",
}
local PHP_PARAMETERS = { ["double"] = "float", ["const char *"] = "?string" }

local function php_method(func)
  local parameters = {}
  for i, parameter in ipairs(func.parameters) do
    parameters[i] = ("%s $%s"):format(
      PHP_PARAMETERS[parameter.type] or "int", parameter.name)
  end
  return ("    public function %s(%s): %s;"):format(func.name,
    table.concat(parameters, ", "), PHP_RESULTS[func.result] or "int")
end

function M.php_stub(header)
  local methods = {}
  for _, item in ipairs(header.items) do
    if item.kind == "function" then
      methods[#methods + 1] = php_method(item)
    end
  end
  return PHP_STUB:format(made_from(header), file_name(header),
    table.concat(methods, "\n\n"))
end

-- The generated files: a path from the root, and the text that belongs there.
function M.outputs(header)
  local scope = file_name(header):gsub("%.h$", "")
  return {
    { path = "php/ffi/" .. scope .. ".h", text = M.ffi_dynamic(header) },
    { path = "php/ffi/" .. scope .. "_static.h", text = M.ffi_static(header) },
    { path = "php/src/Internal/Abi.php", text = M.php_constants(header) },
    { path = "php/ffi/native.phpstan.php", text = M.php_stub(header) },
    { path = "tests/data/abi.txt", text = M.function_list(header) },
  }
end

return M
