-- Turns Lua modules into a C file, so that they travel inside the program.
--
--   lua tools/embed.lua TARGET.c ROOM FILE.lua...
--
-- ROOM is the folder of src/ that they are for, which declares ROOM_files in
-- embedded.h.  A file is named there by its path without lua/ROOM/ and .lua,
-- and its bytes are numbers, because C sets a limit to the length of string
-- literals.  A zero byte that does not count follows them, because C has no
-- empty arrays.

local function read_all(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("a")
  file:close()
  return text
end

-- As a `char`, which has a sign on some machines and none on others.
local function number(byte)
  return byte < 128 and ("%d"):format(byte) or ("'\\%o'"):format(byte)
end

local function numbers(text)
  local lines = {}
  for from = 1, #text, 16 do
    local bytes = { text:byte(from, from + 15) }
    for i, byte in ipairs(bytes) do bytes[i] = number(byte) end
    lines[#lines + 1] = "    " .. table.concat(bytes, ", ") .. ",\n"
  end
  return table.concat(lines)
end

local function main(target, room, ...)
  local arrays, rows = {}, {}
  for i, path in ipairs({ ... }) do
    local text = read_all(path)
    local name = path:gsub("^lua/" .. room .. "/", ""):gsub("%.lua$", "")
    arrays[i] = ("static const char file_%d[] = {\n%s    0,\n};\n\n")
      :format(i, numbers(text))
    rows[i] = ('    {"%s", file_%d, %d},\n'):format(name, i, #text)
  end
  local file = assert(io.open(target, "wb"))
  file:write("/* Made by tools/embed.lua; do not edit. */\n",
    ('#include "%s/embedded.h"\n\n'):format(room), table.concat(arrays),
    ("const struct embedded %s_files[] = {\n"):format(room), table.concat(rows),
    "    {NULL, NULL, 0},\n};\n")
  assert(file:close())
end

main(...)
