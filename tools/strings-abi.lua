-- Writes what the C interface has of the module `php`, from the tables of rows
-- in src/vm/php_*.c:
--
--   src/include/moonspan_str.h    the public header
--   src/api/str_rows.c            its functions
--   lua/php/catalogue.lua         the same for LuaJIT
--
--   lua tools/strings-abi.lua [--check]
--
-- With --check nothing is written; it says what is stale.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"
local rows = require "strings.rows"
local signature = require "strings.signature"

local WIDTH = 79

local HEAD = [[
/*
 * moonspan_str.h - PHP's string functions for C, for LuaJIT's ffi and for KPHP,
 * without a state.  Made by tools/strings-abi.lua from the module `php`.
 *
 * What they do is what PHP 8.2 does, byte for byte; docs/strings.md lists them,
 * docs/strings-c.md has examples.  The rules of the header are those of
 * moonspan.h.
 *
 * Strings are passed as bytes and their length; (NULL, 0) is the empty string.
 * A parameter that PHP has a default for has it when it is NULL, a number that
 * is INT64_MIN, or a truth value that is below zero.
 *
 * Results.  A number or a truth value is what the function returns.  Of a
 * string that is the length; moon_str_bytes() has the bytes.  MOON_STR_FALSE
 * says that PHP gives false instead.  What belongs to the thread, bytes and
 * second result, is borrowed until the next call of a function here but those
 * of the section "Results"; the bytes may be an argument of that call.
 *
 * Errors.  Where PHP throws, MOON_STR_ERROR is returned, and moon_str_bytes()
 * has PHP's message; other failures have their status of moonspan.h.  Functions
 * whose numbers may be negative themselves, those that compare and intval(),
 * are asked for by moon_str_status().
 */
#ifndef MOONSPAN_STR_H
#define MOONSPAN_STR_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(default)

/* What is no result. */
enum {
    MOON_STR_OK = 0,
    MOON_STR_ERROR = -1,   /* PHP throws, and the message is there */
    MOON_STR_MEMORY = -4,  /* memory is out */
    MOON_STR_CONVERT = -5, /* an argument that moon_str_call() cannot read */
    MOON_STR_INVALID = -15, /* a length that no string has */
    MOON_STR_FALSE = -1000 /* no failure: false instead of a string or number */
};

/*
 * Any function
 */

/*
 * Calls a function by PHP's name, such as "explode", with a list of arguments
 * as MessagePack; moon_str_bytes() then has the list of its results, one as a
 * rule, as MessagePack.  Returns MOON_STR_OK or why there is none.
 */
int32_t moon_str_call(const char *name, size_t name_len, const char *arguments,
                      size_t arguments_len);

/*
 * Finds the pieces that explode() would cut a string into, and returns how many
 * there are.  moon_str_bytes() then has two int64_t for each: where it begins
 * and how long it is.
 */
int64_t moon_str_pieces(const char *separator, size_t separator_len,
                        const char *string, size_t string_len);

/* The value of a constant, such as "ENT_QUOTES", or MOON_STR_FALSE. */
int64_t moon_str_constant(const char *name, size_t name_len);

/*
 * Results
 */

/* The bytes of the last result, or the message; a zero byte may follow. */
// @kphp-ffi-signalsafe
const uint8_t *moon_str_bytes(void);

/* How many there are. */
// @kphp-ffi-signalsafe
size_t moon_str_len(void);

/* What PHP returns by reference: a count or a percentage, else 0. */
// @kphp-ffi-signalsafe
double moon_str_second(void);

/* MOON_STR_OK, or how the last call failed. */
// @kphp-ffi-signalsafe
int32_t moon_str_status(void);

/*
 * Gives back the memory that this thread holds for all this, which is done too
 * when the thread ends.  Always MOON_STR_OK.
 */
int32_t moon_str_release(void);
]]

local TAIL = [[

#pragma GCC visibility pop

#endif
]]

local SOURCE = [[
/* Made by tools/strings-abi.lua; do not edit. */
#include "api/str.h"
#include "api/str_fast.h"

/* clang-format off */
]]

local CATALOGUE = [[
-- Made by tools/strings-abi.lua; do not edit.
--
-- What moonspan_str.h has.  A signature says what a function takes and gives: s
-- a string, i an integer, b a boolean, f a number; from the colon on arguments
-- are optional; a ? says that the result may be false, a + that there is a
-- second one.  Functions without one are called by moon_str_call() alone.
local M = {}

]]

local C_TYPES = { i = "int64_t ", b = "int32_t ", f = "double " }
local MAKERS = { s = "text", i = "int", b = "bool", f = "float" }
local CALLS = { i = "str_ask", b = "str_ask", f = "str_measure" }

-- Puts `parts`, with commas between them, behind `start` and within WIDTH;
-- further lines begin with `indent`, or below the first part.
local function fill(start, parts, finish, indent)
  local lines, line = {}, start
  indent = indent or (" "):rep(#start)
  for i, part in ipairs(parts) do
    local piece = part .. (i < #parts and "," or finish)
    if i > 1 and #line + 1 + #piece > WIDTH then
      lines[#lines + 1] = line
      line = indent .. piece
    else
      line = line .. (i > 1 and " " or "") .. piece
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local function result_type(func)
  return func.result == "f" and "double " or "int64_t "
end

local function prototype(func, finish)
  local parts = {}
  for _, p in ipairs(func.parameters) do
    if p.kind == "s" then
      parts[#parts + 1] = "const char *" .. p.name
      parts[#parts + 1] = "size_t " .. p.name .. "_len"
    else
      parts[#parts + 1] = C_TYPES[p.kind] .. p.name
    end
  end
  return fill(result_type(func) .. "moon_str_" .. func.name .. "(", parts,
    ")" .. finish)
end

-- The comment of a declaration: what it does, and what it is in PHP.
local function comment(func)
  local usage = func.usage:gsub("\n", "\\n"):gsub("\r", "\\r")
    :gsub("\t", "\\t")
  local parts = {}
  for part in (usage .. ", "):gmatch("(.-), ") do parts[#parts + 1] = part end
  return ("\n/*\n * %s\n%s\n */\n"):format(func.doc, fill(" *     "
    .. func.name .. "(", parts, "): " .. func.returns, " *         "))
end

local function header(groups)
  local lines = { HEAD }
  for _, group in ipairs(groups) do
    if #group.functions > 0 then
      lines[#lines + 1] = ("\n/*\n * %s\n */\n"):format(group.title)
    end
    for _, func in ipairs(group.functions) do
      lines[#lines + 1] = comment(func) .. prototype(func, ";") .. "\n"
    end
  end
  lines[#lines + 1] = TAIL
  return table.concat(lines)
end

-- An argument as the row gets it, and as the fast function does.
local function argument(p)
  local given = p.kind == "s" and p.name .. ", " .. p.name .. "_len" or p.name
  return ("str_%s%s(%s)"):format(p.optional and "maybe_" or "",
    MAKERS[p.kind], given)
end

local function fast_argument(p)
  if p.kind ~= "s" then return p.name end
  return ("%s(%s, %s_len)"):format(p.optional and "view_of" or "str_view",
    p.name, p.name)
end

local function each(list, make)
  local parts = {}
  for i, entry in ipairs(list) do parts[i] = make(entry) end
  return parts
end

-- The lengths of its strings, or'ed: none is too large when this is not.
local function lengths(func)
  local names = {}
  for _, p in ipairs(func.parameters) do
    if p.kind == "s" then names[#names + 1] = p.name .. "_len" end
  end
  return names
end

local function definition(func, is_fast)
  local lines = { "", prototype(func, ""), "{" }
  lines[#lines + 1] = fill("    const struct php_value in[] = {",
    each(func.parameters, argument), "};")
  if is_fast then
    lines[#lines + 1] = "    int64_t fast = STR_SLOW;\n"
    lines[#lines + 1] = ("    if (str_is_length(%s))"):format(
      table.concat(lengths(func), " | "))
    lines[#lines + 1] = fill("        fast = str_fast_" .. func.name .. "(",
      each(func.parameters, fast_argument), ");")
    lines[#lines + 1] = "    if (fast != STR_SLOW)\n        return fast;"
  else
    lines[#lines + 1] = ""
  end
  lines[#lines + 1] = ('    return %s("%s", in, %d);\n}\n'):format(
    CALLS[func.result] or "str_call", func.name, #func.parameters)
  return table.concat(lines, "\n")
end

local function source(groups)
  local lines, fast = { SOURCE }, {}
  local declared = generated.read("src/api/str_fast.h")
  for name in declared:gmatch("str_fast_([%w_]+)%(") do
    fast[name] = true
  end
  for _, group in ipairs(groups) do
    for _, func in ipairs(group.functions) do
      lines[#lines + 1] = definition(func, fast[func.name])
    end
  end
  return table.concat(lines)
end

local function kinds_of(parameters)
  local kinds, is_optional = "", false
  for _, p in ipairs(parameters) do
    kinds = kinds .. (p.optional and not is_optional and ":" or "") .. p.kind
    is_optional = is_optional or p.optional
  end
  return kinds
end

-- A table of Lua, from its entries.
local function emit(name, entries)
  return ("M.%s = {\n  %s,\n}\n\n"):format(name,
    table.concat(entries, ",\n  "))
end

local function catalogue(groups)
  local fit, unfit, constants = {}, {}, {}
  for _, group in ipairs(groups) do
    for _, row in ipairs(group.rows) do
      local func = row.signature
      if func and not func.is_mixed then
        fit[#fit + 1] = ('%s = "%s %s%s"'):format(row[1],
          kinds_of(func.parameters), func.result, func.second and "+" or "")
      else
        unfit[#unfit + 1] = ("%q"):format(row[1])
      end
    end
    for _, name in ipairs(group.constants) do
      constants[#constants + 1] = ("%q"):format(name)
    end
  end
  return CATALOGUE .. emit("signatures", fit) .. emit("others", unfit)
    .. emit("constants", constants) .. "return M\n"
end

local function read_groups()
  local groups = rows.groups()
  for _, group in ipairs(groups) do
    group.functions = {}
    for _, row in ipairs(group.rows) do
      local func = signature.read(row)
      row.signature = func
      if func then
        func.name, func.usage, func.returns, func.doc =
          row[1], row[2], row[3], row[4]
        table.insert(group.functions, func)
      end
    end
  end
  return groups
end

local groups, is_checking = read_groups(), arg[1] == "--check"
local is_fresh = true
for _, output in ipairs {
  { "src/include/moonspan_str.h", header(groups) },
  { "src/api/str_rows.c", source(groups) },
  { "lua/php/catalogue.lua", catalogue(groups) },
} do
  is_fresh = generated.update(output[1], output[2], is_checking) and is_fresh
end
os.exit(is_fresh)
