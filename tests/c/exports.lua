-- Makes a call of every exported function that takes a handle, in C, out of
-- the list of exports.
--
--   lua tests/c/exports.lua tests/data/abi.txt > exports.c

-- What stands for an argument of a type; lengths fit the text.
local SAMPLES = {
  ["int32_t"] = "1", ["int64_t"] = "1", ["double"] = "1.5", ["size_t"] = "1",
  ["char*"] = '"x"',
}

-- Getters give nothing for a bad handle, where others give a status.
local GETTERS = { "^moon_result_[cki]", "^moon_result_float$",
  "^moon_result_bytes$", "^moon_result_len$", "^moon_error_", "^moon_memory_",
  "^moon_output$", "^moon_output_len$", "^moon_wire$", "^moon_frame",
  "^moon_host_called$", "^moon_released$", "^moon_cpu_used$",
  "^moon_instructions_used$" }

-- What any thread may call.
local ACROSS_THREADS = { moon_interrupt = true }

local function is_getter(name)
  for _, pattern in ipairs(GETTERS) do
    if name:find(pattern) then return true end
  end
  return false
end

local function split(line)
  local words = {}
  for word in line:gmatch("%S+") do words[#words + 1] = word end
  return words
end

-- A pointer is told by the byte that it points to, and 0 for NULL.
local function as_integer(call, result)
  if result:find("%*") then
    return ("first_byte((const char *)%s)"):format(call)
  end
  return "(int64_t)" .. call
end

local function emit(name, result, types)
  local arguments = { "handle" }
  for i = 2, #types do
    arguments[i] = assert(SAMPLES[types[i]], types[i])
  end
  local call = ("%s(%s)"):format(name, table.concat(arguments, ", "))
  io.write(("static int64_t call_%s(int64_t handle)\n{\n"):format(name),
    ("    return %s;\n}\n\n"):format(as_integer(call, result)))
end

local rows = {}
io.write('#include "abi/exports.h"\n\n#include <stddef.h>\n\n',
  '#include "moonspan.h"\n\nstatic int64_t first_byte(const char *text)\n',
  "{\n    return text ? text[0] : 0;\n}\n\n")
for line in io.lines(arg[1]) do
  local words = split(line)
  local name, result = table.remove(words, 1), table.remove(words, 1)
  if words[1] == "int64_t" and not ACROSS_THREADS[name] then
    emit(name, result, words)
    rows[#rows + 1] = ('    {"%s", call_%s, %d},\n')
      :format(name, name, is_getter(name) and 1 or 0)
  end
end
io.write("const struct export exports[] = {\n", table.concat(rows),
  "    {NULL, NULL, 0},\n};\n")
