-- Makes a call of every typed function of moonspan_str.h, in C, with arguments
-- from the bytes of a fuzzer.
--
--   LUA_PATH='lua/?.lua' lua tests/fuzz/str_calls.lua > str_calls.c

local catalogue = require "php.catalogue"

local TAKE = {
  s = "struct view %s = call_text(call, %s);",
  i = "int64_t %s = call_int(call, %s);",
  b = "int32_t %s = call_bool(call, %s);",
  f = "double %s = call_float(call, %s);",
}

-- Those that have no row, and one whose result is a number or a truth value.
local SPECIAL = {
  pieces = "ss i", constant = "s i", version_compare = "ss:s i",
}

local function put(...)
  io.write(table.concat({ ... }, "\n"), "\n")
end

local function take(kinds)
  local lines, passed, is_optional = {}, {}, false
  for kind in kinds:gmatch(".") do
    if kind == ":" then
      is_optional = true
    else
      local name = ("a%d"):format(#lines + 1)
      lines[#lines + 1] = "    " .. TAKE[kind]:format(name, is_optional)
      passed[#passed + 1] = kind == "s" and name .. ".bytes" or name
      if kind == "s" then passed[#passed + 1] = name .. ".len" end
    end
  end
  return lines, table.concat(passed, ", ")
end

-- A floating result has no place in what is returned.
local function define(name, signature)
  local kinds, result = signature:match("(%S*) (.)")
  local lines, passed = take(kinds)
  local call = ("moon_str_%s(%s)"):format(name, passed)
  put(("static int64_t call_%s(struct call *call)\n{"):format(name),
    ("    call_begin(call, %d);"):format(#lines))
  put(table.unpack(lines))
  put("    call_enter();", result == "f"
    and ("    call->number = %s;\n    return 0;\n}\n"):format(call)
    or ("    return %s;\n}\n"):format(call))
  return ('    {"%s", call_%s, \'%s\'},'):format(name, name, result)
end

local function sorted(...)
  local names = {}
  for _, signatures in ipairs { ... } do
    for name in pairs(signatures) do names[#names + 1] = name end
  end
  table.sort(names)
  return names
end

put('#include "fuzz/str_call.h"', '#include "moonspan_str.h"', "")
local rows = {}
for i, name in ipairs(sorted(catalogue.signatures, SPECIAL)) do
  rows[i] = define(name, SPECIAL[name] or catalogue.signatures[name])
end
put("const struct function functions[] = {")
put(table.unpack(rows))
put("};", "const size_t function_count = sizeof functions / sizeof *functions;")
put("const char *const others[] = {", '    "' .. table.concat(catalogue.others,
  '",\n    "') .. '",', "};")
put("const size_t other_count = sizeof others / sizeof *others;")
