-- Writes the table of named character references from tools/entities.txt.
--
--   lua tools/entity-table.lua TARGET.c [--check]
--
-- With --check nothing is written; it says when TARGET.c is stale.

package.path = (arg[0]:match("^.*/") or "./") .. "?.lua;" .. package.path

local generated = require "generated"

local SOURCE = "tools/entities.txt"

local function read()
  local list = {}
  for line in io.lines(SOURCE) do
    if not line:find("^#") then
      local name, rest = line:match("^(%w+) (.*)$")
      local entity = { name = name, points = {}, is_written = false }
      for word in rest:gmatch("%S+") do
        if word == "*" then
          entity.is_written = true
        elseif word:find("^%+") then
          entity.old = tonumber(word:sub(2), 16) or entity.points[1]
        else
          entity.points[#entity.points + 1] = tonumber(word, 16)
        end
      end
      list[#list + 1] = entity
    end
  end
  table.sort(list, function(a, b) return a.name < b.name end)
  for i, entity in ipairs(list) do entity.index = i - 1 end
  return list
end

local function emit(lines, ...)
  lines[#lines + 1] = (...):format(select(2, ...))
end

-- Entries of a list, as many as fit into a line.
local function emit_packed(lines, entries)
  local line = "   "
  for _, entry in ipairs(entries) do
    if #line + #entry + 2 > 80 then
      lines[#lines + 1] = line
      line = "   "
    end
    line = line .. " " .. entry .. ","
  end
  lines[#lines + 1] = line
end

-- The names one after another, and where each begins.
local function emit_names(lines, list)
  local offset, starts = 0, {}
  emit(lines, "const char entity_names[] = {")
  local bytes = {}
  for _, entity in ipairs(list) do
    starts[#starts + 1] = tostring(offset)
    offset = offset + #entity.name
    for c in entity.name:gmatch(".") do bytes[#bytes + 1] = "'" .. c .. "'" end
  end
  emit_packed(lines, bytes)
  emit(lines, "};\n")
  starts[#starts + 1] = tostring(offset)
  emit(lines, "const uint16_t entity_starts[ENTITY_COUNT + 1] = {")
  emit_packed(lines, starts)
  emit(lines, "};\n")
end

local function emit_points(lines, list)
  local entries = {}
  for i, entity in ipairs(list) do
    entries[i] = ("{0x%X, 0x%X, 0x%X}"):format(entity.points[1],
      entity.points[2] or 0, entity.old or 0)
  end
  emit(lines, "const struct entity entity_list[ENTITY_COUNT] = {")
  emit_packed(lines, entries)
  emit(lines, "};\n")
end

-- The indices of some, in the order of what they stand for.
local function emit_order(lines, name, list, key)
  local chosen, entries = {}, {}
  for _, entity in ipairs(list) do
    if key(entity) then chosen[#chosen + 1] = entity end
  end
  table.sort(chosen, function(a, b) return key(a) < key(b) end)
  for i, entity in ipairs(chosen) do entries[i] = tostring(entity.index) end
  emit(lines, "const uint16_t %s[] = {", name)
  emit_packed(lines, entries)
  emit(lines, "};")
  emit(lines, "const size_t %s_count = %d;\n", name, #entries)
end

local function make()
  local list, lines = read(), {}
  emit(lines, "/* Made by tools/entity-table.lua; do not edit. */")
  emit(lines, "#include \"str/entity_table.h\"\n")
  emit(lines, "/* clang-format off */")
  emit_names(lines, list)
  emit_points(lines, list)
  emit_order(lines, "entity_by_point", list, function(entity)
    return entity.is_written
      and entity.points[1] << 24 | (entity.points[2] or 0)
  end)
  emit_order(lines, "entity_by_old", list, function(entity)
    return entity.old
  end)
  lines[#lines] = lines[#lines]:gsub("\n$", "")
  return table.concat(lines, "\n") .. "\n"
end

generated.finish(make())
