-- Reads a header into a table that the writers work from:
--
--   items      in the order of the header, each with `kind`:
--     comment    text; stands alone, as the heading of a section does
--     enum       constants (list of name, value, comment), comment
--     function   name, result, parameters (list of type, name), comment, and
--                safe: whether the signalsafe mark stands before it
--   name       of the file, without its folders and without .h
--   prefix     of all names, such as "moon"
--
-- The grammar is what C compilers, PHP's FFI, KPHP and LuaJIT read alike.  Our
-- own headers use less of it than a library of somebody else may: see OURS and
-- THEIRS.  All else is refused, as `file:line: message`.

local lexer = require "ffigen.lexer"

local M = {}

local function set(...)
  local keys = {}
  for _, list in ipairs { ... } do
    for _, key in ipairs(list) do keys[key] = true end
  end
  return keys
end

local SCALARS = { "int32_t", "int64_t", "double", "size_t" }
local MORE_SCALARS = {
  "int", "int8_t", "int16_t", "uint8_t", "uint16_t", "uint32_t", "uint64_t",
  "float", "bool",
}

-- What a parameter and a result can be; and what the words are that a library
-- and its host share, with the functions that may give them.
local OURS = {
  parameters = set(SCALARS, { "const char *" }),
  results = set(SCALARS, { "const char *", "const uint8_t *" }),
  shared = set { "int64_t *", "double *" },
  sharing = "^moon_frame",
}
local THEIRS = {
  parameters = set(SCALARS, MORE_SCALARS, { "const char *" }),
  results = set(SCALARS, MORE_SCALARS,
    { "const char *", "const uint8_t *", "void" }),
  shared = {},
}
local BASES = {
  [OURS] = set(SCALARS, { "char", "uint8_t" }),
  [THEIRS] = set(SCALARS, MORE_SCALARS, { "char", "void" }),
}

-- All readers but C drop every line that starts with '#'; these may be.
local DIRECTIVES = {
  ["#include <stddef.h>"] = true,
  ["#include <stdint.h>"] = true,
  ["#include <stdbool.h>"] = true,
  ["#pragma once"] = true,
  ["#pragma GCC visibility push(default)"] = true,
  ["#pragma GCC visibility pop"] = true,
  ["#endif"] = true,
}

local reader = {}
reader.__index = reader

function reader:peek()
  return self.tokens[self.at]
end

function reader:take()
  self.at = self.at + 1
  return self.tokens[self.at - 1]
end

function reader:fail(token, ...)
  lexer.fail(self.path, token.line, ...)
end

-- Takes the next token if it is `text`.
function reader:accept(text)
  return self:peek().text == text and self:take()
end

function reader:expect(text)
  local token = self:take()
  if token.text ~= text then
    self:fail(token, "'%s' expected near '%s'", text, token.text)
  end
  return token
end

function reader:expect_kind(kind, what)
  local token = self:take()
  if token.kind ~= kind then
    self:fail(token, "%s expected near '%s'", what, token.text)
  end
  return token
end

-- A name that is exported, and so has the prefix and is there once.
function reader:exported_name(rest, shape)
  local token = self:expect_kind("word", "a name")
  local start = shape:match("^.*_")
  if token.text:sub(1, #start) ~= start
    or not token.text:find(rest, #start + 1) then
    self:fail(token, "'%s' is not of the form '%s'", token.text, shape)
  end
  if self.names[token.text] then
    self:fail(token, "'%s' stands in line %d already", token.text,
      self.names[token.text])
  end
  self.names[token.text] = token.line
  return token
end

-- The text of a block comment, without its frame.
local function comment_text(token)
  local text = token.text:sub(3, -3):gsub("\n *%* ?", "\n")
  return (text:gsub(" +\n", "\n"):gsub("^%s+", ""):gsub("%s+$", ""))
end

function reader:constant_value(name, is_first)
  local token = self:take()
  local text = token.text
  if text ~= "0" and not text:find("^%-?[1-9]%d*$") then
    self:fail(token, "'%s' must be a decimal number, not '%s'", name, text)
  end
  if text == "0" and not is_first then
    self:fail(token, "'%s' is 0 and must be first: KPHP renumbers it", name)
  end
  local value = tonumber(text)
  if value > 0x7fffffff or value < -0x7fffffff then
    self:fail(token, "'%s' does not fit an int", name)
  end
  return math.tointeger(value)
end

-- NAME = VALUE with its comment, which stands above it or after it.
function reader:constant(is_first)
  local comment
  if self:peek().kind == "comment" then comment = comment_text(self:take()) end
  local prefix = self.prefix:upper() .. "_"
  local name = self:exported_name("^%u[%u%d_]*$", prefix .. "NAME")
  if name.text == prefix .. "CLASS" then
    self:fail(name, "PHP has no constant of the name 'CLASS'")
  end
  self:expect("=")
  local value = self:constant_value(name.text, is_first)
  local more = self:accept(",")
  local after = self:peek()
  if after.kind == "comment" and after.line == name.line then
    comment = (comment and comment .. " " or "") .. comment_text(self:take())
  end
  return {
    name = name.text, value = value, line = name.line, comment = comment,
  }, more
end

function reader:enum(comment)
  local constants, more = {}, true
  local start = self:expect("enum")
  self:expect("{")
  while more do
    constants[#constants + 1], more = self:constant(#constants == 0)
  end
  self:expect("}")
  self:expect(";")
  return {
    kind = "enum", constants = constants, comment = comment,
    line = start.line,
  }
end

-- A type as the header writes it, such as "const char *".
function reader:type()
  local const = self:accept("const")
  local base = self:take()
  if not BASES[self.dialect][base.text] then
    self:fail(base, "'%s' is not a type of the ABI", base.text)
  end
  local text = (const and "const " or "") .. base.text
  while self:accept("*") do
    text = text .. (text:find("*", 1, true) and "*" or " *")
  end
  return text, base
end

function reader:parameter(seen)
  local type, base = self:type()
  if not self.dialect.parameters[type] then
    self:fail(base, "a parameter cannot be a '%s'", type)
  end
  local name = self:take()
  if not name.text:find("^%l[%l%d_]*$") then
    self:fail(name, "a parameter needs a name, in lower case")
  end
  if name.text:find("_t$") or BASES[THEIRS][name.text] then
    self:fail(name, "a parameter cannot have the name of a type, '%s'",
      name.text)
  end
  if seen[name.text] then
    self:fail(name, "there are two parameters '%s'", name.text)
  end
  seen[name.text] = true
  return { type = type, name = name.text }
end

function reader:parameters()
  local list, seen = {}, {}
  self:expect("(")
  if self:peek().text == ")" then
    self:fail(self:peek(), "a function without parameters takes (void)")
  end
  if not self:accept("void") then
    repeat
      list[#list + 1] = self:parameter(seen)
    until not self:accept(",")
  end
  self:expect(")")
  return list
end

function reader:func(comment, safe)
  local result, base = self:type()
  local name = self:exported_name("^%l[%l%d_]*$", self.prefix .. "_name")
  local dialect = self.dialect
  local is_shared = dialect.shared[result] and name.text:find(dialect.sharing)
  if not dialect.results[result] and not is_shared then
    self:fail(base, "a result cannot be a '%s'", result)
  end
  local parameters = self:parameters()
  self:expect(";")
  return {
    kind = "function", name = name.text, result = result, safe = safe,
    parameters = parameters, comment = comment, line = base.line,
  }
end

function reader:directive()
  local token = self:take()
  local guard = token.text:match("^#ifndef ([%u%d_]+_H)$")
  if guard and not self.guard then
    self.guard = guard
  elseif token.text ~= "#define " .. tostring(self.guard)
    and not DIRECTIVES[token.text] then
    self:fail(token, "'%s' is lost on those who have no preprocessor",
      token.text)
  end
end

-- A comment belongs to what stands right below it.
function reader:comment()
  local token = self:take()
  local text = comment_text(token)
  local below = self:peek()
  local is_bound = below.line == token.last + 1
    and (below.kind == "word" or below.kind == "mark")
  if is_bound then return self:declaration(text) end
  return { kind = "comment", text = text, line = token.line }
end

function reader:declaration(comment)
  local mark = self:peek().kind == "mark" and self:take()
  local start = self:peek()
  if mark and (start.kind ~= "word" or start.line ~= mark.line + 1
    or start.text == "enum") then
    self:fail(mark, "the mark must stand on the line above a function")
  end
  if start.text == "enum" then return self:enum(comment) end
  return self:func(comment, mark and true or false)
end

-- Reads the header `text`; `path` is what messages call it.  A `prefix` is that
-- of somebody else's names; without one the header is ours.
function M.read(text, path, prefix)
  local self = setmetatable({
    tokens = lexer.read(text, path), at = 1, path = path, names = {},
    prefix = prefix or "moon", dialect = prefix and THEIRS or OURS,
  }, reader)
  local header = {
    name = path:match("([^/]+)%.h$") or path:match("[^/]+$"),
    prefix = self.prefix, items = {},
  }
  while self:peek().kind ~= "end" do
    local kind = self:peek().kind
    if kind == "directive" then
      self:directive()
    else
      local read = kind == "comment" and self.comment or self.declaration
      header.items[#header.items + 1] = read(self)
    end
  end
  return header
end

return M
