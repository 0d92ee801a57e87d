-- What all writers need: the parts of a header as text.

local generated = require "generated"

local M = {}

local WIDTH = 80

-- Goes through the items of one kind.
function M.each(header, kind)
  local i = 0
  return function()
    repeat i = i + 1 until not header.items[i] or header.items[i].kind == kind
    return header.items[i]
  end
end

-- The texts that `write` makes of the items of one kind, with a line between.
function M.map(header, kind, write)
  local parts = {}
  for item in M.each(header, kind) do parts[#parts + 1] = write(item) end
  return table.concat(parts, "\n\n")
end

function M.made_from(header)
  return ("Made by tools/ffigen.lua from %s.h; do not edit."):format(
    header.name)
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

function M.prototype(func)
  local parts = {}
  for i, parameter in ipairs(func.parameters) do
    parts[i] = declare(parameter.type, parameter.name)
  end
  if #parts == 0 then parts[1] = "void" end
  return fill(declare(func.result, func.name) .. "(", parts, ");")
end

function M.enum(item)
  local lines = {}
  for i, constant in ipairs(item.constants) do
    lines[i] = ("    %s = %d"):format(constant.name, constant.value)
  end
  return "enum {\n" .. table.concat(lines, ",\n") .. "\n};"
end

-- The text of a file that stands beside this one.
function M.file(name)
  local here = package.searchpath("ffigen.text", package.path)
  return assert(generated.read(here:match("^.*/") .. name))
end

-- Fills {{NAME}} in a template from the fields of `values`.
function M.template(text, values)
  return (text:gsub("{{(%w+)}}", values))
end

return M
